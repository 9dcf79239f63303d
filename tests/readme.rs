//! The examples of the README and of the pages: each block of Rust in them is compiled and run.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![cfg_attr(doctest, doc = include_str!("../docs/rust.md"))]
