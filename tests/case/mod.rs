//! One judged case, and how the analysis fares.

use detente::{Analysis, Analyzer};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One judged case. Only what is given is checked, and each list must be complete.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    text: String,
    tokens: Option<Vec<String>>,
    sentences: Option<Vec<String>>,
    /// Of each sentence: headline, subhead, body, boilerplate.
    kinds: Option<Vec<String>>,
    /// The tone of each sentence.
    tones: Option<Vec<String>>,
    /// `text|LABEL` or `text|LABEL|actor`.
    entities: Option<Vec<String>>,
    /// `SOURCE > TARGET tone`, with a mode where it is not `asserted`; two modes joined by `|` where
    /// the guidelines allow both.
    directed: Option<Vec<String>>,
    /// `SPEAKER: quoted words`, where the speaker is an actor.
    quotes: Option<Vec<String>>,
    /// The fields above that the model is known to get wrong.
    #[serde(default)]
    known_miss: Vec<String>,
}

/// How one field of one case fared.
pub(crate) struct Outcome {
    is_right: bool,
    is_known: bool,
    description: String,
}

impl Outcome {
    pub(crate) fn is_right(&self) -> bool {
        self.is_right
    }

    pub(crate) fn is_known_miss(&self) -> bool {
        !self.is_right && self.is_known
    }

    pub(crate) fn is_failure(&self) -> bool {
        !self.is_right && !self.is_known
    }

    /// What a reader of the report should see.
    pub(crate) fn message(&self) -> Option<String> {
        let heading = match (self.is_right, self.is_known) {
            (true, false) => return None,
            (true, true) => "  now right, take it off the list of known misses: ",
            (false, true) => "  known miss: ",
            (false, false) => "  FAILED: ",
        };
        Some(format!("{heading}{}", self.description))
    }
}

/// The cases of a file.
pub(crate) fn read(path: &Path) -> Vec<Case> {
    let file: File = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    file.case
}

impl Case {
    /// How each given field fared.
    pub(crate) fn check(&self) -> Vec<Outcome> {
        let analysis = Analyzer::embedded().analyze(&self.text).unwrap();
        let text = self.text.as_str();
        let fields = [
            ("tokens", &self.tokens, tokens(text, &analysis)),
            ("sentences", &self.sentences, sentences(text, &analysis)),
            ("kinds", &self.kinds, analysis.sentences().map(|s| s.kind.as_str().to_owned()).collect()),
            ("tones", &self.tones, tones(&analysis)),
            ("entities", &self.entities, entities(text, &analysis)),
            ("directed", &self.directed, directed(&analysis)),
            ("quotes", &self.quotes, quotes(text, &analysis)),
        ];
        let known = |name: &str| self.known_miss.iter().any(|field| field == name);
        for field in &self.known_miss {
            let is_given = fields.iter().any(|(name, judged, _)| name == field && judged.is_some());
            assert!(is_given, "{text:?}: known_miss names {field:?}, which is not judged");
        }
        let outcome = |(name, judged, found): (&str, &Option<Vec<String>>, Vec<String>)| {
            let judged = judged.as_ref()?;
            let is_right = agree(name, judged, &found);
            let description = format!("{name} of {text:?}\n    judged {judged:?}\n    found  {found:?}");
            Some(Outcome { is_right, is_known: known(name), description })
        };
        fields.into_iter().filter_map(outcome).collect()
    }
}

fn tokens(text: &str, analysis: &Analysis) -> Vec<String> {
    analysis.tokens().map(|&span| text[span].to_owned()).collect()
}

fn sentences(text: &str, analysis: &Analysis) -> Vec<String> {
    analysis.sentences().map(|sentence| text[sentence.span].to_owned()).collect()
}

fn tones(analysis: &Analysis) -> Vec<String> {
    analysis.sentence_tones().map(ToString::to_string).collect()
}

fn entities(text: &str, analysis: &Analysis) -> Vec<String> {
    let shown = |entity: &detente::Entity| {
        let actor = entity.actor.map(|actor| &*analysis.actors()[actor.get()].id);
        let actor = actor.map(|id| format!("|{id}")).unwrap_or_default();
        format!("{}|{}{actor}", &text[entity.span], entity.label)
    };
    analysis.entities().map(shown).collect()
}

fn directed(analysis: &Analysis) -> Vec<String> {
    let shown = |d: detente::Directed<'_>| format!("{} > {} {} {}", d.source.id, d.target.id, d.tone, d.mode);
    analysis.directed().map(shown).collect()
}

fn quotes(text: &str, analysis: &Analysis) -> Vec<String> {
    let speaker = |quote: &detente::Quote| {
        quote.speaker.map_or("?".to_owned(), |speaker| analysis.actors()[speaker.get()].id.to_string())
    };
    analysis.quotes().map(|quote| format!("{}: {}", speaker(quote), &text[quote.span])).collect()
}

fn agree(field: &str, judged: &[String], found: &[String]) -> bool {
    match field {
        "tones" => judged.len() == found.len() && judged.iter().zip(found).all(|(j, f)| same_tone(j, f)),
        "directed" => {
            let mut left: Vec<&String> = found.iter().collect();
            let all = judged.iter().all(|j| {
                let index = left.iter().position(|f| same_stance(j, f));
                index.map(|index| left.remove(index)).is_some()
            });
            all && left.is_empty()
        }
        _ => judged == found,
    }
}

/// Whether a found tone has the sign of the judged one and lies within three steps of the scale; for
/// a judged 0, whether it is in the neutral band.
fn same_tone(judged: &str, found: &str) -> bool {
    let [judged, found] = [judged, found].map(|tone| tone.parse::<f64>().unwrap());
    if judged == 0.0 { found.abs() < 0.2 } else { judged * found > 0.0 && (judged - found).abs() < 0.305 }
}

/// Whether a found `SOURCE > TARGET tone mode` is the judged `SOURCE > TARGET tone`, with the modes
/// allowed after it where that is not `asserted`.
fn same_stance(judged: &str, found: &str) -> bool {
    let (found, mode) = found.rsplit_once(' ').unwrap();
    let (judged, modes) = match judged.rsplit_once(' ') {
        Some((rest, modes)) if modes.starts_with(char::is_alphabetic) => (rest, modes),
        _ => (judged, "asserted"),
    };
    let ((pair, tone), (found_pair, found_tone)) =
        (judged.rsplit_once(' ').unwrap(), found.rsplit_once(' ').unwrap());
    pair == found_pair && same_tone(tone, found_tone) && modes.split('|').any(|allowed| allowed == mode)
}
