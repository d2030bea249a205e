//! What the programs have in common: the look of their pictures, the units and lines of their
//! tables, and how they describe the machine.

use std::borrow::Borrow;
use std::io;

use plotters::coord::Shift;
use plotters::prelude::*;

#[cfg(target_os = "linux")]
pub mod machine;
pub mod units;

/// The colours of GitHub's light theme, which suits the pages that show the pictures.
#[expect(missing_docs, reason = "the names are enough")]
pub mod colours {
    use plotters::style::RGBColor;

    pub const BACKGROUND: RGBColor = RGBColor(255, 255, 255);
    pub const FOREGROUND: RGBColor = RGBColor(31, 35, 40);
    pub const GRID: RGBColor = RGBColor(209, 217, 224);
    pub const GREY: RGBColor = RGBColor(89, 99, 110);
    pub const BLUE: RGBColor = RGBColor(9, 105, 218);
    pub const GREEN: RGBColor = RGBColor(26, 127, 55);
    pub const ORANGE: RGBColor = RGBColor(188, 76, 0);
    pub const PURPLE: RGBColor = RGBColor(130, 80, 223);
}

/// The width of a picture in pixels, at which a phone shows it about full size.
const WIDTH: u32 = 400;
/// The style sheet of a picture.
///
/// For a dark page, the inversion exchanges light and dark. It also turns each hue into its
/// opposite, and the rotation by half a circle turns that back.
const STYLE: &str = "
text { font-family: system-ui, sans-serif }
@media (prefers-color-scheme: dark) { svg { filter: invert(0.95) hue-rotate(180deg) } }
";

/// An area of a picture.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// The result of drawing on an [`Area`].
pub type DrawResult = Result<(), DrawingAreaErrorKind<io::Error>>;

/// Returns the style of text in this colour.
#[must_use]
pub fn text_style(colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", 16).into_font().color(&colour)
}

/// Returns the style of a heading.
#[must_use]
pub fn heading_style() -> TextStyle<'static> {
    ("sans-serif", 16).into_font().style(FontStyle::Bold).color(&colours::FOREGROUND)
}

/// Returns the text of an SVG file with what `draw` draws.
///
/// A screen reader reads the title and the description aloud.
///
/// # Panics
///
/// Panics if `draw` returns an error.
pub fn render_svg(
    title: &str,
    description: &str,
    height: u32,
    draw: impl FnOnce(&Area) -> DrawResult,
) -> String {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
    area.fill(&colours::BACKGROUND)
        .and_then(|()| draw(&area))
        .expect("writing to memory does not fail");
    drop(area);

    // The backend writes neither texts for a screen reader nor a style sheet, so they are put in
    // after the opening tag.
    let (opening_tag, shapes) = svg.split_once('>').expect("the file starts with a tag");
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (title, description) = (escape(title), escape(description));
    format!(
        "{opening_tag} role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">{title}</title>\n\
         <desc id=\"description\">{description}</desc>\n\
         <style>{STYLE}</style>{shapes}"
    )
}

/// Returns a line of a Markdown table, with its newline.
#[must_use]
pub fn table_line<S: Borrow<str>>(cells: &[S]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Returns the middle one of some values.
///
/// # Panics
///
/// Panics if there are no values.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
