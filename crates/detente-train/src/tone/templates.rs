//! Short sentences made from our lexicon: each word of stance in the places it may take, so that
//! the model knows rare words, and that active and passive mean the same.

use crate::rng::Rng;
use detente::Span;
use detente_tone::training::{StanceWord, stance_words};

/// A pair in a made sentence.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) text: String,
    pub(super) source: Span,
    pub(super) target: Span,
    /// The tone, or none for no stance.
    pub(super) tone: Option<f64>,
    /// The mode as a number in the order of `Mode::ALL`.
    pub(super) mode: usize,
    /// How much it counts.
    pub(super) importance: f32,
}

const STATES: [&str; 14] = [
    "China", "Japan", "Russia", "Iran", "Turkey", "France", "Egypt", "Israel", "India", "Brazil", "Kenya",
    "Cuba", "Poland", "Norway",
];
const TAILS: [&str; 10] = [
    ", calling the step unacceptable",
    " and sent a note to its embassy",
    "",
    " on Friday",
    " last week",
    ", officials said on Monday",
    " over the disputed border",
    ", according to a report",
    " at a news conference in the capital",
    " for the second time this year",
];
/// How much a made sentence counts beside a gold pair.
const IMPORTANCE: f32 = 0.15;
/// The same for verbs whose object feels: they are few, and all else that is passive points the
/// other way.
const ROUSE_IMPORTANCE: f32 = 0.7;
/// Part of the templates of a word that are used.
const SHARE: f64 = 0.6;

/// All made sentences, the same in every run.
pub(super) fn all() -> Vec<Made> {
    let mut rng = Rng::new(33);
    let mut made = Vec::new();
    for word in stance_words() {
        for (pattern, strength, mode, mutual) in patterns(&word) {
            if word.class == "rouse" || rng.unit() < SHARE {
                let tone = (f64::from(word.tone) / 10.0 * strength).clamp(-1.0, 1.0);
                let importance = if word.class == "rouse" { ROUSE_IMPORTANCE } else { IMPORTANCE };
                let first = made.len();
                add(&pattern, tone, mode, mutual, &mut rng, &mut made);
                for one in made.iter_mut().skip(first) {
                    one.importance = importance;
                }
            }
        }
    }
    made
}

/// Patterns of a word, with S and T for the parties and A for another: what part of its tone each
/// shows, in which mode, and whether T holds it toward S as well.
fn patterns(word: &StanceWord) -> Vec<(String, f64, usize, bool)> {
    let (base, past, s, ing) = forms(word.text);
    let w = word.text;
    let mut list = Vec::new();
    let mut add = |pattern: String, strength: f64, mode: usize, mutual: bool| {
        list.push((pattern, strength, mode, mutual));
    };
    let negative = word.tone < 0;
    match word.class {
        "act" | "speech" => {
            let to =
                if negative { "" } else { ["", " with", " to"][usize::from(word.tone.unsigned_abs() % 3)] };
            add(format!("S {past}{to} T"), 1.0, 0, false);
            add(format!("S has {past}{to} T"), 1.0, 0, false);
            add(format!("S {s}{to} T"), 1.0, 0, false);
            add(format!("T was {past} by S"), 1.0, 0, false);
            add(format!("T has been {past} by S"), 1.0, 0, false);
            add(format!("S is {ing}{to} T"), 1.0, 0, false);
            add(format!("S says it will {base}{to} T"), 0.9, 2, false);
            add(format!("S may {base}{to} T"), 0.8, 2, false);
            add(format!("A says S {past}{to} T"), 1.0, 1, false);
            if word.tone.unsigned_abs() >= 4 {
                add(format!("S did not {base}{to} T"), -0.3, 0, false);
                add(format!("S refused to {base}{to} T"), if negative { -0.2 } else { -0.7 }, 0, false);
            }
        }
        "feeling" => {
            add(format!("S {s} T"), 1.0, 0, false);
            add(format!("S has long {past} T"), 1.0, 0, false);
        }
        "rouse" => {
            add(format!("S was {past} by T"), 1.0, 0, false);
            add(format!("S is {past} by T"), 1.0, 0, false);
            add(format!("S has been {past} by T"), 1.0, 0, false);
            add(format!("S has been {past} by the T deployment"), 1.0, 0, false);
            add(format!("S was {past} by the decision of T"), 1.0, 0, false);
            add(format!("S said it was {past} with T"), 1.0, 0, false);
            add(format!("T has {past} S"), 1.0, 0, false);
            add(format!("T's decision {past} S"), 1.0, 0, false);
        }
        "noun" => {
            let toward = if negative { "against" } else { "for" };
            add(format!("S's {w} {toward} T continued"), 1.0, 0, false);
            add(format!("{w} between S and T continued"), 1.0, 0, true);
            add(format!("The leaders spoke of S's {w} toward T"), 1.0, 0, false);
            if negative {
                add(format!("S called for an end to the {w} with T"), 0.5, 2, false);
            }
        }
        _ => {
            add(format!("S is {w} toward T"), 1.0, 0, false);
            add(format!("S was {w} about T"), 0.8, 0, false);
            add(format!("Relations between S and T are {w}"), 0.8, 0, true);
        }
    }
    list
}

