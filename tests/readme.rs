//! The examples of the README: each block of Rust in it is compiled and run.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
