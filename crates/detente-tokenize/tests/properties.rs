//! What holds for every text.

use detente_text::Span;
use detente_tokenize::{LineBreaks, Tokenized, Tokenizer};
use proptest::prelude::*;
use std::sync::LazyLock;

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(Tokenizer::rules_only);

/// Texts made of the pieces that the rules look at, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "The",
        "U",
        "S",
        "won",
        "n",
        "t",
        "s",
        "Mr",
        "No",
        "cannot",
        "gonna",
        "co",
        "Jae",
        "in",
        "www",
        "com",
        "http",
        "1",
        "000",
        "2017",
        "5",
        ".",
        ".",
        "..",
        ",",
        ";",
        ":",
        "?",
        "!",
        "'",
        "’",
        "‘",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "-",
        "--",
        "—",
        "/",
        "//",
        "@",
        "#",
        "$",
        "%",
        "&",
        "*",
        "+",
        "_",
        "<",
        ">",
        "…",
        "€",
        "é",
        "e\u{301}",
        "日本",
        "🙂",
        "👩\u{200D}🚀",
        "🇰🇷",
        "\u{200B}",
        "\u{AD}",
        "\0",
        " ",
        " ",
        " ",
        " ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\u{A0}",
        "\u{2029}",
        "BEIJING",
        ":)",
        "'em",
        "'60s",
        "minute read",
        "By Ann Lee",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn check(text: &str, tokenized: &Tokenized) {
    let mut covered = 0;
    for token in &tokenized.tokens {
        assert!(token.start >= covered && !token.is_empty(), "{text:?} {token:?}");
        let between = Span::new(covered, token.start).get(text);
        let is_white = between.is_some_and(|between| between.chars().all(char::is_whitespace));
        assert!(is_white, "{text:?}: {between:?} is in no token");
        let is_black = token.get(text).is_some_and(|token| !token.contains(char::is_whitespace));
        assert!(is_black, "{text:?} {token:?}");
        covered = token.end;
    }
    assert!(text[covered as usize..].chars().all(char::is_whitespace), "{text:?}");
    let mut next = 0;
    for sentence in &tokenized.sentences {
        assert!(sentence.tokens.start == next && !sentence.tokens.is_empty());
        next = sentence.tokens.end;
        assert_eq!(sentence.span.start, tokenized.tokens[sentence.tokens.start as usize].start);
        assert_eq!(sentence.span.end, tokenized.tokens[next as usize - 1].end);
    }
    assert_eq!(next as usize, tokenized.tokens.len());
    let mut next = 0;
    for block in &tokenized.blocks {
        assert!(block.sentences.start == next && !block.sentences.is_empty());
        next = block.sentences.end;
        assert_eq!(block.span.start, tokenized.sentences[block.sentences.start as usize].span.start);
        assert_eq!(block.span.end, tokenized.sentences[next as usize - 1].span.end);
    }
    assert_eq!(next as usize, tokenized.sentences.len());
}

fn shifted(span: Span, by: usize) -> Span {
    Span::from_range(span.start as usize + by..span.end as usize + by)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn spans_partition(text in texts()) {
        for policy in [LineBreaks::Auto, LineBreaks::Break, LineBreaks::Space] {
            check(&text, &TOKENIZER.clone().with_line_breaks(policy).tokenize(&text));
        }
    }

    #[test]
    fn a_blank_line_separates(first in texts(), second in texts()) {
        let joined = format!("{first}\n\n{second}");
        let by = first.len() + 2;
        let (whole, first, second) =
            (TOKENIZER.tokenize(&joined), TOKENIZER.tokenize(&first), TOKENIZER.tokenize(&second));
        let tokens: Vec<_> = first.tokens.iter().copied().chain(second.tokens.iter().map(|&t| shifted(t, by))).collect();
        prop_assert_eq!(&whole.tokens, &tokens);
        let spans = |t: &Tokenized, by| t.sentences.iter().map(|s| shifted(s.span, by)).collect::<Vec<_>>();
        prop_assert_eq!(spans(&whole, 0), [spans(&first, 0), spans(&second, by)].concat());
        let spans = |t: &Tokenized, by| t.blocks.iter().map(|b| shifted(b.span, by)).collect::<Vec<_>>();
        prop_assert_eq!(spans(&whole, 0), [spans(&first, 0), spans(&second, by)].concat());
    }

    #[test]
    fn line_ends_of_both_kinds_are_one(text in texts()) {
        let unix = text.replace('\r', "");
        let dos = unix.replace('\n', "\r\n");
        let (from_unix, from_dos) = (TOKENIZER.tokenize(&unix), TOKENIZER.tokenize(&dos));
        let words = |text: &str, t: &Tokenized| t.tokens.iter().map(|&t| text[t].to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(words(&unix, &from_unix), words(&dos, &from_dos));
        let ends = |t: &Tokenized| t.sentences.iter().map(|s| (s.tokens, s.kind)).collect::<Vec<_>>();
        prop_assert_eq!(ends(&from_unix), ends(&from_dos));
        let blocks = |t: &Tokenized| t.blocks.iter().map(|b| (b.sentences, b.kind)).collect::<Vec<_>>();
        prop_assert_eq!(blocks(&from_unix), blocks(&from_dos));
    }

    #[test]
    fn memory_is_reused_without_a_trace(first in texts(), second in texts()) {
        let mut tokenized = TOKENIZER.tokenize(&first);
        TOKENIZER.tokenize_into(&second, &mut tokenized);
        prop_assert_eq!(tokenized, TOKENIZER.tokenize(&second));
    }
}
