//! Model files that are not what they should be: a named error, never a panic.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use detente::{Analyzer, Error, ErrorKind, ModelError};
use detente_data::MODEL;
use detente_linear::{ElementType, ModelFile, ModelWriter};
use proptest::prelude::*;

/// Bytes of the header and of the table of sections.
fn table_end() -> usize {
    32 + 64 * ModelFile::parse(MODEL).unwrap().sections().len()
}

fn refused(bytes: Vec<u8>) -> ModelError {
    let error: Error = Analyzer::from_bytes(bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Model);
    assert!(!error.to_string().is_empty());
    error.model_error().unwrap().clone()
}

#[test]
fn the_embedded_model_is_sound() {
    let analyzer = Analyzer::from_bytes(MODEL.to_vec()).unwrap();
    let text = "France thanked Italy for its help on Monday.";
    assert_eq!(analyzer.analyze(text).unwrap(), Analyzer::embedded().analyze(text).unwrap());
}

#[test]
fn other_files_are_no_models() {
    for bytes in [&b""[..], b"DETENT", b"PK\x03\x04", b"\x7fELF............................................"]
    {
        assert_eq!(refused(bytes.to_vec()), ModelError::NotAModel);
    }
    let error = Analyzer::load("no/such/file.model").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Model);
    assert!(error.to_string().starts_with("cannot read model no/such/file.model: "), "{error}");
    assert!(error.model_error().is_none());
}

#[test]
fn another_format_version_is_named() {
    for version in [0, 2, u32::MAX] {
        let mut bytes = MODEL.to_vec();
        bytes[8..12].copy_from_slice(&version.to_le_bytes());
        assert_eq!(refused(bytes), ModelError::WrongVersion { found: version, expected: 1 });
    }
}

#[test]
fn a_cut_anywhere_in_header_and_table_is_named() {
    for length in 0..table_end() {
        match refused(MODEL[..length].to_vec()) {
            ModelError::NotAModel => assert!(length < 8, "{length}"),
            ModelError::Truncated { length: found, needed } => {
                assert!(length >= 8 && found == length && needed > length, "{length}: {found} of {needed}");
            }
            other => panic!("{length}: {other:?}"),
        }
    }
}

#[test]
fn more_bytes_than_promised_are_refused() {
    for extra in [1, 7, 8, 4096] {
        let mut bytes = MODEL.to_vec();
        bytes.resize(bytes.len() + extra, 0);
        assert!(
            matches!(refused(bytes), ModelError::Corrupt { .. } | ModelError::BadTable { .. }),
            "{extra}"
        );
    }
}

#[test]
fn a_missing_section_is_named() {
    let file = ModelFile::parse(MODEL).unwrap();
    for left_out in file.sections() {
        let mut writer = ModelWriter::new(1);
        for section in file.sections().iter().filter(|section| section.name() != left_out.name()) {
            writer.raw(section.name(), section.element(), section.shape(), section.bytes().to_vec()).unwrap();
        }
        let name = left_out.name().to_owned();
        assert_eq!(refused(writer.finish()), ModelError::MissingSection { name });
    }
}

/// Sections whose contents contradict what a stage needs, in a file that is sound by itself.
#[test]
fn a_section_of_another_type_or_size_is_named_or_harmless() {
    let file = ModelFile::parse(MODEL).unwrap();
    for changed in file.sections() {
        let replacements = [
            (ElementType::U8, vec![]),
            (ElementType::U8, vec![0xff; 24]),
            (ElementType::I32, vec![0xff; 24]),
        ];
        for (element, bytes) in replacements {
            let mut writer = ModelWriter::new(1);
            for section in file.sections() {
                if section.name() == changed.name() {
                    let shape = [bytes.len() / element.size(), 1, 1];
                    writer.raw(section.name(), element, shape, bytes.clone()).unwrap();
                } else {
                    writer
                        .raw(section.name(), section.element(), section.shape(), section.bytes().to_vec())
                        .unwrap();
                }
            }
            // Whatever a stage takes must not make it panic later.
            if let Ok(analyzer) = Analyzer::from_bytes(writer.finish()) {
                analyzer
                    .analyze("“China has been infuriated by the U.S.,” Xi said.\n\nSeoul thanked Tokyo.")
                    .unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cut_anywhere_is_named(length in 0..MODEL.len()) {
        let error = refused(MODEL[..length].to_vec());
        prop_assert!(matches!(error, ModelError::NotAModel | ModelError::Truncated { .. }), "{:?}", error);
    }

    #[test]
    fn a_flipped_bit_is_seen(bit in 0..MODEL.len() * 8) {
        // The model version and the reserved word of the header may take any value.
        prop_assume!(!(96..128).contains(&bit) && !(160..192).contains(&bit));
        let mut bytes = MODEL.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        refused(bytes);
    }

    #[test]
    fn a_flipped_bit_in_header_or_table_is_seen(bit in 0..table_end() * 8) {
        prop_assume!(!(96..128).contains(&bit) && !(160..192).contains(&bit));
        let mut bytes = MODEL.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        refused(bytes);
    }
}
