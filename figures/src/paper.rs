//! The paper: one look for all pictures, on a light page and on a dark one.

use svg::Document;
use svg::node::element::{Description, Line, Rectangle, Style, Text, Title};

/// The width of a picture: a phone shows it at about this size.
pub const WIDTH: f64 = 400.0;

/// The colours by name, and their counterparts for a dark screen.
///
/// An element takes one as `currentColor`, for its fill or its stroke. The
/// picture has a background of its own, because a page may be light while the
/// reader's system is dark.
const STYLE: &str = "
text { font: 13px system-ui, sans-serif; fill: currentColor }
.strong { font-weight: 600 }
.end { text-anchor: end }
.middle { text-anchor: middle }
.paper { color: #ffffff } .ink { color: #1f2328 } .grid { color: #d1d9e0 }
.grey { color: #59636e } .blue { color: #0969da } .green { color: #1a7f37 }
.orange { color: #bc4c00 } .purple { color: #8250df }
@media (prefers-color-scheme: dark) {
.paper { color: #0d1117 } .ink { color: #e6edf3 } .grid { color: #3d444d }
.grey { color: #9198a1 } .blue { color: #58a6ff } .green { color: #3fb950 }
.orange { color: #f0883e } .purple { color: #bc8cff }
}
";

/// Starts a picture, with what a screen reader says of it.
#[must_use]
pub fn sheet(title: &str, description: &str, height: f64) -> Document {
    Document::new()
        .set("viewBox", (0, 0, WIDTH, height))
        .set("width", WIDTH)
        .set("height", height)
        .set("role", "img")
        .set("aria-labelledby", "title description")
        .add(Title::new(title).set("id", "title"))
        .add(
            Description::new()
                .set("id", "description")
                .add(svg::node::Text::new(description)),
        )
        .add(Style::new(STYLE))
        .add(
            Rectangle::new()
                .set("class", "paper")
                .set("fill", "currentColor")
                .set("width", "100%")
                .set("height", "100%"),
        )
}

/// Writes text: at the left of `x`, or where the class says.
#[must_use]
pub fn text(class: &str, (x, y): (f64, f64), content: &str) -> Text {
    Text::new(content)
        .set("class", class)
        .set("x", pixels(x))
        .set("y", pixels(y))
}

/// Draws a straight line.
#[must_use]
pub fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Line {
    Line::new()
        .set("class", class)
        .set("stroke", "currentColor")
        .set("x1", pixels(from.0))
        .set("y1", pixels(from.1))
        .set("x2", pixels(to.0))
        .set("y2", pixels(to.1))
}

/// A length with one decimal place, finer than any screen shows.
#[must_use]
pub fn pixels(length: f64) -> String {
    format!("{length:.1}")
}
