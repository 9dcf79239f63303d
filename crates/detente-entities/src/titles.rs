//! Titles before a name and words in apposition after it: whom its bearer acts for.

use crate::known::Role;
use crate::label::EntityLabel;
use crate::reading::{Id, Reading};
use std::borrow::Cow;
use std::ops::Range;

/// Tokens looked at before and after a name.
const REACH: usize = 12;

/// What the words around a name say.
#[derive(Debug, Default)]
pub(crate) struct Title {
    pub(crate) acts_for: Option<Id>,
    pub(crate) private: bool,
    pub(crate) titled: bool,
    pub(crate) high: bool,
    pub(crate) ministerial: bool,
    /// The title is one of a member of a parliament.
    lawmaker: bool,
    /// The title is one of those who run or speak for a body.
    pub(crate) executive: bool,
    /// The tokens of the office.
    pub(crate) role: Option<Range<usize>>,
}

impl Title {
    /// Notes a word of an office, read leftward.
    fn add_office(&mut self, word: &str, token: usize) {
        self.titled = true;
        self.high |= is_high(word);
        self.ministerial |= matches!(word, "minister" | "premier" | "king" | "queen" | "chancellor");
        self.executive |= is_executive(word);
        self.lawmaker |= is_lawmaker(word);
        self.widen(token);
    }

    /// Makes the office begin at `token`, which stands right before it.
    fn widen(&mut self, token: usize) {
        match &mut self.role {
            Some(role) if role.start == token + 1 => role.start = token,
            Some(_) => {}
            None => self.role = Some(token..token + 1),
        }
    }

    /// Takes over what an earlier title says, where this one does not.
    fn complete(&mut self, earlier: Self) {
        self.acts_for = self.acts_for.take().or(earlier.acts_for);
        self.private |= earlier.private;
        self.titled |= earlier.titled;
        self.high |= earlier.high;
        self.ministerial |= earlier.ministerial;
        self.executive |= earlier.executive;
        self.lawmaker |= earlier.lawmaker;
        self.role = earlier.role.or(self.role.take());
    }
}

/// Reads what stands before a name.
pub(crate) fn before(reading: &Reading, number: usize) -> Title {
    let entity = &reading.entities[number];
    let range = reading.sentence(entity);
    let start = entity.tokens.range().start;
    let word = |back: usize| {
        let token = start.checked_sub(back).filter(|token| range.contains(token));
        token.map_or("", |token| reading.lower(token, &range))
    };
    // "the Israeli spokesman, X", "a spokesman (X)": passed over where a role stands before it.
    if matches!(word(1), "," | "(") {
        return apposed(reading, number, start - 1, &range);
    }
    // "VOA's X": the body's own.
    if word(1) == "'s"
        && reading.keys[number].contains(' ')
        && let Some(owner) = start.checked_sub(2).and_then(|token| reading.owner(token))
        && reading.entities[owner].label == EntityLabel::Org
        && !is_party(&reading.keys[owner])
    {
        return Title { acts_for: reading.ids[owner].clone(), ..Title::default() };
    }
    leftward(reading, number, start, &range)
}

