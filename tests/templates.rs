//! What must hold of whole families of sentences, whatever the names and verbs: templates in the manner of `CheckList` (Ribeiro et
//! al. 2020), filled with every pair of a list of states and every word of a list of ours.
#![expect(clippy::print_stdout, reason = "the report is what the program is for")]

use detente::Analyzer;
use std::process::ExitCode;

/// Names and ids of two states whose names are of one form.
const PAIRS: [(&str, &str, &str, &str); 6] = [
    ("China", "CHN", "Japan", "JPN"),
    ("Peru", "PER", "Chile", "CHL"),
    ("Iran", "IRN", "Turkey", "TUR"),
    ("Norway", "NOR", "Iceland", "ISL"),
    ("Egypt", "EGY", "Sudan", "SDN"),
    ("South Korea", "KOR", "North Korea", "PRK"),
];
/// Past form and base of verbs whose subject does or says something.
const HOSTILE: [(&str, &str); 16] = [
    ("condemned", "condemn"),
    ("criticized", "criticize"),
    ("denounced", "denounce"),
    ("accused", "accuse"),
    ("threatened", "threaten"),
    ("attacked", "attack"),
    ("bombed", "bomb"),
    ("invaded", "invade"),
    ("rebuked", "rebuke"),
    ("blamed", "blame"),
    ("shelled", "shell"),
    ("betrayed", "betray"),
    ("punished", "punish"),
    ("assaulted", "assault"),
    ("rejected", "reject"),
    ("defied", "defy"),
];
const FRIENDLY: [(&str, &str); 10] = [
    ("praised", "praise"),
    ("thanked", "thank"),
    ("congratulated", "congratulate"),
    ("helped", "help"),
    ("supported", "support"),
    ("welcomed", "welcome"),
    ("assisted", "assist"),
    ("backed", "back"),
    ("commended", "commend"),
    ("aided", "aid"),
];
/// A verb that the tone of a sentence misses: known, and to be taken off when it is right.
const MISSED: &str = "aided";
/// Verbs whose object feels: it holds the stance, in the active and in the passive.
const EXPERIENCER: [(&str, f64); 8] = [
    ("infuriated", -1.0),
    ("angered", -1.0),
    ("outraged", -1.0),
    ("enraged", -1.0),
    ("annoyed", -1.0),
    ("alarmed", -1.0),
    ("pleased", 1.0),
    ("delighted", 1.0),
];
/// Verbs with adverbs that make them stronger or milder.
const DEGREES: [(&str, &[&str]); 6] = [
    ("condemned", &["strongly", "harshly", "furiously", "fiercely"]),
    ("criticized", &["strongly", "sharply", "harshly", "severely"]),
    ("denounced", &["strongly", "sharply", "angrily", "bitterly"]),
    ("rebuked", &["strongly", "sharply", "angrily", "severely"]),
    ("praised", &["strongly", "highly", "greatly", "warmly"]),
    ("supported", &["strongly", "fully", "firmly", "deeply"]),
];
const MILDER: [&str; 3] = ["mildly", "slightly", "somewhat"];
const NOTHING: [&str; 5] = [
    " on Friday",
    ", officials said on Friday",
    ", the foreign ministry said on Friday",
    " last week",
    ", a spokesman said",
];
const NEUTRAL: [&str; 3] =
    ["Rain fell in the north.", "The match ended in a draw.", "Shares closed little changed."];

/// A family of sentences: how many were tried, and those that failed.
struct Family {
    name: &'static str,
    tried: usize,
    failed: Vec<String>,
}

impl Family {
    const fn new(name: &'static str) -> Self {
        Self { name, tried: 0, failed: Vec::new() }
    }

    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        self.tried += 1;
        if !holds {
            self.failed.push(what());
        }
    }
}

struct Reader(Analyzer);

impl Reader {
    /// The tone of the first toward the second in `text`; 0 where there is none.
    fn tone(&self, text: &str, source: &str, target: &str) -> f64 {
        let Ok(analysis) = self.0.analyze(text) else { return f64::NAN };
        let found = analysis.directed().find(|d| (&*d.source.id, &*d.target.id) == (source, target));
        found.map_or(0.0, |d| d.tone.score())
    }

    /// The tone of the sentence.
    fn sentence(&self, text: &str) -> f64 {
        self.0.score(text).map_or(f64::NAN, detente::Tone::score)
    }

