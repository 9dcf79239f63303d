//! Texts that break programs.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use detente::{Analysis, Analyzer, ErrorKind, Span, Tone};
use std::time::{Duration, Instant};

fn analyze(text: &str) -> Analysis {
    Analyzer::embedded().analyze(text).unwrap()
}

/// The tokens of `text`.
fn words(text: &str) -> Vec<&str> {
    analyze(text).tokens().map(|&span| &text[span]).collect()
}

#[test]
fn nothing_gives_nothing() {
    for text in ["", " ", " \t\r\n\u{a0}\u{2003}\u{3000}\n\n"] {
        assert_eq!(analyze(text), Analysis::default(), "{text:?}");
        assert_eq!(Analyzer::embedded().score(text).unwrap(), Tone::NEUTRAL);
        assert_eq!(Analyzer::embedded().explain(text).unwrap(), detente::Explanation::default());
    }
    assert_eq!(Analyzer::embedded().analyze_batch::<&str>(&[]).unwrap(), []);
}

#[test]
fn nul_and_controls_are_text() {
    let text = "France\0thanked \u{1}Italy\0.\0";
    let covered: String = words(text).concat();
    assert_eq!(covered, text.split_whitespace().collect::<String>());
}

#[test]
fn a_byte_order_mark_shifts_nothing_but_itself() {
    let text = "France thanked Italy on Monday.";
    let marked = format!("\u{feff}{text}");
    let (plain, with_mark) = (words(text), words(&marked));
    assert_eq!(with_mark[with_mark.len() - 4..], plain[plain.len() - 4..]);
    assert_eq!(analyze(&marked).sentences().len(), 1);
}

#[test]
fn line_endings_do_not_matter() {
    let text =
        "Talks Resume\n\nFrance thanked Italy on Monday.\nItaly welcomed the news.\n\nSpain protested.";
    let ends = |text: &str| -> Vec<String> {
        analyze(text)
            .sentences()
            .map(|s| text[s.span].split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    };
    let crlf = text.replace('\n', "\r\n");
    assert_eq!(ends(&crlf), ends(text));
    assert_eq!(words(&crlf), words(text));
}

#[test]
fn offsets_slice_beside_wide_characters() {
    let text = "🙂 “Séoul” 👩‍👩‍👧 thanked Zürich 🇨🇭 — naïve café.";
    for word in ["Séoul", "thanked", "Zürich", "café", "—"] {
        assert!(words(text).contains(&word), "{word} among {:?}", words(text));
    }
}

/// One line of `megabytes` MB, made of `part` again and again, is read to its end within `seconds`.
fn reads_one_line(part: &str, megabytes: usize, seconds: u64) {
    let text = part.repeat((megabytes << 20) / part.len());
    let begin = Instant::now();
    let analysis = Analyzer::embedded().analyze(&text).unwrap();
    let last = analysis.tokens().next_back().unwrap();
    assert_eq!(last.end as usize, text.trim_end().len(), "{part:?}");
    let took = begin.elapsed();
    assert!(took < Duration::from_secs(seconds), "{megabytes} MB of {part:?} took {took:?}");
}

#[test]
fn ten_megabytes_on_one_line() {
    reads_one_line("France thanked Italy for its help, and ", 10, 300);
}

/// Lines of the kind that are slow where something is quadratic; a minute is a hundred times of what
/// they take without optimisation.
#[test]
fn long_lines_cost_no_more_than_their_length() {
    for part in
        ["a", ".", "“", "\"China ", "(", "U.S.", "- ", "\u{301}", "🙂", "Xi Jinping ", "Xi told Li. ", "1,"]
    {
        reads_one_line(part, 1, 60);
    }
}

#[test]
fn spans_of_the_caller_are_checked() {
    let text = "Zürich thanked Oslo.";
    let (zurich, oslo) = (Span::new(0, 7), Span::new(16, 20));
    let analyzer = Analyzer::embedded();
    assert_eq!((&text[zurich], &text[oslo]), ("Zürich", "Oslo"));
    assert!(analyzer.tone_between(text, zurich, oslo).is_ok());
    for bad in [Span::new(0, 2), Span::new(16, 99), Span::new(7, 0), Span::new(u32::MAX, u32::MAX)] {
        let errors = [
            analyzer.tone_between(text, bad, oslo).unwrap_err(),
            analyzer.tone_between(text, zurich, bad).unwrap_err(),
            analyzer.tone_toward(text, bad).unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Span);
            let message =
                format!("span ({}, {}) does not lie on characters of a text of 21 bytes", bad.start, bad.end);
            assert_eq!(error.to_string(), message);
        }
    }
    let nobody = Span::new(7, 7);
    assert_eq!(analyzer.tone_between(text, zurich, nobody).unwrap(), Tone::NEUTRAL);
    assert_eq!(analyzer.tone_toward(text, nobody).unwrap(), Tone::NEUTRAL);
}
