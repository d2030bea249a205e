//! The paper that both programs draw on: one look, on a light page and on a dark one.

use std::io;

use plotters::coord::Shift;
use plotters::prelude::*;

/// The colours, by their names.
#[expect(missing_docs, reason = "the names tell")]
pub mod colours {
    use plotters::style::RGBColor;

    pub const PAPER: RGBColor = RGBColor(255, 255, 255);
    pub const GRID: RGBColor = RGBColor(209, 217, 224);
    pub const INK: RGBColor = RGBColor(31, 35, 40);
    pub const GREY: RGBColor = RGBColor(89, 99, 110);
    pub const BLUE: RGBColor = RGBColor(9, 105, 218);
    pub const GREEN: RGBColor = RGBColor(26, 127, 55);
    pub const ORANGE: RGBColor = RGBColor(188, 76, 0);
    pub const PURPLE: RGBColor = RGBColor(130, 80, 223);
}

/// The width of a picture: a phone shows it at about this size.
const WIDTH: u32 = 400;
/// The style sheet. A line of the third width is a dashed one. On a dark screen
/// light is dark, and each colour keeps its hue.
const STYLE: &str = "
text { font-family: system-ui, sans-serif }
[stroke-width='3'] { stroke-width: 2; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) { svg { filter: invert(0.95) hue-rotate(180deg) } }
";

/// A place to draw.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// What drawing gives.
pub type Drawn = Result<(), DrawingAreaErrorKind<io::Error>>;

/// Text of one size in this colour.
#[must_use]
pub fn text(colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", 16).into_font().color(&colour)
}

/// The text of a heading.
#[must_use]
pub fn heading() -> TextStyle<'static> {
    ("sans-serif", 16).into_font().style(FontStyle::Bold).color(&colours::INK)
}

/// Draws a picture: the text of an SVG file, with what a screen reader says of it.
///
/// # Panics
///
/// Panics if `draw` gives an error.
pub fn picture(
    title: &str,
    description: &str,
    height: u32,
    draw: impl FnOnce(&Area) -> Drawn,
) -> String {
    let mut picture = String::new();
    let area = SVGBackend::with_string(&mut picture, (WIDTH, height)).into_drawing_area();
    area.fill(&colours::PAPER).and_then(|()| draw(&area)).expect("writing to memory does not fail");
    drop(area);
    let (tag, shapes) = picture.split_once('>').expect("it begins with a tag");
    let [title, description] =
        [title, description].map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
    format!(
        "{tag} role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">{title}</title>\n\
         <desc id=\"description\">{description}</desc>\n\
         <style>{STYLE}</style>{shapes}"
    )
}