    /// Every pair with its tone.
    fn all(&self, text: &str) -> Vec<(String, String, f64)> {
        let Ok(analysis) = self.0.analyze(text) else { return Vec::new() };
        let one =
            |d: detente::Directed<'_>| (d.source.id.to_string(), d.target.id.to_string(), d.tone.score());
        analysis.directed().map(one).collect()
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn main() -> ExitCode {
    let reader = Reader(Analyzer::embedded());
    let mut families = [
        Family::new("swapping two states swaps the pair"),
        Family::new("a passive means what its active does"),
        Family::new("who feels holds the stance"),
        Family::new("a negation moves toward the other side"),
        Family::new("who said it when changes nothing"),
        Family::new("a stronger adverb is never milder"),
        Family::new("a milder adverb is never stronger"),
        Family::new("a neutral sentence changes no other"),
        Family::new("the tone of a sentence: whoever is named"),
        Family::new("the tone of a sentence: a passive"),
        Family::new("the tone of a sentence: a negation"),
        Family::new("the tone of a sentence: an adverb"),
    ];
    let [
        swap,
        passive,
        feeling,
        negation,
        nothing,
        stronger,
        milder,
        neutral,
        whoever,
        undergone,
        denial,
        degree,
    ] = &mut families;
    for (a, id_a, b, id_b) in PAIRS {
        for (past, base) in HOSTILE.into_iter().chain(FRIENDLY) {
            let hostile = HOSTILE.contains(&(past, base));
            let sign = if hostile { -1.0 } else { 1.0 };
            let active = capital(&format!("{a} {past} {b}."));
            let tone = reader.tone(&active, id_a, id_b);

            let whole = reader.sentence(&active);
            let swapped = capital(&format!("{b} {past} {a}."));
            let other = reader.sentence(&swapped);
            let is_missed = past == MISSED;
            whoever.check(whole.total_cmp(&other).is_eq() && (whole * sign > 0.15) != is_missed, || {
                format!("{whole:+.2} {active} {other:+.2} {swapped}")
            });
            let back = reader.tone(&swapped, id_b, id_a);
            // Names differ in how surely they are parties, so to half a step of the scale.
            swap.check((tone - back).abs() <= 0.05 && tone * sign > 0.15, || {
                format!("{tone:+.2} {active} {back:+.2} {swapped}")
            });

            let text = capital(&format!("{b} was {past} by {a}."));
            let same = reader.sentence(&text);
            undergone.check((whole - same).abs() <= 0.25 && (same * sign > 0.15 || is_missed), || {
                format!("{whole:+.2} {active} {same:+.2} {text}")
            });
            let same = reader.tone(&text, id_a, id_b);
            let reverse = reader.tone(&text, id_b, id_a);
            passive.check((tone - same).abs() <= 0.25 && same * sign > 0.15 && reverse.abs() < 0.2, || {
                format!("{tone:+.2} {active} {same:+.2} (and {reverse:+.2} back) {text}")
            });

            for text in [format!("{a} did not {base} {b}."), format!("{a} has never {past} {b}.")] {
                let text = capital(&text);
                let denied = reader.sentence(&text);
                denial.check((whole - denied) * sign >= 0.1 || is_missed, || {
                    format!("{whole:+.2} {active} {denied:+.2} {text}")
                });
                let denied = reader.tone(&text, id_a, id_b);
                negation.check((tone - denied) * sign >= 0.15, || {
                    format!("{tone:+.2} {active} {denied:+.2} {text}")
                });
            }

            for tail in NOTHING {
                let text = capital(&format!("{a} {past} {b}{tail}."));
                let later = reader.tone(&text, id_a, id_b);
                nothing
                    .check((tone - later).abs() <= 0.1, || format!("{tone:+.2} {active} {later:+.2} {text}"));
            }

            for sentence in NEUTRAL {
                let (before, after) = (format!("{sentence} {active}"), format!("{active} {sentence}"));
                let expected = reader.all(&active);
                neutral.check(reader.all(&before) == expected && reader.all(&after) == expected, || {
                    format!("{expected:?} {before} {:?} {:?}", reader.all(&before), reader.all(&after))
                });
            }
        }
        for (past, sign) in EXPERIENCER {
            for text in [format!("{a} was {past} by {b}."), format!("{b} {past} {a}.")] {
                let text = capital(&text);
                let (tone, reverse) = (reader.tone(&text, id_a, id_b), reader.tone(&text, id_b, id_a));
                feeling.check(tone * sign > 0.15 && tone.abs() >= reverse.abs(), || {
                    format!("{tone:+.2} (and {reverse:+.2} back) {text}")
                });
            }
        }
        for (past, adverbs) in DEGREES {
            let plain = capital(&format!("{a} {past} {b}."));
            let tone = reader.tone(&plain, id_a, id_b);
            let whole = reader.sentence(&plain);
            let with = |adverb: &str| {
                [format!("{a} {adverb} {past} {b}."), format!("{a} {past} {b} {adverb}.")]
                    .map(|t| capital(&t))
            };
            for text in adverbs.iter().copied().flat_map(with) {
                let moved = reader.tone(&text, id_a, id_b) * tone.signum();
                stronger.check(moved >= tone.abs(), || format!("{tone:+.3} {plain} {moved:.3} {text}"));
                let moved = reader.sentence(&text) * whole.signum();
                degree.check(moved >= whole.abs(), || format!("{whole:+.3} {plain} {moved:.3} {text}"));
            }
            for text in MILDER.into_iter().flat_map(with) {
                let moved = reader.tone(&text, id_a, id_b) * tone.signum();
                milder.check(moved <= tone.abs(), || format!("{tone:+.3} {plain} {moved:.3} {text}"));
                let moved = reader.sentence(&text) * whole.signum();
                degree.check(moved <= whole.abs(), || format!("{whole:+.3} {plain} {moved:.3} {text}"));
            }
        }
    }
    let mut failed = false;
    for family in &families {
        println!(
            "template {:42} {:5} of {:5} hold",
            family.name,
            family.tried - family.failed.len(),
            family.tried
        );
        for failure in family.failed.iter().take(12) {
            println!("    {failure}");
        }
        failed |= !family.failed.is_empty();
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
