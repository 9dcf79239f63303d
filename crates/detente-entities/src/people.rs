//! People: which mentions are of one person, and whom he acts for.

use crate::known::{Leader, Role};
use crate::label::EntityLabel;
use crate::resolver::{Id, Reading};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Tokens looked at before and after a name.
const REACH: usize = 12;

/// Persons of one name that are told apart.
const NAMESAKES: usize = 8;

/// One person of a document.
#[derive(Debug, Clone, Default)]
struct Person {
    /// His longest name, in lower-case words.
    words: Vec<String>,
    /// His longest name as written.
    name: String,
    /// Whom the text says he acts for.
    acts_for: Option<Id>,
    /// The text says that he acts for nobody, or no longer.
    private: bool,
    /// A title of office stands before his name somewhere.
    titled: bool,
    /// The title is one that only states give.
    high: bool,
    /// The title is one that the United States do not give.
    ministerial: bool,
    /// His first mention.
    first: usize,
}

/// The people of a document.
pub(crate) struct People {
    persons: Vec<Person>,
    /// The person of each entity.
    of_entity: HashMap<usize, usize>,
    ids: Vec<Option<Id>>,
    /// The persons in whose names a word stands, without "al-".
    by_word: HashMap<String, Vec<usize>>,
}

impl People {
    /// Groups the mentions of people and finds whom each acts for.
    pub(crate) fn of(reading: &Reading) -> Self {
        let mut people =
            Self { persons: Vec::new(), of_entity: HashMap::new(), ids: Vec::new(), by_word: HashMap::new() };
        let mentions: Vec<usize> = (0..reading.entities.len())
            .filter(|&n| reading.entities[n].label == EntityLabel::Person)
            .collect();
        let full = |number: &&usize| reading.keys[**number].contains(' ');
        for &number in mentions.iter().filter(full) {
            people.add(reading, number);
        }
        for &number in mentions.iter().filter(|number| !full(number)) {
            people.add(reading, number);
        }
        for &number in &mentions {
            people.look_around(reading, number);
        }
        people.ids = people.persons.iter().map(|person| Some(decide(reading, person))).collect();
        people
    }

    /// Whom the person of entity number `number` stands for.
    pub(crate) fn id(&self, number: usize) -> Option<Id> {
        let person = self.of_entity.get(&number)?;
        self.ids.get(*person).cloned().flatten()
    }

