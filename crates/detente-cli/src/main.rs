//! The program `detente`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(detente_cli::run(std::env::args_os()))
}
