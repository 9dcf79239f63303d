//! Mentions that may hold or receive a stance, with the model of the crate. Texts of our own.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

mod tagging;

use detente_entities::PartyKind;

/// Each party of `text` as `text|actor`, with a star where it is a place that may be a party.
fn parties(text: &str) -> Vec<String> {
    let (tagged, parties) = tagging::tag(text);
    assert!(parties.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
    let row = |party: &detente_entities::Party| {
        let place = if matches!(party.kind, PartyKind::Place(_)) { "*" } else { "" };
        format!("{}|{}{place}", &text[party.span.range()], tagged.actors[party.actor.get()].id)
    };
    parties.iter().map(row).collect()
}

#[test]
fn groups_are_parties() {
    let found = parties("Kurdish militants shot at Turkish soldiers. The rebels fled.");
    assert_eq!(found[0], "Kurdish militants|Kurdish militants");
    assert!(found.contains(&"rebels|rebels".to_owned()), "{found:?}");
}

#[test]
fn a_bare_group_is_of_the_state_named_beside_it() {
    let found = parties("Insurgents killed three soldiers north of Mogadishu, Somalia.");
    assert_eq!(found[0], "Insurgents|Somali insurgents");
    let found = parties("American soldiers shot two insurgents.");
    assert!(found.contains(&"insurgents|insurgents".to_owned()), "{found:?}");
}

#[test]
fn fighters_of_a_named_group_are_that_group() {
    let found = parties("Six Kenyan policemen were killed by al-Shabab fighters.");
    assert_eq!(found, ["Kenyan|KEN", "al-Shabab|al-Shabab"]);
}

#[test]
fn a_bare_group_is_the_one_named_before() {
    let found = parties("Maoist rebels freed a teacher. Police said the rebels wanted money.");
    assert!(found.contains(&"rebels|Maoist rebels".to_owned()), "{found:?}");
}

#[test]
fn a_state_that_seems_a_place_may_be_a_party() {
    let found = parties("Heavy snow fell in southern Norway.");
    assert_eq!(found, ["Norway|NOR*"]);
    assert!(parties("OSLO - Snow fell.").is_empty());
}
