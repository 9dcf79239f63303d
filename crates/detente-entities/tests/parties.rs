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
fn a_group_is_from_the_place_that_its_sentence_gives() {
    let first = |text: &str| parties(text).into_iter().find(|party| party.contains("ants|"));
    let found = first("Militants in Kashmir attacked an Indian bus.");
    assert_eq!(found.as_deref(), Some("Militants|Kashmiri militants"));
    let found = first("Turkish hostages were freed after militants in Iraq dropped their demands.");
    assert_eq!(found.as_deref(), Some("militants|Iraqi militants"));
    let found = first("Norwegian troops shot at militants near Herat, Afghanistan.");
    assert_eq!(found.as_deref(), Some("militants|Afghan militants"));
}

#[test]
fn a_mark_before_a_group_says_more_than_a_place() {
    let found = parties("Iraq has asked Jordan to keep out foreign fighters.");
    assert!(found.contains(&"foreign fighters|foreign fighters".to_owned()), "{found:?}");
    let found = parties("In London, anti-war activists accused Britain of a crime.");
    assert!(found.contains(&"anti-war activists|anti-war activists".to_owned()), "{found:?}");
}

#[test]
fn some_groups_are_a_named_one() {
    let found = parties("Sri Lanka and Tamil rebels agreed to meet in Oslo.");
    assert!(found.contains(&"Tamil rebels|Tamil Tigers".to_owned()), "{found:?}");
}

#[test]
fn those_who_act_for_one_state_have_names_of_their_own_between_them() {
    let own = |text: &str| {
        let (tagged, parties) = tagging::tag(text);
        let name = |party: &detente_entities::Party| {
            party.own.map(|own| tagged.actors[own.get()].id.to_string()).unwrap_or_default()
        };
        parties.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(
        own("President Bush scolded the U.S. Congress."),
        ["George W. Bush", "", "United States Congress"]
    );
    assert_eq!(own("President Bush scolded Iran."), ["", ""]);
    let (_, parties) = tagging::tag("President Bush thanked Defense Secretary Donald Rumsfeld.");
    let actors = parties[0].actors_with(&parties[1]).unwrap();
    assert_ne!(actors.0, actors.1);
    assert_eq!(parties[0].actor, parties[1].actor);
}

#[test]
fn a_people_of_several_states_is_told_apart_by_the_state() {
    let found = parties("In Iraq, Kurdish leaders rejected the budget. The Kurds then left the hall.");
    let kurds: Vec<&String> = found.iter().filter(|party| party.contains("Kurd")).collect();
    assert_eq!(kurds, ["Kurdish|Iraqi Kurds", "Kurds|Iraqi Kurds"]);
    let found = parties("Kurdish singers praised the Swedish poet.");
    assert!(found.contains(&"Kurdish|Kurds".to_owned()), "{found:?}");
}

#[test]
fn the_coalition_with_forces_is_the_one_that_the_united_states_led() {
    let found = parties("Insurgents shelled coalition forces near the river.");
    assert!(found.contains(&"coalition|U.S.-led coalition".to_owned()), "{found:?}");
    let found = parties("The ruling coalition in Norway fired a minister.");
    assert!(found.contains(&"coalition|coalition".to_owned()), "{found:?}");
}

#[test]
fn companies_of_a_nation_and_countries_of_a_people_are_parties_of_their_own() {
    let found = parties("The United States punished two Danish companies and thanked the Arab states.");
    assert_eq!(found[1..], ["Danish companies|Danish companies", "Arab states|Arab states"]);
    let found = parties("The company thanked the Danish states.");
    assert_eq!(found, ["Danish|DNK"]);
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
