//! The module `_detente`.
