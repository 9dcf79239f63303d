//! Bytes of a model: part of the program or of a loaded file, shared and never copied.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A cheaply cloned view of immutable bytes.
#[derive(Clone)]
pub struct Bytes(Inner);

#[derive(Clone)]
enum Inner {
    Static(&'static [u8]),
    Shared(Arc<[u8]>, Range<usize>),
}

impl Bytes {
    /// The part `range` of these bytes, or `None` where it reaches beyond them.
    pub fn slice(&self, range: Range<usize>) -> Option<Self> {
        if range.start > range.end || range.end > self.len() {
            return None;
        }
        Some(Self(match &self.0 {
            Inner::Static(bytes) => Inner::Static(&bytes[range]),
            Inner::Shared(bytes, whole) => {
                Inner::Shared(Arc::clone(bytes), whole.start + range.start..whole.start + range.end)
            }
        }))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match &self.0 {
            Inner::Static(bytes) => bytes,
            Inner::Shared(bytes, range) => &bytes[range.clone()],
        }
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Inner::Static(bytes))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let whole = 0..bytes.len();
        Self(Inner::Shared(bytes.into(), whole))
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.len())
    }
}
