//! Blocks of whole articles, and what line breaks mean in them. An article is written as lines of a
//! kind, a bar and a paragraph.

use detente_tokenize::{BlockKind, LineBreaks, Tokenized, Tokenizer};

const fn kind(name: &str) -> Option<BlockKind> {
    match name.as_bytes() {
        b"headline" => Some(BlockKind::Headline),
        b"subhead" => Some(BlockKind::Subhead),
        b"dateline" => Some(BlockKind::Dateline),
        b"byline" => Some(BlockKind::Byline),
        b"boilerplate" => Some(BlockKind::Boilerplate),
        b"paragraph" => Some(BlockKind::Paragraph),
        _ => None,
    }
}

/// Checks the kinds of the paragraphs of `article`; a dateline joins the paragraph after it by a
/// space where it ends in a dash.
fn check(article: &str) {
    let blocks: Vec<(&str, &str)> = article.lines().filter_map(|line| line.split_once('|')).collect();
    let mut text = String::new();
    for (_, block) in &blocks {
        text.push_str(block);
        text.push_str(if block.ends_with(['-', '—']) { " " } else { "\n\n" });
    }
    let tokenized = Tokenizer::rules_only().tokenize(&text);
    let found: Vec<_> = tokenized
        .blocks
        .iter()
        .map(|block| (Some(block.kind), block.span.get(&text).unwrap_or("")))
        .collect();
    let expected: Vec<_> = blocks.iter().map(|&(name, block)| (kind(name), block)).collect();
    assert_eq!(found, expected);
}

#[test]
fn wire_report() {
    check(
        "headline|Fiji Frees Crew of Seized Ship
byline|By Ana Duarte and Jon Lund
boilerplate|Published May 3, 2021 4:10 PM ET
boilerplate|Share
dateline|SUVA, May 3 (Newswire) -
paragraph|Fiji freed nine sailors on Monday. Their captain is still held.
boilerplate|Sailors from Tonga walk free in Suva, Fiji, May 3, 2021. REUTERS/Mere Tora
paragraph|Tonga thanked Suva.
subhead|“A good day”
paragraph|The captain’s wife wept, a friend said.
boilerplate|(Reporting by Ana Duarte in Suva; Editing by Jon Lund)
boilerplate|Our Standards: The Newswire Trust Principles.",
    );
}

#[test]
fn agency_report_on_a_site() {
    check(
        "headline|Chile Rebukes Peru Over Fishing Fleet
boilerplate|3 min read
boilerplate|FILE - A trawler leaves Arica, Chile, on Jan. 9, 2020. (AP Photo/Rosa Villalba, File)
dateline|LIMA, Peru (AP) —
paragraph|Chile rebuked Peru on Tuesday.
boilerplate|Advertisement
paragraph|Peru did not reply.
boilerplate|Read more: What the two navies own
paragraph|The fleet sails in May.
boilerplate|Associated Press writer Jon Lund contributed to this report.",
    );
}

#[test]
fn feature_of_a_paper() {
    check(
        "headline|Who Owns the Reef?
dateline|Jan. 5, 2022
paragraph|Tonga says it does. Fiji disagrees.
boilerplate|The wreck of the Halcyon on the reef. Photograph: Mere Tora/AFP/Getty Images
subhead|By the Numbers
paragraph|Nine ships a day pass the reef, the port says.
boilerplate|Editor’s note: This article was changed on Jan. 6.
boilerplate|Sign up for our newsletter here
boilerplate|© 2022 The Suva Paper. All rights reserved.",
    );
}

/// What reads like a link or a credit but is the article.
#[test]
fn running_text_stays() {
    check(
        "headline|Envoys Meet in Suva
paragraph|Sharing the reef was the aim, he said.
paragraph|Reporters asked who would pay.
paragraph|Contact with the crew was lost on Monday.
paragraph|More than nine ships were seized last year.
paragraph|Photo evidence was shown to the court.
paragraph|Follow the money, she told the agency AFP.
paragraph|Images of the wreck were shown by Reuters.",
    );
}

