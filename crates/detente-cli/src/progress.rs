//! The bar on standard error.

use crate::arguments::Options;
use crate::input::is_json_lines;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// A bar over many files, a counter over JSON lines, nothing over a single file. Drawn on standard
/// error where that is a terminal.
pub(crate) fn bar(options: &Options) -> ProgressBar {
    let lines = options.files.iter().any(|path| is_json_lines(path, options));
    if !io::stderr().is_terminal() || (options.files.len() < 2 && !lines) {
        return ProgressBar::hidden();
    }
    let (length, template) = if lines {
        (None, "{spinner} {human_pos} documents, {per_sec}")
    } else {
        (Some(options.files.len() as u64), "{bar:40} {human_pos}/{human_len} documents, {eta} left")
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr()).with_style(style)
}