fn add(pattern: &str, tone: f64, mode: usize, mutual: bool, rng: &mut Rng, made: &mut Vec<Made>) {
    let mut names = STATES;
    rng.shuffle(&mut names);
    let mut text = String::new();
    let (mut source, mut target) = (Span::default(), Span::default());
    for (index, c) in pattern.char_indices() {
        let alone = |at: Option<char>| at.is_none_or(|c| !c.is_alphabetic());
        let free = alone(pattern[..index].chars().next_back()) && alone(pattern[index + 1..].chars().next());
        let start = text.len();
        match c {
            'S' if free => {
                text.push_str(names[0]);
                source = Span::from_range(start..text.len());
            }
            'T' if free => {
                text.push_str(names[1]);
                target = Span::from_range(start..text.len());
            }
            'A' if free => text.push_str(names[2]),
            _ => text.push(c),
        }
    }
    text.push_str(TAILS[rng.below(TAILS.len())]);
    text.push('.');
    let back = mutual.then_some(tone);
    made.push(Made { text: text.clone(), source: target, target: source, tone: back, mode, importance: 0.0 });
    made.push(Made { text, source, target, tone: Some(tone), mode, importance: 0.0 });
}

/// Base, past, third person and present participle of a verb or a phrase that begins with one.
fn forms(lemma: &str) -> (String, String, String, String) {
    let (verb, rest) = lemma.split_once(' ').map_or((lemma, String::new()), |(v, r)| (v, format!(" {r}")));
    let bytes = verb.as_bytes();
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let last = bytes.last().copied().unwrap_or(0);
    let before = bytes.len().checked_sub(2).map_or(0, |i| bytes[i]);
    let third = bytes.len().checked_sub(3).map_or(0, |i| bytes[i]);
    let short = bytes.iter().filter(|b| vowel(**b)).count() == 1;
    let doubled =
        short && !vowel(last) && !matches!(last, b'w' | b'x' | b'y' | b'h') && vowel(before) && !vowel(third);
    let consonant_y = last == b'y' && !vowel(before);
    let stem = if doubled { format!("{verb}{}", char::from(last)) } else { verb.to_owned() };
    let past = match irregular(verb) {
        Some(past) => past.to_owned(),
        None if last == b'e' => format!("{verb}d"),
        None if consonant_y => format!("{}ied", &verb[..verb.len() - 1]),
        None => format!("{stem}ed"),
    };
    let s = if consonant_y {
        format!("{}ies", &verb[..verb.len() - 1])
    } else if verb.ends_with('s') || verb.ends_with('x') || verb.ends_with("ch") || verb.ends_with("sh") {
        format!("{verb}es")
    } else {
        format!("{verb}s")
    };
    let ing = if last == b'e' && before != b'e' {
        format!("{}ing", &verb[..verb.len() - 1])
    } else {
        format!("{stem}ing")
    };
    (lemma.to_owned(), past + &rest, s + &rest, ing + &rest)
}

/// The past form of the commonest irregular verbs of the lexicon.
fn irregular(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "fight" => "fought",
        "shoot" => "shot",
        "strike" => "struck",
        "break" => "broken",
        "withdraw" => "withdrawn",
        "meet" => "met",
        "speak" => "spoken",
        "tell" => "told",
        "hold" => "held",
        "give" => "given",
        "take" => "taken",
        "overthrow" => "overthrown",
        "throw" => "thrown",
        "drive" => "driven",
        "forgive" => "forgiven",
        "seek" => "sought",
        "feed" => "fed",
        "steal" => "stolen",
        "swear" => "sworn",
        "stand" => "stood",
        "send" => "sent",
        "cut" | "hit" | "cast" | "split" | "quit" | "beat" | "set" | "put" | "rid" => {
            return Some(past_same(verb));
        }
        "deal" => "dealt",
        "rebuild" => "rebuilt",
        "mislead" => "misled",
        "lose" => "lost",
        "burn" => "burned",
        "find" => "found",
        "sit" => "sat",
        "fly" => "flown",
        "fall" => "fallen",
        "go" => "gone",
        "shut" => "shut",
        "slay" => "slain",
        "make" => "made",
        "get" => "got",
        "let" => "let",
        "withhold" => "withheld",
        "overrun" => "overrun",
        "beg" => "begged",
        _ => return None,
    })
}

/// A verb whose past form is its base.
fn past_same(verb: &str) -> &'static str {
    ["cut", "hit", "cast", "split", "quit", "beaten", "set", "put", "rid"]
        .into_iter()
        .find(|past| past.starts_with(verb))
        .unwrap_or("set")
}
