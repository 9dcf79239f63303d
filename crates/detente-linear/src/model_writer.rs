//! Writes a model file.

use crate::checksum::checksum;
use crate::error::ModelError;
use crate::model_file::{ENTRY, FORMAT_VERSION, HEADER, MAGIC, ModelFile, NAME, aligned};
use crate::section::ElementType;

/// Collects sections and lays out a model file. The same sections give the same bytes.
#[derive(Debug)]
pub struct ModelWriter {
    model_version: u32,
    sections: Vec<(String, ElementType, [u32; 3], Vec<u8>)>,
}

impl ModelWriter {
    /// An empty model of version `model_version`.
    pub fn new(model_version: u32) -> Self {
        Self { model_version, sections: Vec::new() }
    }

    /// Adds a section of text.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn text(&mut self, name: &str, text: &str) -> Result<(), ModelError> {
        self.raw(name, ElementType::U8, [text.len(), 1, 1], text.as_bytes().to_vec())
    }

    /// Adds a section of bytes.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn u8s(&mut self, name: &str, values: &[u8], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::U8, shape, values.to_vec())
    }

    /// Adds a section of quantised weights.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn i8s(&mut self, name: &str, values: &[i8], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::I8, shape, values.iter().map(|v| v.cast_unsigned()).collect())
    }

    /// Adds a section of 16-bit integers.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn i16s(&mut self, name: &str, values: &[i16], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::I16, shape, values.iter().flat_map(|v| v.to_le_bytes()).collect())
    }

    /// Adds a section of 32-bit integers.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn i32s(&mut self, name: &str, values: &[i32], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::I32, shape, values.iter().flat_map(|v| v.to_le_bytes()).collect())
    }

    /// Adds a section of unsigned 32-bit integers.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn u32s(&mut self, name: &str, values: &[u32], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::U32, shape, values.iter().flat_map(|v| v.to_le_bytes()).collect())
    }

    /// Adds a section of hashes.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn u64s(&mut self, name: &str, values: &[u64], shape: [usize; 3]) -> Result<(), ModelError> {
        self.raw(name, ElementType::U64, shape, values.iter().flat_map(|v| v.to_le_bytes()).collect())
    }

    /// Adds a section from little-endian bytes.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the name is taken, longer than 24 bytes or not plain ASCII,
    /// or where the bytes are not as many as type and shape say.
    pub fn raw(
        &mut self,
        name: &str,
        element: ElementType,
        shape: [usize; 3],
        bytes: Vec<u8>,
    ) -> Result<(), ModelError> {
        if name.is_empty() || name.len() > NAME || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(ModelError::bad_section(
                name,
                "has a name that is not 1 to 24 plain ASCII characters",
            ));
        }
        if self.sections.iter().any(|(taken, ..)| taken == name) {
            return Err(ModelError::bad_section(name, "is there already"));
        }
        let mut stored = [0; 3];
        for (field, size) in stored.iter_mut().zip(shape) {
            *field =
                u32::try_from(size).map_err(|_| ModelError::bad_section(name, "has too large a shape"))?;
        }
        let needed = shape.iter().try_fold(element.size(), |product, &n| product.checked_mul(n));
        if needed != Some(bytes.len()) {
            let reason = format!("has {} bytes where type and shape need {needed:?}", bytes.len());
            return Err(ModelError::bad_section(name, reason));
        }
        self.sections.push((name.to_owned(), element, stored, bytes));
        Ok(())
    }

    /// Adds the sections of `file` whose names are not taken yet.
    ///
    /// # Errors
    /// As [`ModelWriter::raw`].
    pub fn extend(&mut self, file: &ModelFile) -> Result<(), ModelError> {
        for section in file.sections() {
            if !self.sections.iter().any(|(taken, ..)| taken == section.name()) {
                self.raw(section.name(), section.element(), section.shape(), section.bytes().to_vec())?;
            }
        }
        Ok(())
    }

    /// The file.
    pub fn finish(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let mut data = Vec::new();
        let table_end = HEADER + self.sections.len() * ENTRY;
        for (name, element, shape, bytes) in &self.sections {
            let mut entry = [0; ENTRY];
            entry[..name.len()].copy_from_slice(name.as_bytes());
            entry[24..28].copy_from_slice(&(*element as u32).to_le_bytes());
            for (field, size) in shape.iter().enumerate() {
                entry[28 + 4 * field..32 + 4 * field].copy_from_slice(&size.to_le_bytes());
            }
            entry[40..48].copy_from_slice(&((table_end + data.len()) as u64).to_le_bytes());
            entry[48..56].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
            body.extend_from_slice(&entry);
            data.extend_from_slice(bytes);
            data.resize(aligned(data.len()), 0);
        }
        body.extend_from_slice(&data);
        let mut file = Vec::with_capacity(HEADER + body.len());
        file.extend_from_slice(&MAGIC);
        file.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        file.extend_from_slice(&self.model_version.to_le_bytes());
        file.extend_from_slice(&u32::try_from(self.sections.len()).unwrap_or(u32::MAX).to_le_bytes());
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(&checksum(&body).to_le_bytes());
        file.extend_from_slice(&body);
        file
    }
}
