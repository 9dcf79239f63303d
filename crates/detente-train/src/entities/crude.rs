//! A stand-in tokenizer.
use detente_text::Span;
use detente_tokenize::{IndexRange, Sentence, SentenceKind, Tokenized};

pub(crate) fn tokenize(text: &str, lines: &[(usize, usize)]) -> Tokenized {
    let mut out = Tokenized::default();
    for &(ls, le) in lines {
        let first = out.tokens.len();
        let mut pos = ls;
        let line = &text[ls..le];
        for chunk in line.split_whitespace() {
            let at = text[pos..].find(chunk).unwrap() + pos;
            pos = at + chunk.len();
            split(chunk, at, &mut out.tokens);
        }
        if out.tokens.len() > first {
            let span = Span::new(out.tokens[first].start, out.tokens.last().unwrap().end);
            out.sentences.push(Sentence {
                span,
                tokens: IndexRange::new(first..out.tokens.len()),
                kind: SentenceKind::Body,
            });
        }
    }
    out
}

fn split(chunk: &str, at: usize, out: &mut Vec<Span>) {
    let is_word = |c: char| c.is_alphanumeric();
    let cs: Vec<(usize, char)> = chunk.char_indices().collect();
    let mut i = 0;
    let end = |k: usize| cs.get(k).map_or(chunk.len(), |c| c.0);
    while i < cs.len() {
        let mut j = i + 1;
        if is_word(cs[i].1) {
            while j < cs.len() {
                let c = cs[j].1;
                let digit = |k: usize| cs.get(k).is_some_and(|c| c.1.is_numeric());
                let alpha = |k: usize| cs.get(k).is_some_and(|c| c.1.is_alphabetic());
                if is_word(c) || (matches!(c, ',' | '.' | ':') && digit(j - 1) && digit(j + 1)) || (c == '.' && alpha(j - 1) && (alpha(j + 1) || (j - i >= 2 && chunk[end(i)..end(j)].contains('.')) || j - i == 1 || (matches!(&chunk[end(i)..end(j)], "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Gen" | "Gov" | "Sen" | "Rep" | "Lt" | "Col" | "Jan" | "Feb" | "Aug" | "Sept" | "Oct" | "Nov" | "Dec" | "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "No")))) {
                    j += 1;
                    continue;
                }
                if matches!(c, '\'' | '’' | '‘') && alpha(j + 1) && !matches!(&chunk[end(j + 1)..], "s" | "re" | "ve" | "ll" | "d" | "m" | "S") && !chunk[end(j + 1)..].starts_with("s-") {
                    j += 1;
                    continue;
                }
                break;
            }
        } else if matches!(cs[i].1, '\'' | '’' | '‘') && i > 0 && cs.get(i + 1).is_some_and(|c| c.1.is_alphabetic()) {
            while j < cs.len() && is_word(cs[j].1) {
                j += 1;
            }
        } else {
            while j < cs.len() && cs[j].1 == cs[i].1 && matches!(cs[i].1, '.' | '-' | '\'') {
                j += 1;
            }
        }
        out.push(Span::from_range(at + end(i)..at + end(j)));
        i = j;
    }
}