/// Reads titles leftward from token number `start`, which is not read itself.
fn leftward(reading: &Reading, number: usize, start: usize, range: &Range<usize>) -> Title {
    let mut found = Title::default();
    let mut at = start;
    let mut unknown = 0;
    for _ in 0..REACH {
        let Some(token) = at.checked_sub(1).filter(|token| range.contains(token)) else { break };
        if let Some(owner) = reading.owner(token) {
            let first = reading.entities[owner].tokens.range().start;
            let mark = |back: usize| {
                let token = first.checked_sub(back).filter(|token| range.contains(token));
                token.map_or("", |token| reading.lower(token, range))
            };
            // "pro-Russian Prime Minister X" is not Russia's.
            if is_prefixed(reading, owner) {
                at = first;
                continue;
            }
            if !found.titled && matches!(mark(1), "to" | "for" | "in" | "on") {
                // "U.S. ambassador to Iraq X": the place of the office is not its holder.
                at = first - 1;
                continue;
            }
            if !found.titled && mark(1) == "of" || mark(1) == "the" && mark(2) == "of" {
                let back = if mark(1) == "of" { 2 } else { 3 };
                if reading.known.role(mark(back)) == Some(Role::Office) {
                    found.add_office(mark(back), first - back);
                    found.acts_for = holder(reading, owner);
                    found.private = (1..4).any(|more| is_past(mark(back + more)));
                }
                break;
            }
            let label = reading.entities[owner].label;
            // "U.S. Republican Senator X": his house is the state's, whatever his party.
            if found.lawmaker
                && label == EntityLabel::Norp
                && reading.states[owner].is_none()
                && at == token + 1
            {
                at = first;
                continue;
            }
            if found.titled && !found.private {
                // "In Peru President X said": a place, not the holder of the office.
                let place = label == EntityLabel::Gpe
                    && at == token + 1
                    && (mark(1) == "in" || mark(1) == "the" && mark(2) == "in");
                if place || unknown > 0 && label != EntityLabel::Norp && at == token + 1 {
                    break;
                }
                // "Nigerian President and AU chairman X": the state before the body.
                if label == EntityLabel::Org
                    && mark(1) == "and"
                    && reading.known.role(mark(2)) == Some(Role::Office)
                {
                    at = first - 1;
                    continue;
                }
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
            Some(Role::Office) => found.add_office(word, token),
            Some(Role::Modifier) => {
                found.high |= found.titled && is_of_state(word);
                if found.titled && word != "'s" {
                    found.widen(token);
                }
            }
            Some(Role::Private) if unknown > 0 => break,
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
            None if !found.titled && is_of_chief(reading, token, range) => {}
            // "Its spokeswoman, X": of whom the sentence before is about.
            None if found.titled && matches!(word, "its" | "their") && token == range.start => {
                found.acts_for = reading.subject_before(number);
                break;
            }
            // "a Ugandan army spokesman, Major X": a rank after the office.
            None if word == "," && at != start && found.acts_for.is_none() => {
                found.complete(apposed(reading, number, token, range));
                break;
            }
            // "Peruvian anti-piracy chief X": what the office is about.
            None if found.titled && unknown < 2 && is_content(word) && !reading.is_capitalised(token) => {
                unknown += 1;
            }
            None => break,
        }
        at = token;
    }
    found
}

/// Reads a role before the comma at token number `comma`: "a Pentagon spokesman, X", "the head of
/// the union, X", "the U.S. ambassador to Iraq, X".
fn apposed(reading: &Reading, number: usize, comma: usize, range: &Range<usize>) -> Title {
    let last = comma.checked_sub(1).map_or("", |token| reading.lower(token, range));
    let owned = comma.checked_sub(1).and_then(|token| reading.owner(token));
    let is_chief = || comma.checked_sub(1).is_some_and(|token| is_of_chief(reading, token, range));
    if reading.known.role(last) == Some(Role::Office) || last == "counterpart" || is_chief() {
        return leftward(reading, number, comma, range);
    }
    // "Ms. Bhutto's husband, X".
    if reading.known.role(last) == Some(Role::Private) && owned.is_none() {
        return Title { private: true, ..Title::default() };
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
        } else if matches!(word, "of" | "for" | "to" | "in") {
            let at = token.checked_sub(1).filter(|at| range.contains(at));
            let role = at.map_or("", |token| reading.lower(token, range));
            if let Some(at) = at
                && reading.known.role(role) == Some(Role::Office)
            {
                if matches!(word, "to" | "in")
                    || (word == "for" && matches!(role, "representative" | "envoy" | "coordinator"))
                {
                    return leftward(reading, number, token, range);
                }
                let past = (2..6).any(|more| {
                    is_past(token.checked_sub(more).map_or("", |token| reading.lower(token, range)))
                });
                let mut title = Title { private: past, ..Title::default() };
                title.add_office(role, at);
                if !past {
                    // "Norway's head of security, X": whose head he is stands before.
                    let theirs = (word == "of").then(|| leftward(reading, number, token, range));
                    let theirs = theirs.filter(|theirs| !theirs.private).and_then(|theirs| theirs.acts_for);
                    let is_body = seen.is_some_and(|owner| holder(reading, owner).is_some());
                    if let Some(theirs) = theirs.filter(|_| !is_body) {
                        title.acts_for = Some(theirs);
                        return title;
                    }
                    title.acts_for = match seen {
                        Some(owner) => holder(reading, owner),
                        // "a spokeswoman for the group, X", "the speaker of parliament, X".
                        None if is_body_noun(last) => reading.recent_body(number),
                        None => None,
                    };
                    title.high |= seen.is_none() && (is_of_state(last) || last == "government");
                }
                return title;
            }
        }
    }
    Title::default()
}

