//! Training documents: tokens, and what is known of each token's tag.

use super::{silver, written};
use crate::corpus::Corpora;
use anyhow::{Context, Result};
use detente_entities::EntityLabel;
use detente_entities::training::{Coarse, OUTSIDE, Part, TAGS, tag};
use detente_text::Span;
use detente_tokenize::{IndexRange, Lexemes, Sentence, SentenceKind, Tokenized, Tokenizer};
use serde::Deserialize;

/// What a token of a judged article counts, of most other corpora 1.
const JUDGED: f32 = 5.0;
/// What a token of an article of our own counts.
const WRITTEN: f32 = 3.0;

/// All tags.
pub(crate) const ANY: u32 = (1 << TAGS) - 1;

/// A document with names.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) tokenized: Tokenized,
    pub(crate) lexemes: Lexemes,
    /// The tags that each token may have, a bit each.
    pub(crate) allowed: Vec<u32>,
    /// What its tokens count.
    pub(crate) weight: f32,
    /// Names with our labels; empty where the corpus has others.
    pub(crate) names: Vec<Name>,
    /// Whether `names` are whole.
    pub(crate) gold: bool,
}

/// A name with its label.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) label: EntityLabel,
    pub(crate) sentence: usize,
    pub(crate) actor: Option<String>,
}

/// One article of our own marking.
#[derive(Clone, Deserialize)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) sentences: Vec<(usize, usize)>,
    pub(crate) entities: Vec<Mention>,
}

/// One marked mention, in characters.
#[derive(Clone, Deserialize)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) label: String,
    pub(crate) actor: Option<String>,
}

/// How a corpus marks its names.
struct Scheme {
    path: &'static str,
    weight: f32,
    labels: Labels,
    /// Whether groups and other names are left unmarked.
    partial: bool,
    /// The coarse file tells groups from places.
    coarse: &'static str,
}

const PERSON: Coarse = Coarse::Person;
const BODY: Coarse = Coarse::Organisation;
const PLACE: Coarse = Coarse::Place;
const OTHER: Coarse = Coarse::Other;

/// Native labels and our classes.
type Labels = &'static [(&'static str, Coarse)];

const WIKIPEDIA: Labels = &[("PER", PERSON), ("ORG", BODY), ("LOC", PLACE), ("MISC", OTHER)];
const GUM: Labels =
    &[("person", PERSON), ("organization", BODY), ("place", PLACE), ("event", OTHER), ("object", OTHER)];
const CROSSNER: Labels = &[
    ("politician", PERSON),
    ("person", PERSON),
    ("politicalparty", BODY),
    ("organisation", BODY),
    ("country", PLACE),
    ("location", PLACE),
    ("election", OTHER),
    ("event", OTHER),
];

const SCHEMES: [Scheme; 10] = [
    Scheme { path: "redocred/train_a", weight: 0.8, labels: WIKIPEDIA, partial: false, coarse: "coarse" },
    Scheme { path: "redocred/train_b", weight: 0.8, labels: WIKIPEDIA, partial: false, coarse: "coarse" },
    Scheme { path: "gum/train", weight: 1.0, labels: GUM, partial: true, coarse: "coarse" },
    Scheme { path: "gum/dev", weight: 1.0, labels: GUM, partial: true, coarse: "coarse" },
    Scheme {
        path: "crossner_politics/train",
        weight: 1.0,
        labels: CROSSNER,
        partial: true,
        coarse: "coarse",
    },
    Scheme { path: "crossner_politics/dev", weight: 1.0, labels: CROSSNER, partial: true, coarse: "coarse" },
    Scheme { path: "wikigold/train", weight: 1.0, labels: WIKIPEDIA, partial: false, coarse: "coarse" },
    Scheme {
        path: "re3d_named/train",
        weight: 1.0,
        labels: &[
            ("Person", PERSON),
            ("Organisation", BODY),
            ("Location", PLACE),
            ("Nationality", Coarse::Group),
            ("Weapon", OTHER),
            ("MilitaryPlatform", OTHER),
            ("Vehicle", OTHER),
        ],
        partial: true,
        coarse: "coarse",
    },
    Scheme {
        path: "uner_ewt/train",
        weight: 1.0,
        labels: &[("PER", PERSON), ("ORG", BODY), ("LOC", PLACE)],
        partial: true,
        coarse: "coarse",
    },
    Scheme {
        path: "wnut17/train",
        weight: 0.4,
        labels: &[
            ("person", PERSON),
            ("location", PLACE),
            ("corporation", BODY),
            ("group", BODY),
            ("product", OTHER),
            ("creative-work", OTHER),
        ],
        partial: true,
        coarse: "coarse",
    },
];

