//! The commands.

pub(crate) mod dyads;
pub(crate) mod html;
pub(crate) mod manual;
pub(crate) mod tables;

/// Why a command ended before it had done all.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The arguments or the model are at fault; nothing was done.
    Usage(anyhow::Error),
    /// Something went wrong on the way.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}
