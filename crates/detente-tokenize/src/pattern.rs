//! Beginnings of lines, written as tokens.

use crate::word_table::lines;

/// How many tokens a gap in a pattern may span.
const GAP: usize = 6;

/// The patterns of one data file.
#[derive(Debug)]
pub(crate) struct Patterns {
    /// By [`initial`] of the first word, so that a line is compared with few.
    patterns: Vec<Vec<Vec<Item>>>,
    /// Those that do not begin with a word or number.
    others: Vec<Vec<Item>>,
}

/// The place of what begins with the first letter of `word`; one place for all that is no letter.
fn initial(word: &str) -> usize {
    word.bytes().next().filter(u8::is_ascii_alphabetic).map_or(0, |byte| usize::from(byte & 31))
}

#[derive(Debug)]
enum Item {
    Word(&'static str),
    Number,
    Gap,
    End,
}

impl Patterns {
    /// The patterns of what is not the article.
    pub(crate) fn boilerplate() -> Self {
        Self::of(include_str!("../data/boilerplate.txt"))
    }

    /// The patterns of captions and credits of pictures.
    pub(crate) fn captions() -> Self {
        Self::of(include_str!("../data/captions.txt"))
    }

    fn of(list: &'static str) -> Self {
        let item = |item| match item {
            "#" => Item::Number,
            "~" => Item::Gap,
            "|" => Item::End,
            word => Item::Word(word),
        };
        let (mut patterns, mut others) = (Vec::new(), Vec::new());
        patterns.resize_with(32, Vec::new);
        for line in lines(list) {
            let pattern: Vec<Item> = line.split(' ').map(item).collect();
            match pattern.first() {
                Some(Item::Word("@") | Item::Gap | Item::End) | None => others.push(pattern),
                Some(Item::Word(word)) => patterns[initial(word)].push(pattern),
                Some(Item::Number) => patterns[0].push(pattern),
            }
        }
        Self { patterns, others }
    }

    /// Whether a pattern stands at the start of the line whose tokens are `line`, an opening
    /// bracket aside. Cost: a comparison a pattern with the same first letter for most lines.
    pub(crate) fn begin(&self, line: &[&str]) -> bool {
        let line = match line {
            ["(" | "[", inside @ ..] => inside,
            _ => line,
        };
        let likely = line.first().map_or(&[][..], |first| &self.patterns[initial(first)]);
        likely.iter().chain(&self.others).any(|pattern| begins(pattern, line))
    }
}

fn begins(pattern: &[Item], line: &[&str]) -> bool {
    let Some((item, items)) = pattern.split_first() else {
        return true;
    };
    let (first, rest) = match line.split_first() {
        Some((first, rest)) => (*first, rest),
        None => return matches!(item, Item::End),
    };
    match item {
        Item::Word("@") => first.contains('@') && begins(items, rest),
        Item::Word(word) => is_word(first, word) && begins(items, rest),
        Item::Number => first.starts_with(|c: char| c.is_ascii_digit()) && begins(items, rest),
        Item::Gap => (1..=GAP.min(line.len())).any(|n| begins(items, &line[n..])),
        Item::End => false,
    }
}

/// Whether `token` is `word` in any case, its apostrophe straight or curly.
fn is_word(token: &str, word: &str) -> bool {
    // A curly apostrophe has two bytes more than a straight one.
    if token.len() != word.len() + 2 {
        return token.eq_ignore_ascii_case(word);
    }
    match (token.split_once('’'), word.split_once('\'')) {
        (Some((a, b)), Some((c, d))) => a.eq_ignore_ascii_case(c) && b.eq_ignore_ascii_case(d),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn matches_beginnings() {
        let patterns = Patterns::boilerplate();
        let begin = |line: &str| patterns.begin(&line.split(' ').collect::<Vec<_>>());
        assert!(begin("7 minute read") && !begin("7 minute read of it"));
        assert!(begin("Reporting by A. Writer ; Editing by B. Reader"));
        assert!(begin("( Reporting by A. Writer )") && !begin("( ( Reporting by A. Writer )"));
        assert!(begin("Write to the desk at desk@paper.example") && !begin("Write to the desk"));
        assert!(!begin("The minute of silence") && !begin(""));
    }
}