/// Whether the word at `token` says what a chief does: "Norway's chief geologist".
fn is_of_chief(reading: &Reading, token: usize, range: &Range<usize>) -> bool {
    let before = token.checked_sub(1).filter(|before| range.contains(before));
    before.is_some_and(|before| reading.lower(before, range) == "chief" && reading.owner(token).is_none())
        && is_content(reading.lower(token, range))
        && !reading.is_capitalised(token)
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

/// Words after a name: "X, the Israeli foreign minister", "X, a spokesman for Hamas", "X of the
/// World Bank"; of one who runs or speaks for a body also "a spokesman, X, for Hamas".
pub(crate) fn after(reading: &Reading, number: usize, executive: bool) -> Title {
    let entity = &reading.entities[number];
    let range = reading.sentence(entity);
    let start = entity.tokens.range().end;
    let none = Title::default();
    let first = reading.lower(start, &range);
    if matches!(first, "of" | "from") {
        // Those "of" a firm without an article speak for themselves: analysts, lawyers.
        let body = start + 2;
        let is_named = reading.lower(start + 1, &range) == "the" && range.contains(&body);
        let owner = is_named.then(|| reading.owner(body)).flatten();
        let acts_for = owner
            .filter(|&owner| {
                reading.entities[owner].label == EntityLabel::Org && !is_party(&reading.keys[owner])
            })
            .and_then(|owner| holder(reading, owner));
        return Title { acts_for, ..none };
    }
    if !matches!(first, "," | "(" | "-" | "--" | "–" | "—") {
        return none;
    }
    let (mut title, mut named, mut open, mut unknown) = (none, None, false, 0);
    for token in start + 1..start + 1 + REACH {
        if !range.contains(&token) {
            break;
        }
        if let Some(owner) = reading.owner(token) {
            if open {
                title.acts_for = holder(reading, owner);
                return title;
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
                title.titled = true;
                title.high |= is_high(word);
                title.ministerial |= word == "minister";
                title.role = Some(title.role.map_or(token, |role| role.start)..token + 1);
                if named.is_some() {
                    title.acts_for = named;
                    return title;
                }
            }
            Some(Role::Private) if is_past(word) => return Title { private: true, ..Title::default() },
            Some(Role::Private) => {
                return Title { private: !title.titled && named.is_none(), ..Title::default() };
            }
            _ if matches!(word, "of" | "for" | "to" | "at" | "with") => {
                open = title.titled || executive && token == start + 1 && word == "for";
            }
            Some(Role::Modifier) => {
                if !title.titled && word != "'s" && title.role.is_none() {
                    title.role = Some(token..token + 1);
                }
            }
            None if matches!(word, "the" | "a" | "an" | "'s" | "and" | "who" | "is" | "was" | "-") => {}
            // "leader of the armed wing of the movement".
            None if open && unknown < 4 && is_content(word) => unknown += 1,
            None => break,
        }
    }
    // Without a holder only an office that states alone give says something: "X, the foreign minister".
    if title.titled && title.high && named.is_none() { title } else { Title::default() }
}

/// Whether a name of a body is that of a political party, whose members act for themselves.
fn is_party(key: &str) -> bool {
    key.ends_with("party") || key.ends_with("front") || key.ends_with("alliance")
}

/// A lower-case noun or adjective, as far as its form tells.
fn is_content(word: &str) -> bool {
    word.len() > 3
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !word.ends_with("ed")
        && !word.ends_with("ing")
        && !matches!(
            word,
            "said"
                | "says"
                | "told"
                | "with"
                | "that"
                | "when"
                | "where"
                | "while"
                | "after"
                | "before"
                | "from"
                | "have"
                | "will"
                | "would"
                | "also"
                | "which"
                | "than"
                | "because"
                | "since"
                | "over"
                | "against"
                | "their"
                | "this"
                | "were"
                | "been"
                | "into"
                | "between"
                | "under"
                | "about"
                | "calls"
                | "urges"
                | "wants"
                | "accuses"
                | "backs"
                | "meets"
                | "hosts"
                | "tells"
        )
}

/// Nouns that stand for a body named before: "a spokesman for the group".
fn is_body_noun(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "organization"
            | "organisation"
            | "agency"
            | "company"
            | "firm"
            | "party"
            | "movement"
            | "union"
            | "association"
            | "mission"
            | "commission"
            | "committee"
            | "bank"
            | "fund"
            | "council"
            | "body"
            | "tribunal"
            | "church"
    )
}

