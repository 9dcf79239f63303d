//! Sentences made from our lexicon: each word of stance in the places that it may take, so that the
//! model knows rare words, and that active and passive mean the same; and sentences without stance.

use crate::rng::Rng;
use detente::Span;
use detente_tone::training::{StanceWord, stance_words};
use std::collections::{HashMap, HashSet};

const PATTERNS: &str = include_str!("data/patterns.tsv");
const FRAMES: &str = include_str!("data/frames.tsv");
const PHRASES: &str = include_str!("data/phrases.tsv");
const NEUTRAL: &str = include_str!("data/neutral.txt");

/// A made sentence.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) text: String,
    /// The parties S and T; equal where there are not two.
    pub(super) source: Span,
    pub(super) target: Span,
    /// Tone and mode (by number in the order of `Mode::ALL`) of the source toward the target.
    pub(super) there: Option<(f64, usize)>,
    /// The same the other way.
    pub(super) back: Option<(f64, usize)>,
    /// The tone of the sentence where it is not the stronger of the two: that toward a third.
    whole: Option<f64>,
    /// How much it counts beside a gold sentence.
    pub(super) importance: f32,
}

impl Made {
    /// The tone of the sentence: the stronger of the two, or that toward a third.
    pub(super) fn tone(&self) -> f64 {
        if let Some(whole) = self.whole {
            return whole;
        }
        let tone = |side: Option<(f64, usize)>| side.map_or(0.0, |side| side.0);
        let (there, back) = (tone(self.there), tone(self.back));
        if back.abs() > there.abs() { back } else { there }
    }
}

const STATES: [&str; 24] = [
    "China",
    "Japan",
    "Russia",
    "Iran",
    "Turkey",
    "France",
    "Egypt",
    "Israel",
    "India",
    "Brazil",
    "Kenya",
    "Cuba",
    "Poland",
    "Norway",
    "Pakistan",
    "Mexico",
    "South Korea",
    "the United States",
    "Saudi Arabia",
    "Germany",
    "Ukraine",
    "Syria",
    "Australia",
    "Sudan",
];
const TAILS: [&str; 14] = [
    "",
    "",
    "",
    " on Friday",
    " on Monday",
    " last week",
    ", officials said",
    " over the disputed border",
    ", according to a report",
    " at a news conference in the capital",
    " for the second time this year",
    ", calling the step unacceptable",
    " and sent a note to its embassy",
    " ahead of a summit in Geneva",
];
/// What states do: "the remarks of Japan".
const THINGS: [&str; 16] = [
    "decision",
    "remarks",
    "move",
    "plan",
    "speech",
    "conduct",
    "policy",
    "proposal",
    "statement",
    "vote",
    "silence",
    "gesture",
    "offer",
    "visit",
    "deployment",
    "raid",
];
/// Part of the patterns of a word that are used.
const SHARE: f64 = 0.3;
const IMPORTANCE: f32 = 0.1;
/// Verbs whose object feels are few, and all else that is passive points the other way.
const ROUSE_IMPORTANCE: f32 = 0.5;
const PASSIVE_IMPORTANCE: f32 = 0.2;
const MUTUAL_IMPORTANCE: f32 = 0.2;
const KIND_IMPORTANCE: f32 = 0.2;
/// Where a stance is turned round, and where it is toward a third.
const TURNED_IMPORTANCE: f32 = 0.25;
/// What turns a stance round.
const TURNS: [&str; 8] =
    [" not ", "never", "no longer", "refused", "denied", "declined", "short of", "called off"];
const NEUTRAL_IMPORTANCE: f32 = 0.3;
const PHRASE_IMPORTANCE: f32 = 0.2;
/// Times that each phrase and each neutral sentence is made, with other names.
const PHRASE_TIMES: usize = 5;
const NEUTRAL_TIMES: usize = 6;

