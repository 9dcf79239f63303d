//! What each block of an article is.

use crate::block::BlockKind;
use crate::caption::{CAPTION, ends_in_credit};
use crate::pattern::Patterns;
use crate::rules::Rules;
use crate::tokenized::Tokenized;
use crate::word_table::WordFlags;
use detente_text::Span;

/// The most tokens of a headline.
const HEADLINE: usize = 30;
/// The most tokens of a sub-head.
const SUBHEAD: usize = 12;
/// The most tokens of a line that is not the article.
const LINE: usize = 40;
/// Names the blocks of `tokenized`, and the sentences in them. Datelines that end inside a
/// paragraph are blocks already and named by then.
///
/// A text of one block is plain: nothing says that a lone line is a headline.
pub(crate) fn name_blocks(text: &str, rules: &Rules, tokenized: &mut Tokenized) {
    let Tokenized { tokens, sentences, blocks } = tokenized;
    if blocks.len() < 2 {
        return;
    }
    let mut words: Vec<&str> = Vec::new();
    let mut forms: Vec<Form> = Vec::with_capacity(blocks.len());
    for block in blocks.iter() {
        let inside = sentences.get(block.sentences.range()).unwrap_or_default();
        let range = match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => first.tokens.start as usize..last.tokens.end as usize,
            _ => 0..0,
        };
        let last = inside.last().map_or(0, |last| last.tokens.len());
        let tokens = tokens.get(range).unwrap_or_default();
        forms.push(if block.kind == BlockKind::Dateline {
            Form::Known(BlockKind::Dateline)
        } else {
            form(text, tokens, (inside.len(), last), rules, &mut words)
        });
    }
    // From the end: the next block that is no boilerplate, and whether running text follows.
    let mut following = vec![(None, false); forms.len()];
    let (mut next, mut text_follows) = (None, false);
    for (slot, &form) in following.iter_mut().zip(&forms).rev() {
        *slot = (next, text_follows);
        text_follows |= form == Form::Text;
        if form != Form::Known(BlockKind::Boilerplate) {
            next = Some(form);
        }
    }
    let mut seen_text = false;
    for (index, block) in blocks.iter_mut().enumerate() {
        let (next, text_follows) = following.get(index).copied().unwrap_or_default();
        block.kind = match forms.get(index) {
            Some(Form::Known(kind)) => *kind,
            Some(Form::Line { tokens }) if !seen_text && text_follows && *tokens <= HEADLINE => {
                BlockKind::Headline
            }
            Some(Form::Line { tokens }) if seen_text && *tokens <= SUBHEAD && next == Some(Form::Text) => {
                BlockKind::Subhead
            }
            _ => BlockKind::Paragraph,
        };
        seen_text |= matches!(block.kind, BlockKind::Headline | BlockKind::Paragraph);
        for sentence in sentences.get_mut(block.sentences.range()).unwrap_or_default() {
            sentence.kind = block.kind.into();
        }
    }
}

/// What a block looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// It says itself what it is.
    Known(BlockKind),
    /// One sentence that begins with a capital or a number and ends without a stop.
    Line { tokens: usize },
    /// Running text.
    Text,
}

