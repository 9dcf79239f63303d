//! Tokens, sentences and blocks of texts written for each rule.

use detente_tokenize::{BlockKind, LineBreaks, SentenceKind, Tokenizer};

/// Each line is a text with its tokens cut by white space or a bar.
#[test]
fn words_are_cut_as_the_treebanks_cut_them() {
    let tokenizer = Tokenizer::rules_only();
    for case in [
        "They do|n't and ca|n’t say China|‘s envoys|' ships|, he|'d|'ve left",
        "They can|not or gon|na or did|nt go",
        "It 's what it|s not about|, its fleet said",
        "U.S.|-|led drills at 6 a.m. in the U.S.|,",
        "anti-missile co-founder e-mail re-elected second|-|largest hard|-|won",
        "Moon Jae-in met Lee Hae-chan|, a far|-|right man",
        "$|1,000.5 or 1.5|% of US$ 5|bn at 7:30|pm on 9/11",
        "Call 202-555-0143|, pages 10|-|12|, the 80's|, 2017|'s",
        "See https://talks.example/a_(b)?x=1|, www.talks.example or desk@paper.example|.",
        "@desk #peace :-) ... -- !!! ?!",
        "“|normal track|“|, he said|…|(|and|)|continue",
        "Gen. Park|, Mr. Kim|, No. 5|, J.K. Lee and Acme Inc. agreed",
        "No|.",
        "AT&T and R&D|/|arms w/o talks",
        "th- the rock 'n roll of '68 for 'em",
        "Séoul naïve 日本 🙂|👩\u{200D}🚀|🇰🇷",
    ] {
        let text = case.replace('|', "");
        let tokenized = tokenizer.tokenize(&text);
        let found: Vec<&str> = tokenized.tokens.iter().map(|&token| &text.as_str()[token]).collect();
        let expected: Vec<&str> = case.split([' ', '|']).filter(|token| !token.is_empty()).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn rules_end_sentences() {
    let tokenizer = Tokenizer::rules_only();
    for case in [
        "The envoys met.|They parted at 5 p.m. on Sunday.",
        "Gen. Park met Sen. Lee in the U.S. Senate.|It voted.",
        "“Is it war?” she asked.|“It is.”|He left.",
        "Shares rose 1.5%.|Beta Inc. fell.",
        "1. Withdraw all troops.",
    ] {
        let text = case.replace('|', " ");
        let tokenized = tokenizer.tokenize(&text);
        let found: Vec<&str> =
            tokenized.sentences.iter().map(|sentence| &text.as_str()[sentence.span]).collect();
        assert_eq!(found, case.split('|').collect::<Vec<_>>());
    }
}

#[test]
fn parts_of_an_article_are_named() {
    let text = "Envoys Meet Again Over Lake Dispute\n\n3 minute read\n\nBy Ann Lee\n\nMay 3, 2021\n\n\
                (GENEVA) — The envoys met on Monday. They smiled.\n\nAngered\n\nNobody signed, an aide said.\n\n\
                Contact us at desk@paper.example";
    let tokenized = Tokenizer::rules_only().tokenize(text);
    let kinds: Vec<BlockKind> = tokenized.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Headline,
            BlockKind::Boilerplate,
            BlockKind::Byline,
            BlockKind::Dateline,
            BlockKind::Dateline,
            BlockKind::Paragraph,
            BlockKind::Subhead,
            BlockKind::Paragraph,
            BlockKind::Boilerplate,
        ]
    );
    assert_eq!(&text[tokenized.blocks[5].span], "The envoys met on Monday. They smiled.");
    assert_eq!(tokenized.sentences.last().map(|s| s.kind), Some(SentenceKind::Boilerplate));
}

#[test]
fn a_lone_line_is_body() {
    let tokenized = Tokenizer::rules_only().tokenize("Envoys Meet Again");
    assert_eq!(tokenized.blocks[0].kind, BlockKind::Paragraph);
    assert_eq!(tokenized.sentences[0].kind, SentenceKind::Body);
    assert_eq!(Tokenizer::rules_only().tokenize(" \n ").blocks.len(), 0);
}

/// Work that grew with the square of the text would not come to an end here.
#[test]
fn long_texts_of_one_kind_end() {
    let tokenizer = Tokenizer::rules_only().with_line_breaks(LineBreaks::Break);
    for piece in [
        "a",
        "(",
        "\"",
        "‘",
        "U.S.",
        "U.S. ",
        ". ",
        "a-",
        "1-",
        "1,",
        "@",
        "a@",
        "a.",
        "http://a)",
        "\u{301}",
        "🙂",
        "🇰",
        "A\n",
        "A\n\n",
        "By A\n\n",
        "...@",
        "#a",
        "co-",
        "a%",
        "+a",
        ":)",
        "A (",
        "GENEVA, ",
    ] {
        let text = piece.repeat(500_000 / piece.len());
        let tokenized = tokenizer.tokenize(&text);
        assert!(!tokenized.tokens.is_empty() && !tokenized.blocks.is_empty(), "{piece:?}");
    }
}
