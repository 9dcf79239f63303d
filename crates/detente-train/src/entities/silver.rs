//! Documents of plain text whose names a teacher marked, kept as ids and places without the texts.

use super::documents::{ANY, Document, byte_positions, mark, tokenize};
use super::plain::BLOCK;
use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::{Context, Result, bail};
use detente_entities::training::{Coarse, OUTSIDE};
use detente_text::Span;
use detente_tokenize::Tokenizer;
use flate2::read::GzDecoder;
use std::io::Read;
use std::ops::Range;

/// `id`, then names, `start-end:class` in characters with a space between two, separated by a tab; the class is `?` where
/// the teacher was not sure.
const NAMES: &[u8] = include_bytes!("../../labels/names.tsv.gz");
/// What a token counts, of one of the corpora 1.
const WEIGHT: f32 = 0.5;

/// A place in bytes and the class of the name there, if the teacher was sure of it.
type Marked = (Range<usize>, Option<Coarse>);

/// Adds the marked texts to `documents`.
pub(super) fn read(corpora: &Corpora, tokenizer: &Tokenizer, documents: &mut Vec<Document>) -> Result<()> {
    let mut labels = String::new();
    GzDecoder::new(NAMES).read_to_string(&mut labels)?;
    let sources = Sources::read(corpora)?;
    Sources::check(corpora, &labels)?;
    let mut block = Block::default();
    for (number, line) in labels.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let place = || format!("names.tsv, line {}", number + 1);
        let (id, names) = line.split_once('\t').with_context(place)?;
        if block.add(id, sources.text(id)?, names).with_context(place)? {
            continue;
        }
        documents.extend(std::mem::take(&mut block).finish(tokenizer));
        block.add(id, sources.text(id)?, names).with_context(place)?;
    }
    documents.extend(block.finish(tokenizer));
    Ok(())
}

/// Lines that stand together in their file.
#[derive(Default)]
struct Block<'a> {
    place: Option<(&'a str, usize)>,
    text: String,
    sentences: Vec<(usize, usize)>,
    names: Vec<Marked>,
}

impl<'a> Block<'a> {
    /// Adds a line; false where it belongs to another block.
    fn add(&mut self, id: &'a str, text: &str, names: &str) -> Result<bool> {
        let (file, line) = id.split_once(':').context("has no id")?;
        let place = (file, line.parse::<usize>()? / BLOCK);
        if *self.place.get_or_insert(place) != place {
            return Ok(false);
        }
        let (start, bytes) = (self.text.len(), byte_positions(text));
        for name in names.split_whitespace() {
            self.names.push(marked(name, start, &bytes).with_context(|| format!("cannot read {name:?}"))?);
        }
        self.text.push_str(text);
        self.sentences.push((start, self.text.len()));
        self.text.push('\n');
        Ok(true)
    }

    fn finish(self, tokenizer: &Tokenizer) -> Option<Document> {
        self.place?;
        let (tokenized, lexemes) = tokenize(tokenizer, &self.text, &self.sentences);
        let mut allowed = vec![1 << OUTSIDE; tokenized.tokens.len()];
        for (place, class) in self.names {
            let tokens = tokenized.tokens_in(Span::from_range(place)).range();
            match class {
                Some(class) => mark(&mut allowed, tokens, class),
                None => allowed[tokens].fill(ANY),
            }
        }
        Some(Document {
            text: self.text,
            tokenized,
            lexemes,
            allowed,
            weight: WEIGHT,
            names: Vec::new(),
            gold: false,
        })
    }
}

/// Reads `start-end:class` of a line that begins at byte `start` of its document.
fn marked(name: &str, start: usize, bytes: &[usize]) -> Result<Marked> {
    let (place, class) = name.split_once(':').context("has no class")?;
    let (from, to) = place.split_once('-').context("has no end")?;
    let byte =
        |char: &str| Ok::<usize, anyhow::Error>(*bytes.get(char.parse::<usize>()?).context("is outside")?);
    let class = match class {
        "PERSON" => Some(Coarse::Person),
        "ORG" => Some(Coarse::Organisation),
        "PLACE" => Some(Coarse::Place),
        "NORP" => Some(Coarse::Group),
        "OTHER" => Some(Coarse::Other),
        "?" => None,
        _ => bail!("has an unknown class"),
    };
    Ok((start + byte(from)?..start + byte(to)?, class))
}