/// `sentences` are how many the block has, and how many tokens the last one has.
fn form<'t>(
    text: &'t str,
    tokens: &[Span],
    sentences: (usize, usize),
    rules: &Rules,
    words: &mut Vec<&'t str>,
) -> Form {
    let word = |token: &Span| token.get(text).unwrap_or_default();
    let (n_sentences, last_sentence) = sentences;
    if tokens.len() <= CAPTION {
        let begins = |tokens: &[Span]| {
            let first = tokens.iter().map(word).find(|word| !matches!(*word, "(" | "["));
            let first = first.map_or(&b""[..], str::as_bytes);
            first.first().is_some_and(u8::is_ascii_digit) || rules.words.get(first).has(WordFlags::LINE)
        };
        let mut is_known = |tokens: &[Span], patterns: &Patterns| {
            words.clear();
            words.extend(tokens.iter().map(word));
            patterns.begin(words)
        };
        if begins(tokens) {
            let line = tokens.len() <= LINE && is_known(tokens, &rules.boilerplate);
            if line || is_known(tokens, &rules.captions) {
                return Form::Known(BlockKind::Boilerplate);
            }
        }
        let last = tokens.get(tokens.len() - last_sentence..).unwrap_or_default();
        if n_sentences > 1 && begins(last) && is_known(last, &rules.captions) {
            return Form::Known(BlockKind::Boilerplate);
        }
        if ends_in_credit(text, tokens, rules) {
            return Form::Known(BlockKind::Boilerplate);
        }
    }
    if tokens.len() <= LINE {
        words.clear();
        words.extend(tokens.iter().map(word));
        if is_byline(words) {
            return Form::Known(BlockKind::Byline);
        }
        if is_stamp(words, rules) {
            return Form::Known(BlockKind::Boilerplate);
        }
        if is_date(words, rules) {
            return Form::Known(BlockKind::Dateline);
        }
    }
    let first = tokens.iter().map(word).find(|w| w.starts_with(char::is_alphanumeric)).unwrap_or_default();
    let last = tokens.last().map(word).unwrap_or_default();
    let stopped = last.ends_with(['.', '!', ':', ';', ',', '…', '-', '—'])
        || (matches!(last, "\"" | "”" | "“" | ")" | "’")
            && tokens.len() >= 2
            && word(&tokens[tokens.len() - 2]).ends_with(['.', '!', '?', ',']));
    let abbreviation = last.len() > 2 && last.ends_with('.') && !last.starts_with('.');
    let line = n_sentences == 1
        && tokens.len() <= HEADLINE
        && (!stopped || abbreviation)
        && !first.starts_with(char::is_lowercase)
        && !first.is_empty();
    if line { Form::Line { tokens: tokens.len() } } else { Form::Text }
}

/// "By" and one to three names, or names and a place of work.
fn is_byline(words: &[&str]) -> bool {
    let [by, names @ ..] = words else {
        return false;
    };
    if !by.eq_ignore_ascii_case("by") || !(2..=14).contains(&names.len()) {
        return false;
    }
    let name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                *word,
                "," | "and"
                    | "&"
                    | "-"
                    | "|"
                    | "in"
                    | "for"
                    | "de"
                    | "van"
                    | "von"
                    | "al"
                    | "bin"
                    | "of"
                    | "the"
            )
    };
    // "By the Numbers" titles a part of an article.
    names.iter().all(name) && names.iter().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2
}

/// When it was published: "Published May 3, 2021", "Last updated: 4:10 PM, May 4".
fn is_stamp(words: &[&str], rules: &Rules) -> bool {
    let is = |word: &str, list: &[&str]| list.iter().any(|entry| word.eq_ignore_ascii_case(entry));
    let count =
        words.iter().take_while(|w| is(w, &["first", "last", "published", "updated", "posted", "on", ":"]));
    let (stamp, date) = words.split_at(count.count());
    stamp.iter().any(|word| is(word, &["published", "updated", "posted"])) && is_date(date, rules)
}

/// A date alone: "Friday, May 19, 2017", "19 May 2017".
fn is_date(words: &[&str], rules: &Rules) -> bool {
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let calendar = |word: &&str| {
        let stem = word.strip_suffix('.').unwrap_or(word);
        rules.words.get(stem.as_bytes()).any(WordFlags::CALENDAR.with(WordFlags::CALENDAR_SHORT))
    };
    let other = |word: &&str| {
        matches!(
            *word,
            "," | "."
                | "("
                | ")"
                | "at"
                | "on"
                | "|"
                | "-"
                | "·"
                | "–"
                | "—"
                | "/"
                | ":"
                | "AM"
                | "PM"
                | "am"
                | "pm"
                | "a.m."
                | "p.m."
        )
    };
    (2..=12).contains(&words.len())
        && words.iter().any(number)
        && words.iter().any(calendar)
        && words.iter().all(|word| number(word) || other(word) || calendar(word))
}