/// The sentences of `text`, joined by bars, a line break written as a space.
fn sentences(text: &str, line_breaks: LineBreaks) -> String {
    let tokenized = Tokenizer::rules_only().with_line_breaks(line_breaks).tokenize(text);
    let sentences = tokenized.sentences.iter().filter_map(|sentence| sentence.span.get(text));
    sentences.map(|sentence| sentence.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("|")
}

#[test]
fn line_breaks_of_wrapped_text() {
    let wrapped = "The ministers of nine states met in the old town hall on Tuesday to agree\n\
                   on rules for the cables that cross the Baltic seabed. They did not agree.\n\
                   Talks go on.";
    let whole = "The ministers of nine states met in the old town hall on Tuesday to agree \
                 on rules for the cables that cross the Baltic seabed.|They did not agree.|Talks go on.";
    assert_eq!(sentences(wrapped, LineBreaks::Auto), whole);
    assert_eq!(sentences(wrapped, LineBreaks::Space), whole);
    let cut = whole.replace("to agree on rules", "to agree|on rules");
    assert_eq!(sentences(wrapped, LineBreaks::Break), cut);
    let crlf = wrapped.replace('\n', "\r\n");
    assert_eq!(sentences(&crlf, LineBreaks::Break), cut);
    assert_eq!(sentences(&crlf, LineBreaks::Auto).replace("  ", " "), whole);
}

#[test]
fn line_breaks_of_a_sentence_a_line() {
    let lines = "Bank holds rates\nCourt frees editor after nine days\nFiji thanks Tonga";
    let list = lines.replace('\n', "|");
    assert_eq!(sentences(lines, LineBreaks::Auto), list);
    assert_eq!(sentences(lines, LineBreaks::Break), list);
    assert_eq!(sentences(lines, LineBreaks::Space), lines.replace('\n', " "));
    let stopped = "The bank held rates.\nA court freed the editor.\nFiji thanked Tonga.";
    for line_breaks in [LineBreaks::Auto, LineBreaks::Break, LineBreaks::Space] {
        assert_eq!(sentences(stopped, line_breaks), stopped.replace('\n', "|"));
    }
}

#[test]
fn blank_lines_separate_whatever_is_asked() {
    let text = "Bank holds rates\n\nThe bank of Fiji held its rates on\nMonday\n \nFiji thanks Tonga";
    let wrapped = "Bank holds rates|The bank of Fiji held its rates on Monday|Fiji thanks Tonga";
    assert_eq!(sentences(text, LineBreaks::Space), wrapped);
    assert_eq!(sentences(text, LineBreaks::Break), wrapped.replace("on Monday", "on|Monday"));
}

/// Each stretch between blank lines is judged by itself.
#[test]
fn auto_judges_each_stretch() {
    let text = "Bank holds rates\nCourt frees editor\n\n\
                The ministers of nine states met in the old town hall to speak of rules\n\
                for the cables that cross the sea.";
    let expected = "Bank holds rates|Court frees editor|\
                    The ministers of nine states met in the old town hall to speak of rules \
                    for the cables that cross the sea.";
    assert_eq!(sentences(text, LineBreaks::Auto), expected);
}

fn lengths(tokenized: &Tokenized) -> (usize, usize) {
    let longest = tokenized.sentences.iter().map(|sentence| sentence.tokens.len()).max();
    (tokenized.sentences.len(), longest.unwrap_or_default())
}

/// A table of lines is cut at its lines; an endless line at its stops, however far apart, and an
/// open bracket or quote swallows nothing.
#[test]
fn long_texts_are_cut() {
    let tokenizer = Tokenizer::rules_only();
    let table = "Fiji 12 4.5 9\nTonga 8 3.1 7\n".repeat(5_000);
    assert_eq!(lengths(&tokenizer.tokenize(&table)), (10_000, 4));
    let open = "(He said “we met. They left in May. ".repeat(5_000);
    assert_eq!(lengths(&tokenizer.tokenize(&open)), (10_000, 7));
    let long = format!("{}. Then they left.", "and so on ".repeat(50_000));
    assert_eq!(lengths(&tokenizer.tokenize(&long)), (2, 150_001));
}
