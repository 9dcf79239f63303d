//! The tables that the command writes: their columns, and the rows of one document.

mod cell;
mod directed;
mod documents;
mod dyads;
mod entities;
mod sentences;
mod tokens;

use crate::document::Document;
use crate::report::Style;
use detente::{Analysis, CharOffsets, Span, Tokenized};
use std::io;

pub(crate) use cell::{Cell, Column, Kind};

/// What takes the rows of a document, one at a time.
pub(crate) type Row<'r> = &'r mut dyn FnMut(&[Cell<'_>]);

/// Writes a document as a JSON object.
type Json<A> = fn(&Reading<'_, A>, &mut Vec<u8>) -> io::Result<()>;

/// A table over results `A` of single documents.
pub(crate) struct Table<A: 'static> {
    /// The columns; the first is the document's id.
    pub(crate) columns: &'static [Column],
    /// Hands the rows of a document to the function, in the order of the text.
    pub(crate) rows: fn(&Reading<'_, A>, Row<'_>),
    /// Writes a document for people to read.
    pub(crate) text: fn(&Reading<'_, A>, Style, &mut Vec<u8>) -> io::Result<()>,
    /// Writes a document as one JSON object, where that is not an object a row.
    pub(crate) json: Option<Json<A>>,
    /// Whether a document that could not be read has a row, null but for its id and the last column,
    /// which says why.
    pub(crate) keeps_failures: bool,
}

/// A document that was read.
pub(crate) struct Reading<'a, A> {
    pub(crate) document: &'a Document,
    /// What was found; its spans are bytes.
    pub(crate) analysis: &'a A,
    offsets: CharOffsets<'a>,
}

impl<'a, A> Reading<'a, A> {
    pub(crate) fn new(document: &'a Document, analysis: &'a A) -> Self {
        Self { document, analysis, offsets: CharOffsets::new(&document.text) }
    }

    fn id(&self) -> Cell<'a> {
        Cell::Id(&self.document.id)
    }

    fn slice(&self, span: Span) -> &'a str {
        span.get(&self.document.text).unwrap_or_default()
    }

    /// Start and end in characters.
    fn positions(&self, span: Span) -> [Cell<'static>; 2] {
        let span = self.offsets.to_chars(span);
        [Cell::Count(span.start), Cell::Count(span.end)]
    }

    fn optional_positions(&self, span: Option<Span>) -> [Cell<'static>; 2] {
        span.map_or([Cell::Null, Cell::Null], |span| self.positions(span))
    }
}

/// One row a document.
pub(crate) const DOCUMENTS: Table<Analysis> = documents::TABLE;
/// One row a sentence.
pub(crate) const SENTENCES: Table<Analysis> = sentences::TABLE;
/// One row an entity.
pub(crate) const ENTITIES: Table<Analysis> = entities::TABLE;
/// One row a directed tone.
pub(crate) const DIRECTED: Table<Analysis> = directed::TABLE;
/// One row an ordered pair of actors in a document.
pub(crate) const DYADS: Table<Analysis> = dyads::TABLE;
/// One row a token.
pub(crate) const TOKENS: Table<Tokenized> = tokens::TABLE;

pub(crate) use documents::json_with_tokens;
pub(crate) use dyads::{NET_COLUMNS, net_row};
