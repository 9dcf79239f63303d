//! People: which mentions are of one person, and whom he acts for.

use crate::known::Leader;
use crate::label::EntityLabel;
use crate::reading::{Id, Reading};
use crate::state::state_name;
use crate::titles::{after, before};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

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
    /// Whom the user says that he acts for.
    forced: Option<Id>,
    /// The text says that he acts for nobody, or no longer.
    private: bool,
    /// A title of office stands before his name somewhere.
    titled: bool,
    /// The title is one that only states give.
    high: bool,
    /// The title is one that the United States do not give.
    ministerial: bool,
    /// The title is one of those who run or speak for a body.
    executive: bool,
    /// The text calls the person a woman.
    woman: bool,
    /// The text calls the person a man.
    man: bool,
    /// The tokens of the office, where the text first gives it.
    role: Option<Range<usize>>,
    /// His first mention.
    first: usize,
    /// His mentions by more than one word, else the first one.
    full: Vec<usize>,
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
        for &number in &mentions {
            if let (Some(id), Some(&index)) = (reading.forced.get(&number), people.of_entity.get(&number)) {
                people.persons[index].forced = Some(id.clone());
            }
        }
        people.ids = people.persons.iter().map(|person| Some(decide(reading, person))).collect();
        people
    }

    /// Whom the person of entity number `number` stands for.
    pub(crate) fn id(&self, number: usize) -> Option<Id> {
        let person = self.of_entity.get(&number)?;
        self.ids.get(*person).cloned().flatten()
    }

    /// The full name of the person of entity number `number`.
    pub(crate) fn own_name(&self, reading: &Reading, number: usize) -> Option<Id> {
        let person = self.persons.get(*self.of_entity.get(&number)?)?;
        let leader = leader(reading, person, &person.words.join(" "));
        Some(Cow::Owned(leader.map_or_else(|| person.name.clone(), |leader| leader.name.to_owned())))
    }

    /// The tokens of the office of the person of entity number `number`.
    pub(crate) fn role(&self, number: usize) -> Option<&Range<usize>> {
        self.persons.get(*self.of_entity.get(&number)?)?.role.as_ref()
    }

    fn add(&mut self, reading: &Reading, number: usize) {
        let mut words: Vec<String> = reading.keys[number].split(' ').map(str::to_owned).collect();
        // "Sergeant X": a rank that the mention holds is no part of the name.
        let ranks = words.iter().take(words.len() - 1).take_while(|word| is_rank(word)).count();
        words.drain(..ranks);
        let found = self.known_as(reading, number).or_else(|| self.find(reading, number, &words));
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
        let full = words.len() > 1;
        let person = &mut self.persons[index];
        if words.len() > person.words.len() {
            person.words = words;
            person.name = reading.name(number).split(' ').skip(ranks).collect::<Vec<_>>().join(" ");
        }
        person.first = person.first.min(number);
        if full || person.full.is_empty() {
            person.full.push(number);
        }
        person.woman |= has_before(reading, number, is_of_woman);
        person.man |= has_before(reading, number, |word| matches!(word, "mr" | "mr."));
        self.of_entity.insert(number, index);
    }

    /// The person whom the entity names anew: "X, also known as Y".
    fn known_as(&self, reading: &Reading, number: usize) -> Option<usize> {
        let entity = &reading.entities[number];
        let (range, start) = (reading.sentence(entity), entity.tokens.range().start);
        let word = |back: usize| start.checked_sub(back).map_or("", |token| reading.lower(token, &range));
        let is_alias = word(1) == "as" && word(2) == "known" && matches!(word(3), "also" | "better")
            || word(1) == "is" && word(2) == "name" && matches!(word(3), "real" | "full");
        let named = number.checked_sub(1).filter(|_| is_alias)?;
        self.of_entity.get(&named).copied().filter(|_| reading.entities[named].sentence == entity.sentence)
    }

    /// The person whom `words` name, if he was named before; of several of one name him whose full
    /// name stands nearest before the mention.
    fn find(&self, reading: &Reading, number: usize, words: &[String]) -> Option<usize> {
        let (first, last) = (bare(words.first()?), bare(words.last()?));
        let mut loose = None;
        let mut candidates: Vec<usize> = Vec::new();
        for word in words {
            let list = self.by_word.get(bare(word)).map_or(&[][..], Vec::as_slice);
            candidates.extend(&list[list.len().saturating_sub(NAMESAKES)..]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut exact: Option<(bool, usize, usize)> = None;
        let man = words.len() == 1
            && has_before(reading, number, |word| matches!(word, "mr" | "mr." | "president"));
        for index in candidates.into_iter().rev() {
            let person = &self.persons[index];
            let their_first = bare(person.words.first()?);
            let their_last = bare(person.words.last()?);
            if words.len() == 1 {
                if man && person.woman {
                    continue;
                }
                if last == their_last {
                    // Before the mention the last one counts, after it the first.
                    let at = person.full.partition_point(|&full| full < number);
                    let nearness = match at.checked_sub(1).and_then(|at| person.full.get(at)) {
                        Some(&full) => (true, full, index),
                        None => (false, usize::MAX - person.full.first().copied().unwrap_or(0), index),
                    };
                    exact = exact.max(Some(nearness));
                } else if last == their_first {
                    loose = Some(index);
                } else {
                    // A word of another mention of his, such as an alias.
                    loose = loose.or(Some(index));
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
        exact.map(|(_, _, index)| index).or(loose)
    }

    /// Reads titles before the name and words in apposition after it.
    fn look_around(&mut self, reading: &Reading, number: usize) {
        let Some(&index) = self.of_entity.get(&number) else { return };
        let before = before(reading, number);
        let person = &mut self.persons[index];
        person.titled |= before.titled;
        person.high |= before.high;
        person.ministerial |= before.ministerial;
        person.executive |= before.executive;
        person.role = person.role.take().or(before.role);
        if before.private {
            person.private |= person.acts_for.is_none();
        } else if person.acts_for.is_none() && !person.private {
            person.acts_for = before.acts_for;
        }
        if person.acts_for.is_none() && !person.private {
            let after = after(reading, number, person.executive);
            person.acts_for = after.acts_for;
            person.private = after.private;
            person.high |= after.high;
            person.ministerial |= after.ministerial;
            person.role = person.role.take().or(after.role);
        }
    }
}

/// Whom a person stands for, all told.
fn decide(reading: &Reading, person: &Person) -> Id {
    if let Some(id) = &person.forced {
        return id.clone();
    }
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
    // A minister is the state's, whatever his party.
    if person.ministerial
        && person.acts_for.as_deref().is_some_and(|id| state_name(id).is_none())
        && let Some(code) = match leader {
            Some(leader) => Some(leader.actor).filter(|id| in_office && state_name(id).is_some()),
            None => reading.likely_state(person.first, true),
        }
    {
        return Cow::Borrowed(code);
    }
    if let Some(id) = &person.acts_for {
        // A body that no table knows is weaker evidence than a known office.
        let unsure = matches!(id, Cow::Owned(_));
        return match leader {
            Some(leader) if in_office && unsure => Cow::Borrowed(leader.actor),
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
    // A family name alone, of one who was known once.
    if let [name] = &person.words[..]
        && let Some(leader) = reading
            .known
            .leaders_called(name)
            .find(|leader| leader.prominent && !(leader.is_woman && person.man))
    {
        return Cow::Borrowed(leader.name);
    }
    // "Spokeswoman X" after a sentence on her body.
    if person.executive
        && let Some(id) = reading.recent_body(person.first)
    {
        return id;
    }
    Cow::Owned(person.name.clone())
}

fn leader<'a>(reading: &'a Reading, person: &Person, key: &str) -> Option<&'a Leader> {
    if let Some(leader) = reading.known.leader(key) {
        return Some(leader);
    }
    let served = |leader: &&Leader| reading.year.is_some_and(|year| leader.served_in(year));
    // A family name alone tells of a little-known official only where his state or body is named.
    let recent = |leader: &&Leader| {
        let named = leader.prominent || !key.contains(' ') && reading.names(leader.actor);
        named && (leader.last_year() >= 2002 || person.titled)
    };
    let sex = |leader: &&Leader| !(if leader.is_woman { person.man } else { person.woman && !person.man });
    let named = || reading.known.leaders_called(key).filter(sex).filter(recent);
    // Who acts for others is in the news more than who acts for himself.
    let first = named()
        .find(|leader| reading.names(leader.actor))
        .or_else(|| named().find(|leader| leader.actor != leader.name))
        .or_else(|| named().next());
    reading.known.leaders_called(key).filter(sex).find(served).or(first)
}

/// Ranks and titles that are never part of a name.
fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "sergeant"
            | "corporal"
            | "private"
            | "lieutenant"
            | "captain"
            | "major"
            | "colonel"
            | "general"
            | "admiral"
            | "archbishop"
            | "senator"
            | "president"
            | "minister"
            | "secretary"
            | "mr."
            | "mrs."
            | "ms."
            | "dr."
    )
}

/// A word of a name without the Arabic article.
fn bare(word: &str) -> &str {
    word.strip_prefix("al-").unwrap_or(word)
}

/// Whether one of the three words before a mention is of the kind.
fn has_before(reading: &Reading, number: usize, is: impl Fn(&str) -> bool) -> bool {
    let entity = &reading.entities[number];
    let (range, start) = (reading.sentence(entity), entity.tokens.range().start);
    (1..4).any(|back| start.checked_sub(back).is_some_and(|token| is(reading.lower(token, &range))))
}

/// Words before a name that tell of a woman.
fn is_of_woman(word: &str) -> bool {
    matches!(
        word,
        "mrs"
            | "mrs."
            | "ms"
            | "ms."
            | "miss"
            | "wife"
            | "lady"
            | "daughter"
            | "sister"
            | "mother"
            | "widow"
            | "queen"
            | "princess"
            | "congresswoman"
            | "chairwoman"
            | "spokeswoman"
    )
}
