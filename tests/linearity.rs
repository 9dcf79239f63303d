//! What `linearity.sh` counts instructions of: long texts of the kinds that are slow where something
//! is quadratic, each at four sizes that double.
//!
//! ```text
//! linearity tokens|analysis BYTES     the smallest size; prints a line for each text read
//! ```
#![expect(clippy::print_stdout, reason = "results are for the script")]
#![expect(clippy::unwrap_used, reason = "a check that cannot be set up has failed")]

use detente::Analyzer;
use std::env;
use std::hint::black_box;

/// Names of the kinds, and what each repeats.
const KINDS: &[(&str, &str)] = &[
    ("letter", "a"),
    ("line", "the talks went on and France thanked Italy for its help while "),
    ("bracket", "("),
    ("quote", "\""),
    ("curly", "“"),
    ("country", "U.S."),
    ("countries", "U.S. "),
    ("stop", "."),
    ("mark", "\u{301}"),
    ("family", "👩\u{200D}"),
    ("flag", "🇰"),
    ("apostrophe", "a'"),
    ("hyphen", "a-"),
    ("clitics", "he's 'em "),
    ("digits", "1,"),
    ("groups", "1,000"),
    ("address", "http://a.b/c)"),
    ("addresses", "http://a.b/c?d=e "),
    ("mail", "a@b."),
    ("lines", "A\n"),
    ("blocks", "By A\n\n"),
    ("names", "Xi told Li. "),
    ("asides", "A (B \"C\" "),
];

/// The call that instructions are counted in; the script knows its name.
#[inline(never)]
fn measured_call(analyzer: &Analyzer, text: &str, whole: bool) -> usize {
    if whole {
        analyzer.analyze(text).unwrap().tokens().len()
    } else {
        analyzer.tokenize(text).unwrap().tokens.len()
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [stage, bytes] = &arguments[..] else {
        println!("usage: linearity tokens|analysis BYTES");
        return;
    };
    let (whole, bytes) = (stage == "analysis", bytes.parse::<usize>().unwrap());
    let analyzer = Analyzer::embedded();
    for (kind, part) in KINDS {
        for doubled in 0..4 {
            let text = part.repeat((bytes << doubled).div_ceil(part.len()));
            let tokens = measured_call(&analyzer, black_box(&text), whole);
            println!("{kind} {} {}", text.len(), black_box(tokens));
        }
    }
}