    fn add(&mut self, reading: &Reading, number: usize) {
        let words: Vec<String> = reading.keys[number].split(' ').map(str::to_owned).collect();
        let found = self.find(&words);
        let index = found.unwrap_or_else(|| {
            self.persons.push(Person { first: number, ..Person::default() });
            self.persons.len() - 1
        });
        for word in &words {
            let list = self.by_word.entry(bare(word).to_owned()).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        let person = &mut self.persons[index];
        if words.len() > person.words.len() {
            person.words = words;
            person.name = reading.name(number);
        }
        person.first = person.first.min(number);
        self.of_entity.insert(number, index);
    }

    /// The person whom `words` name, if he was named before.
    fn find(&self, words: &[String]) -> Option<usize> {
        let (first, last) = (bare(words.first()?), bare(words.last()?));
        let mut loose = None;
        let mut candidates: Vec<usize> = Vec::new();
        for word in words {
            let list = self.by_word.get(bare(word)).map_or(&[][..], Vec::as_slice);
            candidates.extend(&list[list.len().saturating_sub(NAMESAKES)..]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for index in candidates.into_iter().rev() {
            let person = &self.persons[index];
            let their_first = bare(person.words.first()?);
            let their_last = bare(person.words.last()?);
            if words.len() == 1 {
                if last == their_last {
                    return Some(index);
                }
                if last == their_first
                    || (loose.is_none() && person.words.iter().any(|word| bare(word) == last))
                {
                    loose = Some(index);
                }
            } else if last == their_last {
                let initial = first.chars().next() == their_first.chars().next();
                if first == their_first || (person.words.len() == 1) || (initial && first.len() <= 2) {
                    return Some(index);
                }
            } else if words.iter().all(|word| person.words.contains(word))
                || person.words.iter().all(|word| words.contains(word))
            {
                loose = loose.or(Some(index));
            }
        }
        loose
    }

    /// Reads titles before the name and words in apposition after it.
    fn look_around(&mut self, reading: &Reading, number: usize) {
        let Some(&index) = self.of_entity.get(&number) else { return };
        let before = before(reading, number);
        let person = &mut self.persons[index];
        person.titled |= before.titled;
        person.high |= before.high;
        person.ministerial |= before.ministerial;
        if before.private {
            person.private |= person.acts_for.is_none();
        } else if person.acts_for.is_none() && !person.private {
            person.acts_for = before.acts_for;
        }
        if person.acts_for.is_none() && !person.private {
            let (acts_for, private) = after(reading, number);
            person.acts_for = acts_for;
            person.private = private;
        }
    }
}

/// Whom a person stands for, all told.
fn decide(reading: &Reading, person: &Person) -> Id {
    let key = person.words.join(" ");
    let leader = leader(reading, person, &key);
    if person.private {
        return Cow::Owned(leader.map_or_else(|| person.name.clone(), |leader| leader.name.to_owned()));
    }
    let in_office = leader.is_some_and(|leader| match reading.year {
        _ if person.titled => true,
        Some(year) => leader.served_in(year),
        None => leader.last_year() >= 2002,
    });
    if let Some(id) = &person.acts_for {
        // A body that no table knows is weaker evidence than a known office.
        let unsure = matches!(id, Cow::Owned(_));
        return match leader {
            Some(leader) if unsure && in_office => Cow::Borrowed(leader.actor),
            _ => id.clone(),
        };
    }
    if let Some(leader) = leader {
        return Cow::Borrowed(if in_office { leader.actor } else { leader.name });
    }
    if person.high
        && let Some(code) = reading.likely_state(person.first, person.ministerial)
    {
        return Cow::Borrowed(code);
    }
    Cow::Owned(person.name.clone())
}

fn leader<'a>(reading: &'a Reading, person: &Person, key: &str) -> Option<&'a Leader> {
    if let Some(leader) = reading.known.leader(key) {
        return Some(leader);
    }
    let served = |leader: &&Leader| reading.year.is_some_and(|year| leader.served_in(year));
    let recent = |leader: &&Leader| leader.last_year() >= 2002 || person.titled;
    let mut named = reading.known.leaders_called(key).filter(recent);
    let first = named.next();
    reading.known.leaders_called(key).find(served).or(first)
}

/// What the words before a name say.
#[derive(Default)]
struct Before {
    acts_for: Option<Id>,
    private: bool,
    titled: bool,
    high: bool,
    ministerial: bool,
}

fn before(reading: &Reading, number: usize) -> Before {
    let entity = &reading.entities[number];
    let range = reading.sentence(entity);
    let start = entity.tokens.range().start;
    let word = |back: usize| {
        let token = start.checked_sub(back).filter(|token| range.contains(token));
        token.map_or("", |token| reading.lower(token, &range))
    };
    // "the Israeli spokesman, X": the comma is passed over where a role stands before it.
    if word(1) == "," {
        return apposed(reading, start - 1, &range);
    }
    // "VOA's X": the body's own.
    if word(1) == "'s"
        && reading.keys[number].contains(' ')
        && let Some(owner) = start.checked_sub(2).and_then(|token| reading.owner(token))
        && reading.entities[owner].label == EntityLabel::Org
    {
        return Before { acts_for: reading.ids[owner].clone(), ..Before::default() };
    }
    leftward(reading, start, &range)
}

/// Reads titles leftward from token number `start`, which is not read itself.
fn leftward(reading: &Reading, start: usize, range: &Range<usize>) -> Before {
    let mut found = Before::default();
    let mut at = start;
    for _ in 0..REACH {
        let Some(token) = at.checked_sub(1).filter(|token| range.contains(token)) else { break };
        if let Some(owner) = reading.owner(token) {
            let first = reading.entities[owner].tokens.range().start;
            let mark = |back: usize| {
                let token = first.checked_sub(back).filter(|token| range.contains(token));
                token.map_or("", |token| reading.lower(token, range))
            };
            if !found.titled && matches!(mark(1), "to" | "for" | "in" | "on") {
                // "U.S. ambassador to Iraq X": the place of the office is not its holder.
                at = first - 1;
                continue;
            }
            if !found.titled && mark(1) == "of" || mark(1) == "the" && mark(2) == "of" {
                let back = if mark(1) == "of" { 2 } else { 3 };
                if reading.known.role(mark(back)) == Some(Role::Office) {
                    found.titled = true;
                    found.acts_for = holder(reading, owner);
                    found.private = (1..4).any(|more| is_past(mark(back + more)));
                }
                break;
            }
            if found.titled && !found.private {
                found.acts_for = holder(reading, owner);
                // "former South Korean President": the mark stands before the nationality.
                if is_past(mark(1)) || (is_past(mark(2)) && matches!(mark(1), "-" | "the")) {
                    found.private = true;
                    found.acts_for = None;
                }
            }
            break;
        }
        let word = reading.lower(token, range);
        match reading.known.role(word) {
            Some(Role::Office) => {
                found.titled = true;
                found.high |= is_high(word);
                found.ministerial |= matches!(word, "minister" | "premier" | "king" | "queen" | "chancellor");
            }
            Some(Role::Modifier) => found.high |= found.titled && is_of_state(word),
            Some(Role::Private) => {
                found.private = is_past(word)
                    || !found.titled
                    || matches!(word, "opposition" | "rebel" | "militant" | "pro-democracy" | "democracy");
                if found.private {
                    found.titled &= is_past(word);
                    break;
                }
            }
            None if word == "-" => {}
            None => break,
        }
        at = token;
    }
    found
}

/// Reads a role before the comma at token number `comma`: "a Pentagon spokesman, X", "the head of
/// the union, X", "the U.S. ambassador to Iraq, X".
fn apposed(reading: &Reading, comma: usize, range: &Range<usize>) -> Before {
    let last = comma.checked_sub(1).map_or("", |token| reading.lower(token, range));
    let owned = comma.checked_sub(1).and_then(|token| reading.owner(token));
    if reading.known.role(last) == Some(Role::Office) || last == "counterpart" {
        return leftward(reading, comma, range);
    }
    // Between the role and the comma stand "of", "for" or "to" and a name.
    let mut seen = owned;
    for back in 1..9 {
        let Some(token) = comma.checked_sub(back).filter(|token| range.contains(token)) else { break };
        let word = reading.lower(token, range);
        if matches!(word, "," | ";" | "that" | "said" | "says") {
            break;
        }
        if let Some(owner) = reading.owner(token) {
            seen = Some(owner);
        } else if matches!(word, "of" | "for" | "to") {
            let role = token.checked_sub(1).map_or("", |token| reading.lower(token, range));
            if reading.known.role(role) == Some(Role::Office) {
                if word == "to"
                    || (word == "for" && matches!(role, "representative" | "envoy" | "coordinator"))
                {
                    return leftward(reading, token, range);
                }
                let past = (2..6).any(|more| {
                    is_past(token.checked_sub(more).map_or("", |token| reading.lower(token, range)))
                });
                return Before {
                    acts_for: seen.filter(|_| !past).and_then(|owner| holder(reading, owner)),
                    private: past,
                    titled: true,
                    ..Before::default()
                };
            }
        }
    }
    Before::default()
}

/// Whom an entity in someone's title stands for.
fn holder(reading: &Reading, owner: usize) -> Option<Id> {
    match reading.entities[owner].label {
        EntityLabel::Norp | EntityLabel::Gpe => {
            reading.states[owner].map(Cow::Borrowed).or_else(|| reading.ids[owner].clone())
        }
        EntityLabel::Org => reading.ids[owner].clone(),
        _ => None,
    }
}

/// Words after a name: "X, the Israeli foreign minister", "X, a spokesman for Hamas".
fn after(reading: &Reading, number: usize) -> (Option<Id>, bool) {
    let entity = &reading.entities[number];
    let range = reading.sentence(entity);
    let start = entity.tokens.range().end;
    if !matches!(reading.lower(start, &range), "," | "(") {
        return (None, false);
    }
    let (mut office, mut named, mut open) = (false, None, false);
    for token in start + 1..start + 1 + REACH {
        if !range.contains(&token) {
            break;
        }
        if let Some(owner) = reading.owner(token) {
            if office && open {
                return (holder(reading, owner), false);
            }
            if reading.entities[owner].label == EntityLabel::Person {
                break;
            }
            if named.is_none() {
                named = holder(reading, owner);
            }
            continue;
        }
        let word = reading.lower(token, &range);
        match reading.known.role(word) {
            Some(Role::Office) => {
                office = true;
                if named.is_some() {
                    return (named, false);
                }
            }
            Some(Role::Private) if is_past(word) => return (None, true),
            Some(Role::Private) => return (None, !office && named.is_none()),
            _ if matches!(word, "of" | "for" | "to" | "at" | "with") => open = office,
            Some(Role::Modifier) => {}
            None if matches!(word, "the" | "a" | "an" | "'s" | "and" | "who" | "is" | "was" | "-") => {}
            None => break,
        }
    }
    (None, false)
}

/// A word of a name without the Arabic article.
fn bare(word: &str) -> &str {
    word.strip_prefix("al-").unwrap_or(word)
}

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "former" | "ex" | "ex-" | "late" | "ousted" | "deposed" | "exiled" | "jailed" | "imprisoned"
    )
}

/// Modifiers that make any office one of a state: "defense spokesman", "police chief".
fn is_of_state(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "army"
            | "military"
            | "navy"
            | "government"
            | "defense"
            | "defence"
            | "foreign"
            | "interior"
            | "health"
            | "education"
            | "parliament"
            | "justice"
            | "intelligence"
            | "presidential"
    )
}

/// Titles that states give, so that the state can be looked for nearby.
fn is_high(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "premier"
            | "chancellor"
            | "king"
            | "queen"
            | "emperor"
            | "ambassador"
            | "senator"
            | "general"
            | "colonel"
            | "admiral"
            | "speaker"
    )
}