/// Made sentences, the same in every run.
pub(super) fn all() -> Vec<Made> {
    let mut rng = Rng::new(33);
    let mut made = Vec::new();
    let mut prepositions: HashMap<&str, &str> = HashMap::new();
    let mut mutual: Vec<&str> = Vec::new();
    let mut kinds: HashSet<(&str, &str)> = HashSet::new();
    for fields in rows(FRAMES) {
        match fields[..] {
            [verb, "preposition", preposition] => _ = prepositions.insert(verb, preposition),
            [verb, "mutual", _] => mutual.push(verb),
            [noun, "kind", kind] => _ = kinds.insert((noun, kind)),
            _ => {}
        }
    }
    let patterns: Vec<Vec<&str>> = rows(PATTERNS).collect();
    for word in stance_words() {
        let forms = Forms::of(word.text, prepositions.get(word.text).copied());
        let is_verb = matches!(word.class, "act" | "speech");
        for pattern in &patterns {
            let [class, sign, text, there, mode, back, back_mode, ref whole @ ..] = pattern[..] else {
                continue;
            };
            let of_kind = word.class == "noun" && kinds.contains(&(word.text, class));
            let of_class =
                class == word.class || of_kind || class == "mutual" && is_verb && mutual.contains(&word.text);
            let of_sign = sign == "any" || (sign == "neg") == (word.tone < 0);
            let always = of_kind || matches!(class, "rouse" | "mutual");
            if !of_class || !of_sign || !(always || rng.unit() < SHARE) {
                continue;
            }
            let importance = match class {
                "rouse" => ROUSE_IMPORTANCE,
                "mutual" => MUTUAL_IMPORTANCE,
                _ if of_kind => KIND_IMPORTANCE,
                _ if (there, back) == ("-", "-") || TURNS.iter().any(|turn| text.contains(turn)) => {
                    TURNED_IMPORTANCE
                }
                _ if text.contains("{part} by") => PASSIVE_IMPORTANCE,
                _ => IMPORTANCE,
            };
            let mut one = fill(&forms.fill(text), &mut rng);
            one.there = side(there, mode, &word);
            one.back = side(back, back_mode, &word);
            one.whole = whole.first().and_then(|tone| number(tone, f64::from(word.tone) / 10.0));
            one.importance = importance;
            made.push(one);
        }
    }
    for fields in rows(PHRASES) {
        let [text, there, back, ref whole @ ..] = fields[..] else { continue };
        let asserted = |tone: &str| number(tone, 0.0).map(|tone| (tone, 0));
        for _ in 0..PHRASE_TIMES {
            let mut one = fill(text, &mut rng);
            (one.there, one.back) = (asserted(there), asserted(back));
            one.whole = whole.first().and_then(|tone| number(tone, 0.0));
            one.importance = PHRASE_IMPORTANCE;
            made.push(one);
        }
    }
    for line in NEUTRAL.lines().filter(|line| !line.starts_with('#')) {
        for _ in 0..NEUTRAL_TIMES {
            let mut one = fill(line, &mut rng);
            one.importance = NEUTRAL_IMPORTANCE;
            made.push(one);
        }
    }
    made
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// "x0.9" of a word's tone, "=0.6" or "-".
fn number(tone: &str, own: f64) -> Option<f64> {
    let tone = match (tone.strip_prefix('x'), tone.strip_prefix('=')) {
        (Some(times), _) => times.parse::<f64>().ok()? * own,
        (_, Some(tone)) => tone.parse().ok()?,
        _ => return None,
    };
    Some(tone.clamp(-1.0, 1.0))
}

/// A tone with its mode, by name.
fn side(tone: &str, mode: &str, word: &StanceWord) -> Option<(f64, usize)> {
    let tone = number(tone, f64::from(word.tone) / 10.0)?;
    let mode = ["asserted", "alleged", "possible", "denied"].iter().position(|name| *name == mode)?;
    Some((tone, mode))
}

/// Puts names for S, T and B, and an end.
fn fill(pattern: &str, rng: &mut Rng) -> Made {
    let mut names = STATES;
    rng.shuffle(&mut names);
    let pattern = &pattern.replace("{thing}", THINGS[rng.below(THINGS.len())]);
    let mut text = String::new();
    let (mut source, mut target) = (Span::default(), Span::default());
    for (index, c) in pattern.char_indices() {
        let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let free = alone(pattern[..index].chars().next_back())
            && alone(pattern[index + c.len_utf8()..].chars().next());
        let name = match c {
            'S' => names[0],
            'T' => names[1],
            _ => names[2],
        };
        if !free || !matches!(c, 'S' | 'T' | 'B') {
            text.push(c);
            continue;
        }
        text.push_str(name);
        let span = Span::from_range(text.len() - name.trim_start_matches("the ").len()..text.len());
        match c {
            'S' => source = span,
            'T' => target = span,
            _ => {}
        }
    }
    if text.starts_with("the ") {
        text.replace_range(..1, "T");
    }
    text.push_str(TAILS[rng.below(TAILS.len())]);
    text.push('.');
    Made { text, source, target, there: None, back: None, whole: None, importance: 0.0 }
}

/// The forms of a word, by the names that patterns call them.
struct Forms {
    word: String,
    past: String,
    participle: String,
    third: String,
    gerund: String,
    preposition: String,
}

impl Forms {
    fn of(lemma: &str, preposition: Option<&str>) -> Self {
        let (verb, rest) =
            lemma.split_once(' ').map_or((lemma, String::new()), |(v, r)| (v, format!(" {r}")));
        let bytes = verb.as_bytes();
        let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
        let at = |back: usize| bytes.len().checked_sub(back).map_or(0, |index| bytes[index]);
        let (last, before, third) = (at(1), at(2), at(3));
        let short = bytes.iter().filter(|b| vowel(**b)).count() == 1;
        let closed =
            !vowel(last) && !matches!(last, b'w' | b'x' | b'y' | b'h') && vowel(before) && !vowel(third);
        let y = last == b'y' && !vowel(before);
        let stem = if short && closed { format!("{verb}{}", char::from(last)) } else { verb.to_owned() };
        let regular = if last == b'e' {
            format!("{verb}d")
        } else if y {
            format!("{}ied", &verb[..verb.len() - 1])
        } else {
            format!("{stem}ed")
        };
        let (past, participle) = irregular(verb)
            .map_or((regular.clone(), regular), |(past, part)| (past.to_owned(), part.to_owned()));
        let sibilant = ["s", "x", "ch", "sh"].iter().any(|end| verb.ends_with(end));
        let s = if y {
            format!("{}ies", &verb[..verb.len() - 1])
        } else if sibilant {
            format!("{verb}es")
        } else {
            format!("{verb}s")
        };
        let silent = last == b'e' && before != b'e';
        let gerund = if silent { format!("{}ing", &verb[..verb.len() - 1]) } else { format!("{stem}ing") };
        Self {
            word: lemma.to_owned(),
            past: past + &rest,
            participle: participle + &rest,
            third: s + &rest,
            gerund: gerund + &rest,
            preposition: preposition.map_or(String::new(), |p| format!(" {p}")),
        }
    }

    fn fill(&self, pattern: &str) -> String {
        pattern
            .replace("{to}", &self.preposition)
            .replace("{past}", &self.past)
            .replace("{part}", &self.participle)
            .replace("{s}", &self.third)
            .replace("{ing}", &self.gerund)
            .replace("{base}", &self.word)
            .replace("{w}", &self.word)
    }
}

/// Past form and participle of the irregular verbs of the lexicon.
fn irregular(verb: &str) -> Option<(&'static str, &'static str)> {
    Some(match verb {
        "fight" => ("fought", "fought"),
        "shoot" => ("shot", "shot"),
        "strike" => ("struck", "struck"),
        "break" => ("broke", "broken"),
        "withdraw" => ("withdrew", "withdrawn"),
        "meet" => ("met", "met"),
        "speak" => ("spoke", "spoken"),
        "tell" => ("told", "told"),
        "hold" => ("held", "held"),
        "withhold" => ("withheld", "withheld"),
        "give" => ("gave", "given"),
        "forgive" => ("forgave", "forgiven"),
        "take" => ("took", "taken"),
        "throw" => ("threw", "thrown"),
        "overthrow" => ("overthrew", "overthrown"),
        "drive" => ("drove", "driven"),
        "seek" => ("sought", "sought"),
        "feed" => ("fed", "fed"),
        "steal" => ("stole", "stolen"),
        "swear" => ("swore", "sworn"),
        "stand" => ("stood", "stood"),
        "send" => ("sent", "sent"),
        "deal" => ("dealt", "dealt"),
        "mislead" => ("misled", "misled"),
        "find" => ("found", "found"),
        "sit" => ("sat", "sat"),
        "fly" => ("flew", "flown"),
        "fall" => ("fell", "fallen"),
        "make" => ("made", "made"),
        "slay" => ("slew", "slain"),
        "beat" => ("beat", "beaten"),
        "cut" => ("cut", "cut"),
        "hit" => ("hit", "hit"),
        "quit" => ("quit", "quit"),
        "set" => ("set", "set"),
        "put" => ("put", "put"),
        "shut" => ("shut", "shut"),
        "let" => ("let", "let"),
        "overrun" => ("overran", "overrun"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{FRAMES, Forms, PATTERNS, PHRASES, all, number, rows};
    use detente_tone::training::stance_words;

    #[test]
    fn verbs_are_inflected() {
        for (verb, forms) in [
            ("defy", "defied defied defies defying"),
            ("ban", "banned banned bans banning"),
            ("attack", "attacked attacked attacks attacking"),
            ("forgive", "forgave forgiven forgives forgiving"),
            ("cut off", "cut off cut off cuts off cutting off"),
            ("express hope", "expressed hope expressed hope expresses hope expressing hope"),
        ] {
            assert_eq!(Forms::of(verb, None).fill("{past} {part} {s} {ing}"), forms);
        }
    }

    #[test]
    fn every_row_of_the_tables_is_used() {
        let frames: Vec<Vec<&str>> = rows(FRAMES).collect();
        let words = stance_words();
        let known = |class: &str| {
            class == "mutual"
                || words.iter().any(|word| word.class == class)
                || frames.iter().any(|f| f[2] == class)
        };
        let is_tone = |tone: &str| tone == "-" || number(tone, 0.5).is_some();
        for row in rows(PATTERNS) {
            assert!(matches!(row.len(), 7 | 8) && known(row[0]), "{row:?}");
            assert!(["any", "neg", "pos"].contains(&row[1]), "{row:?}");
            assert!([3, 5, 7].iter().filter_map(|&at| row.get(at)).all(|tone| is_tone(tone)), "{row:?}");
        }
        for row in rows(PHRASES) {
            assert!(matches!(row.len(), 3 | 4) && row[1..].iter().all(|tone| is_tone(tone)), "{row:?}");
        }
        for frame in frames.iter().filter(|frame| frame[1] == "kind") {
            let is_it = |class: &str, text: &str| class == "noun" && text == frame[0];
            assert!(words.iter().any(|word| is_it(word.class, word.text)), "{frame:?}");
        }
    }

    #[test]
    fn made_sentences_hold_their_parties() {
        let made = all();
        assert!(made.len() > 5000);
        for one in made.iter().filter(|one| one.there.is_some()) {
            let (source, target) = (one.source.get(&one.text), one.target.get(&one.text));
            assert!(source.is_some_and(|s| !s.is_empty()) && source != target, "{}", one.text);
            assert!(target.is_some_and(|t| !t.is_empty()), "{}", one.text);
        }
    }
}
