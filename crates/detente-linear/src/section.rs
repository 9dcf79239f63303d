//! One named array inside a model file.

use crate::bytes::Bytes;
use crate::error::ModelError;

/// The type of a section's elements. Numbers are little-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum ElementType {
    /// Bytes or UTF-8 text.
    U8 = 1,
    /// Signed bytes: quantised weights.
    I8 = 2,
    /// 16-bit signed integers.
    I16 = 3,
    /// 32-bit signed integers.
    I32 = 4,
    /// 32-bit unsigned integers.
    U32 = 5,
    /// 64-bit unsigned integers: hashes.
    U64 = 6,
}

impl ElementType {
    /// Bytes of one element.
    pub const fn size(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::I16 => 2,
            Self::I32 | Self::U32 => 4,
            Self::U64 => 8,
        }
    }

    pub(crate) const fn from_code(code: u32) -> Option<Self> {
        Some(match code {
            1 => Self::U8,
            2 => Self::I8,
            3 => Self::I16,
            4 => Self::I32,
            5 => Self::U32,
            6 => Self::U64,
            _ => return None,
        })
    }
}

/// One named array of a model file: its type, its shape and its bytes, read in place.
#[derive(Debug, Clone)]
pub struct Section {
    pub(crate) name: String,
    pub(crate) element: ElementType,
    pub(crate) shape: [usize; 3],
    pub(crate) bytes: Bytes,
}

impl Section {
    /// The name, such as `entities.weights`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of the elements.
    pub fn element(&self) -> ElementType {
        self.element
    }

    /// The shape; dimensions that are not used are 1.
    pub fn shape(&self) -> [usize; 3] {
        self.shape
    }

    /// The bytes as stored.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The section as text.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type is not `U8` or the bytes are not UTF-8.
    pub fn text(&self) -> Result<&str, ModelError> {
        self.expect(ElementType::U8)?;
        std::str::from_utf8(&self.bytes).map_err(|_| ModelError::bad_section(&self.name, "is not UTF-8"))
    }

    /// The elements as 32-bit integers, copied.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type is not `I32`.
    pub fn to_i32s(&self) -> Result<Vec<i32>, ModelError> {
        self.expect(ElementType::I32)?;
        Ok(self.bytes.as_chunks::<4>().0.iter().map(|c| i32::from_le_bytes(*c)).collect())
    }

    /// The elements as unsigned 32-bit integers, copied.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type is not `U32`.
    pub fn to_u32s(&self) -> Result<Vec<u32>, ModelError> {
        self.expect(ElementType::U32)?;
        Ok(self.bytes.as_chunks::<4>().0.iter().map(|c| u32::from_le_bytes(*c)).collect())
    }

    /// The elements as 16-bit integers, copied.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type is not `I16`.
    pub fn to_i16s(&self) -> Result<Vec<i16>, ModelError> {
        self.expect(ElementType::I16)?;
        Ok(self.bytes.as_chunks::<2>().0.iter().map(|c| i16::from_le_bytes(*c)).collect())
    }

    /// The elements as hashes, copied.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type is not `U64`.
    pub fn to_u64s(&self) -> Result<Vec<u64>, ModelError> {
        self.expect(ElementType::U64)?;
        Ok(self.bytes.as_chunks::<8>().0.iter().map(|c| u64::from_le_bytes(*c)).collect())
    }

    /// Checks the type.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the elements are of another type.
    pub fn expect(&self, element: ElementType) -> Result<(), ModelError> {
        if self.element == element {
            Ok(())
        } else {
            let reason = format!("holds {:?} where {element:?} is needed", self.element);
            Err(ModelError::bad_section(&self.name, reason))
        }
    }
}