/// Reads all training documents: those that people judged, then those that a teacher marked.
pub(crate) fn read(corpora: &Corpora, tokenizer: &Tokenizer) -> Result<Vec<Document>> {
    let mut documents = read_judged(corpora, tokenizer)?;
    silver::read(corpora, tokenizer, &mut documents)?;
    Ok(documents)
}

/// Reads the documents of the corpora.
pub(crate) fn read_judged(corpora: &Corpora, tokenizer: &Tokenizer) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for article in corpora.jsonl::<Article>("entities/gold_train.jsonl")? {
        documents.push(from_article(tokenizer, &article, JUDGED).with_context(|| article.id.clone())?);
    }
    for article in written::articles()? {
        documents.push(from_article(tokenizer, &article, WRITTEN).with_context(|| article.id.clone())?);
    }
    for scheme in &SCHEMES {
        read_conll(corpora, tokenizer, scheme, &mut documents)?;
    }
    Ok(documents)
}

/// Byte positions of character positions.
pub(crate) fn byte_positions(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Tokens of a text, with the sentences given, in bytes, in place of those found.
pub(crate) fn tokenize(
    tokenizer: &Tokenizer,
    text: &str,
    sentences: &[(usize, usize)],
) -> (Tokenized, Lexemes) {
    let mut tokenized = tokenizer.tokenize(text);
    tokenized.sentences.clear();
    for &(start, end) in sentences {
        let tokens = tokenized.tokens_in(Span::from_range(start..end));
        let first = tokenized.sentences.last().map_or(0, |sentence: &Sentence| sentence.tokens.end);
        let tokens = IndexRange::new(tokens.range().start.max(first as usize)..tokens.range().end);
        if !tokens.is_empty() {
            let span = tokenized.tokens[tokens.range().start].cover(tokenized.tokens[tokens.range().end - 1]);
            tokenized.sentences.push(Sentence { span, tokens, kind: SentenceKind::Body });
        }
    }
    let mut lexemes = Lexemes::default();
    lexemes.compute(text, &tokenized);
    (tokenized, lexemes)
}

fn from_article(tokenizer: &Tokenizer, article: &Article, weight: f32) -> Result<Document> {
    let bytes = byte_positions(&article.text);
    let sentences: Vec<(usize, usize)> =
        article.sentences.iter().map(|&(start, end)| (bytes[start], bytes[end])).collect();
    let (tokenized, lexemes) = tokenize(tokenizer, &article.text, &sentences);
    let mut names = Vec::new();
    for mention in &article.entities {
        let label: EntityLabel = mention.label.parse()?;
        if label.is_name() {
            let span = Span::from_range(bytes[mention.start]..bytes[mention.end]);
            let tokens = tokenized.tokens_in(span).range();
            if let Some(sentence) = tokenized.sentence_of_token(tokens.start) {
                names.push(Name { tokens, label, sentence, actor: mention.actor.clone() });
            }
        }
    }
    let mut allowed = vec![1 << OUTSIDE; tokenized.tokens.len()];
    for name in &names {
        if let Some(class) = Coarse::of(name.label) {
            mark(&mut allowed, name.tokens.clone(), class);
        }
    }
    Ok(Document { text: article.text.clone(), tokenized, lexemes, allowed, weight, names, gold: true })
}

/// Allows only the tags of one name.
pub(crate) fn mark(allowed: &mut [u32], tokens: std::ops::Range<usize>, class: Coarse) {
    let end = tokens.end.saturating_sub(1);
    for token in tokens.clone() {
        let part = match (token == tokens.start, token == end) {
            (true, true) => Part::Unit,
            (true, false) => Part::Begin,
            (false, true) => Part::Last,
            (false, false) => Part::Inside,
        };
        allowed[token] = 1 << tag(class, part);
    }
}

/// A name in a text under construction: bytes and class.
type Marked = (usize, usize, Coarse);

fn read_conll(
    corpora: &Corpora,
    tokenizer: &Tokenizer,
    scheme: &Scheme,
    documents: &mut Vec<Document>,
) -> Result<()> {
    let native = corpora.text(&format!("data/entities/{}.native.conll", scheme.path))?;
    let coarse = corpora.text(&format!("data/entities/{}.{}.conll", scheme.path, scheme.coarse))?;
    let mut text = String::new();
    let (mut sentences, mut names, mut unknown) =
        (Vec::new(), Vec::<Marked>::new(), Vec::<(usize, usize)>::new());
    let mut start = 0;
    let has_documents = native.contains("-DOCSTART-");
    let mut open: Option<(&str, Marked)> = None;
    for (line, line2) in
        native.lines().chain(["", "-DOCSTART-"]).zip(coarse.lines().chain(["", "-DOCSTART-"]))
    {
        let mut fields = line.split('\t');
        let (token, tag) = (fields.next().unwrap_or_default().trim(), fields.next().unwrap_or("O"));
        let tag2 = line2.split('\t').nth(1).unwrap_or("O");
        if token.is_empty() || token == "-DOCSTART-" {
            names.extend(open.take().map(|(_, name)| name));
            if text.len() > start {
                sentences.push((start, text.len()));
                text.push('\n');
                start = text.len();
            }
            if !text.is_empty() && (token == "-DOCSTART-" || !has_documents) {
                finish(tokenizer, scheme, &mut text, &mut sentences, &mut names, &mut unknown, documents);
                start = 0;
            }
            continue;
        }
        if text.len() > start {
            text.push(' ');
        }
        let at = text.len();
        text.push_str(token);
        // The coarse file's spans are harmonised; the native one adds what it leaves out.
        let (part, label) = tag2.split_once('-').unwrap_or(("O", ""));
        let (part0, label0) = tag.split_once('-').unwrap_or(("O", ""));
        let class2 = match label {
            "PER" => Some(PERSON),
            "ORG" => Some(BODY),
            "LOC" => Some(PLACE),
            "NORP" => Some(Coarse::Group),
            _ => None,
        };
        let class0 = scheme.labels.iter().find(|(name, _)| *name == label0).map(|&(_, class)| class);
        let (part, label, class) = match (class2, class0) {
            (Some(class), _) => (part, label, Some(class)),
            (None, Some(OTHER)) => (part0, label0, Some(OTHER)),
            _ => ("O", "", None),
        };
        if class.is_none() && !label0.is_empty() {
            unknown.push((at, text.len()));
        }
        match (class, &mut open) {
            (Some(_), Some((before, (_, end, _)))) if part == "I" && *before == label => *end = text.len(),
            (Some(class), _) => {
                names.extend(open.take().map(|(_, name)| name));
                open = Some((label, (at, text.len(), class)));
            }
            (None, _) => names.extend(open.take().map(|(_, name)| name)),
        }
    }
    Ok(())
}

fn finish(
    tokenizer: &Tokenizer,
    scheme: &Scheme,
    text: &mut String,
    sentences: &mut Vec<(usize, usize)>,
    names: &mut Vec<Marked>,
    unknown: &mut Vec<(usize, usize)>,
    documents: &mut Vec<Document>,
) {
    let (tokenized, lexemes) = tokenize(tokenizer, text, sentences);
    let mut allowed = vec![1 << OUTSIDE; tokenized.tokens.len()];
    if scheme.partial {
        let free = ANY & !(0b1111 << 1) & !(0b1111 << 5) & !(0b1111 << 9);
        for (slot, lexeme) in allowed.iter_mut().zip(&lexemes.list) {
            if lexeme.is(detente_tokenize::LexemeFlags::CAPITALISED)
                && !lexeme.is(detente_tokenize::LexemeFlags::SENTENCE_START)
            {
                *slot = free;
            }
        }
    }
    for &(start, end) in unknown.iter() {
        for token in tokenized.tokens_in(Span::from_range(start..end)).range() {
            allowed[token] = ANY;
        }
    }
    for &(start, end, class) in names.iter() {
        mark(&mut allowed, tokenized.tokens_in(Span::from_range(start..end)).range(), class);
    }
    documents.push(Document {
        text: std::mem::take(text),
        tokenized,
        lexemes,
        allowed,
        weight: scheme.weight,
        names: Vec::new(),
        gold: false,
    });
    sentences.clear();
    names.clear();
    unknown.clear();
}
