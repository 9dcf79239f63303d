//! Python strings for the words that come again and again.

use detente::Span;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// Number of strings that are kept: those of the frequent words, some 300 kB with the table.
const SLOTS: usize = 1 << 12;
/// Words of more bytes are made anew each time: few are as long, and those seldom come again.
const LONGEST: usize = 15;

/// A table of short strings, each at the one place that its bytes hash to; a newcomer takes the
/// place of what stood there. Strings are immutable, so handing out one object twice shows nowhere
/// but in speed and memory.
#[derive(Default)]
pub(crate) struct StringCache {
    /// Empty until the first word is asked for.
    slots: Vec<Slot>,
}

#[derive(Default)]
struct Slot {
    /// 0, which no word has, where there is no string.
    key: u128,
    string: Option<Py<PyString>>,
}

impl StringCache {
    /// The text under `span`, which must lie in `text`, as a Python string.
    #[inline]
    pub(crate) fn string<'py>(&mut self, py: Python<'py>, text: &str, span: Span) -> Bound<'py, PyString> {
        let Some(key) = key(text.as_bytes(), span) else {
            return PyString::new(py, &text[span]);
        };
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, Slot::default);
        }
        let slot = &mut self.slots[index(key)];
        if let Some(string) = slot.string.as_ref().filter(|_| slot.key == key) {
            return string.bind(py).clone();
        }
        let string = PyString::new(py, &text[span]);
        *slot = Slot { key, string: Some(string.clone().unbind()) };
        string
    }
}

/// The bytes under `span` and their number as one number; `None` where they are too many.
#[inline]
fn key(bytes: &[u8], span: Span) -> Option<u128> {
    let length = span.len() as usize;
    if length > LONGEST {
        return None;
    }
    let rest = bytes.get(span.start as usize..).unwrap_or_default();
    let padded = rest.first_chunk::<16>().copied().unwrap_or_else(|| {
        let mut padded = [0; 16];
        padded[..rest.len().min(16)].copy_from_slice(&rest[..rest.len().min(16)]);
        padded
    });
    let mask = (1u128 << (8 * length)) - 1;
    Some(u128::from_le_bytes(padded) & mask | (length as u128) << 120)
}

/// The place of a key: the top bits of a product, as Knuth's multiplicative hashing takes them.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the two halves of a number")]
fn index(key: u128) -> usize {
    let halves = key as u64 ^ ((key >> 64) as u64).rotate_left(25);
    (halves.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS.trailing_zeros())) as usize
}
