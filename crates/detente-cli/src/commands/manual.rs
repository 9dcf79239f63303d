//! The commands `completions` and `man`.

use super::Stop;
use crate::arguments::Arguments;
use crate::output::CANNOT_WRITE;
use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{Write, stdout};
use std::path::Path;

/// Prints the completions for `shell`.
pub(crate) fn completions(shell: Shell) -> Result<bool, Stop> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "detente", &mut script);
    stdout().write_all(&script).context(CANNOT_WRITE)?;
    Ok(true)
}

/// Prints the page of the program, or writes the pages of all commands to `directory`.
pub(crate) fn man(directory: Option<&Path>) -> Result<bool, Stop> {
    let mut command = Arguments::command().version(env!("CARGO_PKG_VERSION"));
    command.build();
    match directory {
        None => Man::new(command).render(&mut stdout()).context(CANNOT_WRITE)?,
        Some(directory) => {
            let cannot_write = || format!("cannot write to {}", directory.display());
            std::fs::create_dir_all(directory).with_context(cannot_write)?;
            clap_mangen::generate_to(command, directory).with_context(cannot_write)?;
        }
    }
    Ok(true)
}
