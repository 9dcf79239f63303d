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

/// Bytes of its own that begin at a cache line, so that what has a power of two of bytes lies within one.
pub(crate) struct Aligned {
    bytes: Vec<u8>,
    start: usize,
}

impl Aligned {
    const LINE: usize = 64;

    pub(crate) fn copy_of(bytes: &[u8]) -> Self {
        let mut copy: Vec<u8> = Vec::with_capacity(bytes.len() + Self::LINE);
        let start = copy.as_ptr().align_offset(Self::LINE).min(Self::LINE);
        copy.resize(start, 0);
        copy.extend_from_slice(bytes);
        Self { bytes: copy, start }
    }

    #[inline]
    pub(crate) fn get(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

impl Clone for Aligned {
    fn clone(&self) -> Self {
        Self::copy_of(self.get())
    }
}

impl std::fmt::Debug for Aligned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Aligned({} bytes)", self.get().len())
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.len())
    }
}
