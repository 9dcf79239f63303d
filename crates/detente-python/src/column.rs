//! Arrow columns of strings, read where they are.

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array as _, ArrayRef, GenericStringArray, LargeStringArray, OffsetSizeTrait, StringArray, StringViewArray,
};
use arrow_schema::DataType;

/// One chunk of an Arrow column of strings, in any of the three layouts.
pub(crate) enum Column {
    Utf8(StringArray),
    LargeUtf8(LargeStringArray),
    Utf8View(StringViewArray),
}

impl Column {
    /// The column over `array`, without a copy; `None` where it holds no strings.
    pub(crate) fn new(array: &ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => Some(Self::Utf8(array.as_string().clone())),
            DataType::LargeUtf8 => Some(Self::LargeUtf8(array.as_string().clone())),
            DataType::Utf8View => Some(Self::Utf8View(array.as_string_view().clone())),
            _ => None,
        }
    }

    /// The string of row `index`; empty where the row is null.
    pub(crate) fn value(&self, index: usize) -> &str {
        match self {
            Self::Utf8(array) => array.value(index),
            Self::LargeUtf8(array) => array.value(index),
            Self::Utf8View(array) => array.value(index),
        }
    }

    /// Whether row `index` is null.
    pub(crate) fn is_null(&self, index: usize) -> bool {
        match self {
            Self::Utf8(array) => array.is_null(index),
            Self::LargeUtf8(array) => array.is_null(index),
            Self::Utf8View(array) => array.is_null(index),
        }
    }

    /// What is wrong with the column, if anything: strings that reach outside of its bytes or are no
    /// UTF-8. Cost: linear in its rows and their bytes, however much the buffers hold besides; Arrow's
    /// own check reads a buffer from its beginning, so that many slices of one buffer would cost the
    /// square of it.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self {
            Self::Utf8(array) => check(array),
            Self::LargeUtf8(array) => check(array),
            Self::Utf8View(array) => array.to_data().validate_full().map_err(|error| error.to_string()),
        }
    }
}

fn check<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> Result<(), String> {
    let (offsets, bytes) = (array.value_offsets(), array.value_data());
    let outside = || format!("strings reach outside of their {} bytes", bytes.len());
    if !offsets.is_sorted() {
        return Err("its offsets do not ascend".to_owned());
    }
    let ends =
        offsets.first().zip(offsets.last()).and_then(|(&first, &last)| Some((index(first)?, index(last)?)));
    let (first, last) = ends.ok_or_else(outside)?;
    let window = bytes.get(first..last).ok_or_else(outside)?;
    let cuts =
        |text: &str| offsets.iter().any(|&at| index(at).is_none_or(|at| !text.is_char_boundary(at - first)));
    if std::str::from_utf8(window).is_ok_and(|text| !cuts(text)) {
        return Ok(());
    }
    // Some string is to blame, or only bytes that no row shows.
    for (row, ends) in offsets.windows(2).enumerate().filter(|&(row, _)| array.is_valid(row)) {
        let value = index(ends[0]).zip(index(ends[1])).and_then(|(start, end)| bytes.get(start..end));
        if let Err(error) = std::str::from_utf8(value.ok_or_else(outside)?) {
            return Err(format!("string {row} of a chunk is no UTF-8: {error}"));
        }
    }
    Ok(())
}

fn index<O: OffsetSizeTrait>(offset: O) -> Option<usize> {
    (offset >= O::default()).then(|| offset.as_usize())
}
