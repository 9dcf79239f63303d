//! The model file: a header, a table of sections, the sections.
//!
//! ```text
//! byte  0   8 bytes   magic "DETENTE\x1a"
//!       8   u32       format version: how to read the file
//!      12   u32       model version: what was learned
//!      16   u32       number of sections
//!      20   u32       0
//!      24   u64       checksum of all that follows
//!      32   64 bytes  a section each: name (24 bytes, ASCII, padded with NUL), element type (u32),
//!                     shape (3 x u32, 1 where unused), offset (u64), length in bytes (u64), 0 (u64)
//!           the sections in the order of the table, each padded with NUL to a multiple of 8 bytes
//! ```
//!
//! All numbers are little-endian. Sections cover the rest of the file with no hole and no overlap,
//! names are distinct, and each length follows from type and shape.

use crate::bytes::Bytes;
use crate::checksum::checksum;
use crate::error::ModelError;
use crate::section::{ElementType, Section};

/// The first eight bytes of every model file.
pub const MAGIC: [u8; 8] = *b"DETENTE\x1a";
/// The format version that this build writes and reads.
pub const FORMAT_VERSION: u32 = 1;
pub(crate) const HEADER: usize = 32;
pub(crate) const ENTRY: usize = 64;
pub(crate) const NAME: usize = 24;

/// A validated model file. Cloning and reading sections copies no weights.
#[derive(Debug, Clone)]
pub struct ModelFile {
    model_version: u32,
    sections: Vec<Section>,
}

impl ModelFile {
    /// Validates the whole file. Cost: one pass over it.
    ///
    /// # Errors
    /// A [`ModelError`] that names what is wrong; never a panic, whatever the bytes.
    pub fn parse(bytes: impl Into<Bytes>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let length = bytes.len();
        if length < MAGIC.len() || bytes[..MAGIC.len()] != MAGIC {
            return Err(ModelError::NotAModel);
        }
        if length < HEADER {
            return Err(ModelError::Truncated { length, needed: HEADER });
        }
        let found = u32_at(&bytes, 8);
        if found != FORMAT_VERSION {
            return Err(ModelError::WrongVersion { found, expected: FORMAT_VERSION });
        }
        let count = u32_at(&bytes, 16) as usize;
        let table_end = count.saturating_mul(ENTRY).saturating_add(HEADER);
        if length < table_end {
            return Err(ModelError::Truncated { length, needed: table_end });
        }
        let (stored, computed) = (u64_at(&bytes, 24), checksum(&bytes[HEADER..]));
        // A file cut short is told apart from one changed inside: the table says where it should end.
        let needed = if count == 0 { table_end } else { promised_end(&bytes, table_end - ENTRY) };
        if length < needed {
            return Err(ModelError::Truncated { length, needed });
        }
        if stored != computed {
            return Err(ModelError::Corrupt { stored, computed });
        }
        let mut sections: Vec<Section> = Vec::with_capacity(count);
        let mut end = table_end;
        for number in 0..count {
            let section = read_entry(&bytes, number, &mut end)?;
            if sections.iter().any(|s| s.name == section.name) {
                return Err(ModelError::BadTable { section: number, reason: "repeats a name" });
            }
            sections.push(section);
        }
        if end != length {
            let reason = "is not the end of the file: bytes follow";
            return Err(ModelError::BadTable { section: count.saturating_sub(1), reason });
        }
        Ok(Self { model_version: u32_at(&bytes, 12), sections })
    }

    /// The version of what was learned.
    pub fn model_version(&self) -> u32 {
        self.model_version
    }

    /// All sections in file order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section called `name`.
    ///
    /// # Errors
    /// [`ModelError::MissingSection`] where there is none.
    pub fn section(&self, name: &str) -> Result<&Section, ModelError> {
        let found = self.sections.iter().find(|section| section.name == name);
        found.ok_or_else(|| ModelError::MissingSection { name: name.to_owned() })
    }
}

/// Rounds up to the alignment of sections.
pub(crate) const fn aligned(length: usize) -> usize {
    length.saturating_add(7) & !7
}

