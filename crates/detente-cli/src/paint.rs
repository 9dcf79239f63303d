//! Colours of the readable output.

use crate::arguments::When;
use detente::Band;

/// Whether and how text is coloured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    coloured: bool,
}

impl Paint {
    /// `terminal` tells whether the output goes to one.
    pub(crate) fn new(when: When, terminal: bool) -> Self {
        let coloured = match when {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                // https://no-color.org: any value but the empty one turns colours off.
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
                terminal && !refused && !dumb
            }
        };
        Self { coloured }
    }

    /// `text` in the colour of `band`: red for hostile, green for friendly.
    pub(crate) fn band(self, band: Band, text: &str) -> String {
        self.code(
            match band {
                Band::Infuriated => "1;31",
                Band::Critical => "31",
                Band::Neutral => "2",
                Band::Cordial => "32",
                Band::Conciliatory => "1;32",
            },
            text,
        )
    }

    /// What stands out.
    pub(crate) fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    /// What stands back.
    pub(crate) fn dim(self, text: &str) -> String {
        self.code("2", text)
    }

    fn code(self, code: &str, text: &str) -> String {
        if self.coloured { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
