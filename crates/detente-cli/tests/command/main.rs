//! The command `detente` as its users meet it. One program, since each program links the whole
//! command's tests anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod analyze;
mod folder;
mod inputs;
mod manual;
mod outputs;
mod page;
mod readme;