fn read_entry(bytes: &Bytes, number: usize, end: &mut usize) -> Result<Section, ModelError> {
    let bad = |reason| ModelError::BadTable { section: number, reason };
    let at = HEADER + number * ENTRY;
    let raw_name = &bytes[at..at + NAME];
    let used = raw_name.iter().position(|&b| b == 0).unwrap_or(NAME);
    let (name, padding) = raw_name.split_at(used);
    if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) || padding.iter().any(|&b| b != 0) {
        return Err(bad("has a name that is not plain ASCII"));
    }
    let name: String = name.iter().map(|&b| char::from(b)).collect();
    let element = ElementType::from_code(u32_at(bytes, at + 24)).ok_or_else(|| bad("has an unknown type"))?;
    let shape = [28, 32, 36].map(|field| u32_at(bytes, at + field) as usize);
    let (offset, length) = (size_at(bytes, at + 40), size_at(bytes, at + 48));
    let elements = shape.iter().try_fold(element.size(), |product, &n| product.checked_mul(n));
    if elements != Some(length) {
        return Err(bad("has a length that does not follow from its shape"));
    }
    if u64_at(bytes, at + 56) != 0 {
        return Err(bad("has a reserved field that is not 0"));
    }
    if offset != *end {
        return Err(bad("does not begin where the one before it ends"));
    }
    let stop = offset.saturating_add(length);
    let padded = aligned(stop);
    if padded > bytes.len() {
        return Err(bad("reaches beyond the file"));
    }
    if bytes[stop..padded].iter().any(|&b| b != 0) {
        return Err(bad("has padding that is not 0"));
    }
    *end = padded;
    let bytes = bytes.slice(offset..stop).ok_or_else(|| bad("reaches beyond the file"))?;
    Ok(Section { name, element, shape, bytes })
}

fn promised_end(bytes: &[u8], entry: usize) -> usize {
    aligned(size_at(bytes, entry + 40).saturating_add(size_at(bytes, entry + 48)))
}

fn size_at(bytes: &[u8], at: usize) -> usize {
    usize::try_from(u64_at(bytes, at)).unwrap_or(usize::MAX)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use super::ModelFile;
    use crate::checksum::checksum;
    use crate::error::ModelError;
    use crate::model_writer::ModelWriter;
    use crate::section::ElementType;

    fn example() -> Vec<u8> {
        let mut writer = ModelWriter::new(3);
        writer.text("labels", "PERSON\nORG").unwrap();
        writer.i8s("weights", &[1, -2, 3, -4, 5, 6], [3, 2, 1]).unwrap();
        writer.i32s("transitions", &[-70_000, 9], [2, 1, 1]).unwrap();
        writer.finish()
    }

    /// `bytes` with a checksum that fits, so that only the table is wrong.
    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&bytes[32..]);
        bytes[24..32].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    #[test]
    fn reads_what_was_written() {
        let file = ModelFile::parse(example()).unwrap();
        assert_eq!(file.model_version(), 3);
        assert_eq!(file.section("labels").unwrap().text().unwrap(), "PERSON\nORG");
        let weights = file.section("weights").unwrap();
        assert_eq!((weights.element(), weights.shape()), (ElementType::I8, [3, 2, 1]));
        assert_eq!(file.section("transitions").unwrap().to_i32s().unwrap(), [-70_000, 9]);
        assert!(file.section("weights").unwrap().to_i32s().is_err());
        assert_eq!(file.section("x").unwrap_err(), ModelError::MissingSection { name: "x".to_owned() });
    }

    #[test]
    fn every_cut_and_every_flip_is_an_error() {
        let bytes = example();
        for length in 0..bytes.len() {
            let error = ModelFile::parse(bytes[..length].to_vec()).unwrap_err();
            let fits = match error {
                ModelError::NotAModel => length < 8,
                ModelError::Truncated { .. } => length >= 8,
                _ => false,
            };
            assert!(fits, "{length}: {error:?}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let parsed = ModelFile::parse(changed);
            // Only the model version and the reserved word may take other values.
            assert!(parsed.is_err() || (96..128).contains(&bit) || (160..192).contains(&bit), "bit {bit}");
        }
    }

    #[test]
    fn a_sealed_lie_is_still_an_error() {
        let bytes = example();
        for byte in 32..32 + 3 * 64 {
            for value in [0, 1, 7, 0x7f, 0xff] {
                let mut changed = bytes.clone();
                if changed[byte] == value {
                    continue;
                }
                changed[byte] = value;
                if let Ok(file) = ModelFile::parse(sealed(changed)) {
                    // A name may change, and so may a type or shape of the same size; nothing else.
                    let field = (byte - 32) % 64;
                    assert!(field < 24 || (24..40).contains(&field), "byte {byte} = {value}: {file:?}");
                }
            }
        }
    }

    #[test]
    fn names_the_wrong_version() {
        let mut bytes = example();
        bytes[8] = 9;
        assert_eq!(
            ModelFile::parse(bytes).unwrap_err().to_string(),
            "model format version 9; this build reads version 1"
        );
        assert_eq!(ModelFile::parse(b"PK\x03\x04....".to_vec()).unwrap_err(), ModelError::NotAModel);
    }
}
