//! Numbers in words, and text in lines that fit.

/// The widest line of a message, in columns. `cargo exercise` moves it in by two more.
const MAX_WIDTH: usize = 78;

/// A number of waits, in words.
pub(crate) fn waits_in_words(count: usize) -> String {
    format!("{count} {}", if count == 1 { "wait" } else { "waits" })
}

/// A number of times, in words.
pub(crate) fn times_in_words(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}

/// Text in lines that fit, of which all but the first are moved in.
pub(crate) fn wrap(text: &str, indent: usize) -> String {
    let lines: Vec<_> = text.lines().map(|line| wrap_line(line, indent)).collect();
    lines.join(&" ".repeat(indent))
}

/// A line in lines that fit. Code, which is between two backticks, isn't broken.
fn wrap_line(line: &str, indent: usize) -> String {
    let text = line.trim_start();
    let mut wrapped = line[..line.len() - text.len()].to_string();
    let mut column = indent;
    let has_paired_backticks = line.matches('`').count() % 2 == 0;
    let mut is_code = false;
    let is_break = |c: char| {
        is_code ^= c == '`' && has_paired_backticks;
        c == ' ' && !is_code
    };
    for word in text.split(is_break) {
        let width = word.chars().count();
        if column > indent && column + 1 + width > MAX_WIDTH {
            wrapped += "\n";
            wrapped += &" ".repeat(indent);
            column = indent;
        } else if column > indent {
            wrapped.push(' ');
            column += 1;
        }
        wrapped += word;
        column += width;
    }
    wrapped + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_words() {
        let wrapped = wrap(["word"; 20].join(" ").trim(), 8);
        assert_eq!(
            wrapped,
            format!("{}\n        word word word word word word\n", ["word"; 14].join(" "))
        );
    }

    #[test]
    fn code_is_not_broken() {
        let code = format!("`{}`", ["code"; 10].join(" "));
        let wrapped = wrap(&format!("{} {code} and", ["word"; 8].join(" ")), 0);
        assert_eq!(wrapped, format!("{}\n{code} and\n", ["word"; 8].join(" ")));
    }

    #[test]
    fn a_single_backtick_begins_no_code() {
        let wrapped = wrap(&format!("it's a ` that {}", ["word"; 20].join(" ")), 0);
        assert!(wrapped.lines().all(|line| line.len() <= MAX_WIDTH), "{wrapped}");
    }

    #[test]
    fn lines_of_a_panic_stay_lines() {
        assert_eq!(
            wrap("assertion failed\n  left: 1\n right: 2", 0),
            "assertion failed\n  left: 1\n right: 2\n"
        );
    }
}
