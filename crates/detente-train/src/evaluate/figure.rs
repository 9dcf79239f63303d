//! Printing figures: system, name and value in a line, parted by tabs.

use std::fmt::Display;
use std::io::Write;

/// A measure, to four decimals, without trailing zeros.
pub(crate) fn measure(name: &str, value: f64) {
    count(name, format_args!("{:?}", rounded(value)));
}

/// A share of 1 as a percentage.
pub(crate) fn percent(name: &str, share: f64) {
    measure(name, share * 100.0);
}

/// A count. Ends the program where nobody reads on, as of `| head`.
pub(crate) fn count(name: &str, value: impl Display) {
    if writeln!(std::io::stdout(), "detente\t{name}\t{value}").is_err() {
        std::process::exit(0);
    }
}

/// `value` to four decimals, exactly as printing it in decimal rounds.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn four_decimals() {
        let values = [97.123_45, 80.0, 0.666_666, -0.000_01, 0.000_06].map(|v| format!("{:?}", rounded(v)));
        assert_eq!(values, ["97.1235", "80.0", "0.6667", "-0.0", "0.0001"]);
    }
}
