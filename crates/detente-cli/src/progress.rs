//! The bar on standard error.

use crate::arguments::Input;
use crate::input::may_hold_several;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// A bar over many files, a counter over rows and folders, nothing over a single file. Drawn on
/// standard error where that is a terminal.
pub(crate) fn bar(options: &Input) -> ProgressBar {
    let several = may_hold_several(options);
    if !io::stderr().is_terminal() || (options.files.len() < 2 && !several) {
        return ProgressBar::hidden();
    }
    let (length, template) = if several {
        (None, "{spinner} {human_pos} documents, {per_sec}")
    } else {
        (Some(options.files.len() as u64), "{bar:40} {human_pos}/{human_len} documents, {eta} left")
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr()).with_style(style)
}