/// Titles of those who run or speak for a body.
fn is_executive(word: &str) -> bool {
    matches!(
        word,
        "director"
            | "chairman"
            | "chairwoman"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "secretary-general"
    )
}

/// Titles of members of parliaments.
fn is_lawmaker(word: &str) -> bool {
    matches!(
        word,
        "senator"
            | "senators"
            | "sen."
            | "congressman"
            | "congresswoman"
            | "representative"
            | "rep."
            | "lawmaker"
    )
}

/// Whether the entity is the end of a longer token: "Russian" of "pro-Russian".
fn is_prefixed(reading: &Reading, owner: usize) -> bool {
    let entity = &reading.entities[owner];
    let token = reading.tokenized.tokens.get(entity.tokens.range().start);
    token.is_some_and(|token| token.start < entity.span.start)
}

/// Words that say that an office is no longer held.
pub(crate) fn is_past(word: &str) -> bool {
    word.starts_with("ex-")
        || matches!(
            word,
            "former"
                | "ex"
                | "previous"
                | "predecessor"
                | "late"
                | "ousted"
                | "deposed"
                | "exiled"
                | "jailed"
                | "imprisoned"
        )
}

/// Modifiers that make any office one of a state: "defense spokesman", "police chief".
fn is_of_state(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "services"
            | "homeland"
            | "urban"
            | "veterans"
            | "transport"
            | "transportation"
            | "energy"
            | "environment"
            | "agriculture"
            | "labor"
            | "labour"
            | "home"
            | "treasury"
            | "culture"
            | "tourism"
            | "information"
            | "housing"
            | "fisheries"
            | "petroleum"
            | "immigration"
            | "customs"
            | "junta"
            | "prison"
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
            | "ministry"
            | "commerce"
            | "trade"
            | "finance"
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
            | "judge"
            | "justice"
            | "mayor"
            | "governor"
            | "commander"
            | "captain"
            | "major"
            | "lieutenant"
            | "brigadier"
            | "maj."
            | "lt."
            | "col."
            | "gen."
            | "brig."
            | "capt."
            | "maj"
            | "prosecutor"
            | "superintendent"
            | "inspector"
            | "ombudsman"
            | "magistrate"
            | "commissioner"
            | "attorney-general"
            | "undersecretary"
            | "registrar"
            | "collector"
            | "congresswoman"
            | "congressman"
    )
}
