//! Articles that we wrote and marked, one sentence a line.
//!
//! The line that begins an article starts with `# ` and is its headline. Marks are `[text|LABEL]` or
//! `[text|LABEL|actor]`; brackets and bars stand for nothing else.

use super::documents::{Article, Mention};
use anyhow::{Context, Result, bail, ensure};
use detente_entities::EntityLabel;

/// The parts of the corpus that are learned from, by name.
const PARTS: [(&str, &str); 15] = [
    ("markets.txt", include_str!("../../corpus/names/markets.txt")),
    ("business.txt", include_str!("../../corpus/names/business.txt")),
    ("defence.txt", include_str!("../../corpus/names/defence.txt")),
    ("diplomacy.txt", include_str!("../../corpus/names/diplomacy.txt")),
    ("culture.txt", include_str!("../../corpus/names/culture.txt")),
    ("asia.txt", include_str!("../../corpus/names/asia.txt")),
    ("south.txt", include_str!("../../corpus/names/south.txt")),
    ("america.txt", include_str!("../../corpus/names/america.txt")),
    ("europe.txt", include_str!("../../corpus/names/europe.txt")),
    ("latin.txt", include_str!("../../corpus/names/latin.txt")),
    ("firms.txt", include_str!("../../corpus/names/firms.txt")),
    ("science.txt", include_str!("../../corpus/names/science.txt")),
    ("briefs.txt", include_str!("../../corpus/names/briefs.txt")),
    ("sport.txt", include_str!("../../corpus/names/sport.txt")),
    ("local.txt", include_str!("../../corpus/names/local.txt")),
];
/// Articles that are held back, for `evaluate`.
const HELD: &str = include_str!("../../corpus/names/held.txt");

/// The articles to learn from.
pub(super) fn articles() -> Result<Vec<Article>> {
    let parts = PARTS.iter().map(|(name, lines)| read(name, lines));
    Ok(parts.collect::<Result<Vec<_>>>()?.concat())
}

/// The articles held back.
pub(crate) fn held() -> Result<Vec<Article>> {
    read("held.txt", HELD)
}

fn read(name: &str, lines: &str) -> Result<Vec<Article>> {
    let mut articles: Vec<Article> = Vec::new();
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let place = || format!("{name}, line {}", number + 1);
        let headline = line.strip_prefix("# ");
        if headline.is_some() {
            articles.push(Article {
                id: format!("{name}:{}", articles.len() + 1),
                text: String::new(),
                sentences: Vec::new(),
                entities: Vec::new(),
            });
        }
        let article = articles.last_mut().context("no article begins here").with_context(place)?;
        // A headline is a paragraph of its own.
        match article.sentences.len() {
            0 => {}
            1 => article.text.push_str("\n\n"),
            _ => article.text.push(' '),
        }
        let start = article.text.chars().count();
        add(article, start, headline.unwrap_or(line)).with_context(place)?;
        article.sentences.push((start, article.text.chars().count()));
    }
    Ok(articles)
}

/// Adds a line to the text and the marks in it to the mentions; the line begins at character `start`.
fn add(article: &mut Article, start: usize, line: &str) -> Result<()> {
    ensure!(line == line.trim() && !line.contains("  "), "spaces around or twice within the sentence");
    let (mut rest, mut at) = (line, start);
    while let Some(open) = rest.find(['[', ']', '|']) {
        let plain = &rest[..open];
        let (mark, after) = rest[open..]
            .strip_prefix('[')
            .and_then(|mark| mark.split_once(']'))
            .with_context(|| format!("a bracket or bar alone after {plain:?}"))?;
        let fields: Vec<&str> = mark.split('|').collect();
        let (text, label, actor) = match fields[..] {
            [text, label] => (text, label, None),
            [text, label, actor] => (text, label, Some(actor)),
            _ => bail!("{mark:?} is no mark"),
        };
        ensure!(
            !text.is_empty() && text == text.trim() && actor != Some(""),
            "{mark:?} has an empty part or spaces"
        );
        label.parse::<EntityLabel>()?;
        article.text.push_str(plain);
        at += plain.chars().count();
        article.text.push_str(text);
        let end = at + text.chars().count();
        let (label, actor) = (label.to_owned(), actor.map(str::to_owned));
        article.entities.push(Mention { start: at, end, label, actor });
        (rest, at) = (after, end);
    }
    article.text.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{articles, held, read};

    #[test]
    fn marks_become_mentions() {
        let lines = "# [Oslo|GPE|NOR] Pays\n[Ola Å.|PERSON|Ola Å.] paid [two|CARDINAL] of [Équinor|ORG|Équinor]'s bills.\n# Next\n";
        let articles = read("x", lines).unwrap();
        assert_eq!(articles.len(), 2);
        let article = &articles[0];
        assert_eq!(article.text, "Oslo Pays\n\nOla Å. paid two of Équinor's bills.");
        assert_eq!(article.sentences, [(0, 9), (11, 46)]);
        let chars: Vec<char> = article.text.chars().collect();
        let texts: Vec<String> =
            article.entities.iter().map(|m| chars[m.start..m.end].iter().collect()).collect();
        assert_eq!(texts, ["Oslo", "Ola Å.", "two", "Équinor"]);
        assert_eq!(article.entities[0].actor.as_deref(), Some("NOR"));
        for bad in ["Oslo", "# Oslo]", "# [Oslo|TOWN]", "# [|GPE]", "# a | b", "# [Oslo|GPE", "# two  spaces"]
        {
            assert!(read("x", bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_corpus_is_well_formed() {
        let (learned, held) = (articles().unwrap(), held().unwrap());
        assert!(learned.len() > 100 && held.len() > 20);
        for article in learned.iter().chain(&held) {
            assert!(article.entities.is_sorted_by(|a, b| a.end <= b.start), "{}", article.id);
            let twice = learned.iter().chain(&held).filter(|other| other.text == article.text).count();
            assert_eq!(twice, 1, "{}", article.id);
        }
    }
}
