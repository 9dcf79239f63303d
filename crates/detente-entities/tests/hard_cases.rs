//! Hard cases of names, numbers and actors, with the model of the crate. Texts of our own.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

mod tagging;

/// Each entity of `text` as `text|LABEL|actor`, without the actor where there is none.
fn read(text: &str) -> Vec<String> {
    let (tagged, _) = tagging::tag(text);
    assert!(tagged.entities.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
    let row = |entity: &detente_entities::Entity| {
        let actor = entity.actor.map_or(String::new(), |actor| format!("|{}", tagged.actors[actor.get()].id));
        format!("{}|{}{actor}", &text[entity.span.range()], entity.label)
    };
    tagged.entities.iter().map(row).collect()
}

/// Every one of `expected` is there.
fn finds(text: &str, expected: &[&str]) {
    let found = read(text);
    for row in expected {
        assert!(found.iter().any(|other| other == row), "{row} is not in {found:#?}\nof {text}");
    }
}

#[test]
fn headlines_in_title_case() {
    let text = "Angela Merkel Hopes to Repair Turkey Ties After a Year of Quarrels\n\n\
        Chancellor Angela Merkel hopes to repair ties with Turkey, her spokesman said on Monday.";
    finds(text, &["Angela Merkel|PERSON|DEU", "Turkey|GPE|TUR"]);
    assert!(!read(text).iter().any(|row| row.contains("Hopes") || row.contains("Ties")));
}

#[test]
fn headlines_in_capitals() {
    let text = "IRAN REJECTS DEMAND TO HALT WORK\n\nIran has rejected a demand by Britain to halt the work.";
    finds(text, &["IRAN|GPE|IRN", "Britain|GPE|GBR"]);
    assert!(!read(text).iter().any(|row| row.contains("REJECTS")));
}

#[test]
fn short_names_stand_for_the_person() {
    let text = "South Korean President Lee Myung-bak met Hu Jintao in Beijing. Hu told Lee that China's \
        position had not changed. Lee thanked him.";
    finds(text, &["Lee Myung-bak|PERSON|KOR", "Hu Jintao|PERSON|CHN", "Hu|PERSON|CHN", "Lee|PERSON|KOR"]);
}

#[test]
fn a_title_does_not_hide_a_short_name() {
    let text = "Park Chan-ho was sworn in as South Korean president. \u{201c}President Park is willing,\u{201d} an \
        aide said. Park leaves on Friday.";
    finds(text, &["Park Chan-ho|PERSON|KOR", "Park|PERSON|KOR"]);
    assert_eq!(read(text).iter().filter(|row| *row == "Park|PERSON|KOR").count(), 2);
}

#[test]
fn titles_and_nationality_come_before_any_table() {
    finds(
        "Peru's foreign minister Osvaldo Quintana Vela arrived on Sunday. Quintana Vela will meet the press.",
        &["Osvaldo Quintana Vela|PERSON|PER"],
    );
    finds(
        "A Hamas spokesman, Yusuf al-Rantawi, denied it.",
        &["Hamas|ORG|Hamas", "Yusuf al-Rantawi|PERSON|Hamas"],
    );
    finds(
        "Former Polish Prime Minister Marek Zielinski spoke too.",
        &["Marek Zielinski|PERSON|Marek Zielinski"],
    );
}

#[test]
fn offices_are_of_whoever_owns_them() {
    finds(
        "Norway's head of police training, Ola Lunde, resigned. Lunde gave no reason.",
        &["Ola Lunde|PERSON|NOR", "Lunde|PERSON|NOR"],
    );
    finds("U.S. Republican Senator Hiram Dahl opposed the bill.", &["Hiram Dahl|PERSON|USA"]);
}

#[test]
fn a_rank_is_no_part_of_a_name() {
    finds("Major Peter Lindqvist was found dead.", &["Peter Lindqvist|PERSON|Peter Lindqvist"]);
}

#[test]
fn listed_names_are_whole() {
    finds("Members of al-Qaida in Iraq shelled Basra.", &["al-Qaida in Iraq|ORG|al-Qaida in Iraq"]);
    finds("Shares of General Motors fell.", &["General Motors|ORG|General Motors"]);
}

#[test]
fn a_leader_is_no_longer_one_where_the_text_says_so() {
    finds(
        "The pro-Russian Prime Minister Viktor Yanukovych left Kiev. He was Ukraine's premier.",
        &["Viktor Yanukovych|PERSON|UKR"],
    );
    finds("Presidential candidate Barack Obama spoke in Ohio.", &["Barack Obama|PERSON|Barack Obama"]);
    finds("Mr. Clinton thanked Kenya.", &["Clinton|PERSON|Bill Clinton"]);
    finds("The U.N. nuclear agency praised Peru.", &["U.N.|ORG|International Atomic Energy Agency"]);
}

#[test]
fn officials_are_known_by_their_full_names_and_by_short_ones_beside_their_state() {
    finds("Ivo Sanader arrived on Monday.", &["Ivo Sanader|PERSON|HRV"]);
    finds("Croatia is ready, Mr. Sanader said.", &["Sanader|PERSON|HRV"]);
    finds("The play was praised, Mr. Sanader said.", &["Sanader|PERSON|Sanader"]);
}

#[test]
fn a_short_name_stands_for_a_body_that_was_only_visited() {
    finds(
        "She spoke at the University of Southern Jutland on Friday. USJ said it was honoured.",
        &["USJ|ORG|University of Southern Jutland"],
    );
}

#[test]
fn capitals_act_or_are_places() {
    finds("Beijing urged Washington to lift the tariffs.", &["Beijing|GPE|CHN", "Washington|GPE|USA"]);
    finds("The two men met in Paris on Tuesday.", &["Paris|GPE"]);
}

#[test]
fn the_north_is_north_korea_where_korea_is_named() {
    let text = "North Korea tested a missile. The North said it would test more.";
    finds(text, &["North Korea|GPE|PRK", "North|GPE|PRK"]);
}

#[test]
fn a_family_name_alone_is_the_person() {
    let text =
        "Foreign Minister Ines Carranzo of Chile flew home.\n\nCarranzo thanked Peru for its patience.";
    finds(text, &["Carranzo|PERSON|CHL"]);
}

#[test]
fn quotes_are_no_part_of_a_name() {
    let text =
        "Thomas Weller met aides. \u{201c}We will help after the vote,\u{201d} Weller said, before he left.";
    finds(text, &["Weller|PERSON|Thomas Weller"]);
    assert!(!read(text).iter().any(|row| row.starts_with('\u{201d}')));
}

#[test]
fn a_region_is_one_name() {
    finds("They want peace on the Korean peninsula.", &["Korean peninsula|LOC"]);
}

#[test]
fn weapons_are_no_actors() {
    finds("The United States sent a THAAD battery to Seoul.", &["THAAD|WEAPON"]);
    finds("Moscow will sell S-400 missiles to Ankara.", &["S-400|WEAPON", "Moscow|GPE|RUS"]);
}

#[test]
fn possessives_with_any_apostrophe() {
    for apostrophe in ["'", "’", "‘"] {
        finds(&format!("China{apostrophe}s envoy praised the plan."), &["China|GPE|CHN"]);
    }
}

#[test]
fn abbreviations_stand_for_the_long_name() {
    let text =
        "The International Atomic Energy Agency (IAEA) sent inspectors to Iran. The IAEA will report in May.";
    finds(text, &["IAEA|ORG|International Atomic Energy Agency"]);
    let text = "The Andean Farmers Union (AFU) protested. Ministers met the AFU on Friday.";
    finds(text, &["AFU|ORG|Andean Farmers Union"]);
}

#[test]
fn organs_belong_to_their_state() {
    finds(
        "The Israeli Foreign Ministry denied the report.",
        &["Israeli|NORP|ISR", "Foreign Ministry|ORG|ISR"],
    );
    finds("The State Department and the Kremlin agreed.", &["State Department|ORG|USA", "Kremlin|ORG|RUS"]);
    finds("The U.N. Security Council meets today.", &["U.N. Security Council|ORG|United Nations"]);
}

#[test]
fn words_with_a_prefix() {
    finds(
        "The pro-Russian rebels and anti-American crowds marched.",
        &["Russian|NORP|RUS", "American|NORP|USA"],
    );
}

#[test]
fn dates_amounts_and_counts() {
    finds(
        "On March 3, 2009, shares fell 1.5% and the firm lost $2 billion, or a third of the 28,500 jobs, within two hours.",
        &["March 3, 2009|DATE", "1.5%|PERCENT", "$2 billion|MONEY", "28,500|CARDINAL", "two hours|TIME"],
    );
    finds(
        "The 33-year-old ran five kilometers last week, his first race in three years.",
        &[
            "33-year-old|DATE",
            "five kilometers|QUANTITY",
            "last week|DATE",
            "first|ORDINAL",
            "three years|DATE",
        ],
    );
}

#[test]
fn values_are_parsed() {
    let (tagged, _) =
        tagging::tag("It rose 1.5%, cost $2 billion, and 28,500 troops stayed; twenty-one left.");
    let values: Vec<f64> = tagged.entities.iter().filter_map(|entity| entity.value).collect();
    assert_eq!(values, [1.5, 2e9, 28_500.0, 21.0]);
}

#[test]
fn any_text_is_read_without_a_panic() {
    let long = "China ".repeat(3000);
    let texts = [
        "",
        " ",
        "\0",
        "$",
        "1",
        "-",
        "A",
        "(",
        "the",
        "U.S.",
        "’s",
        "Mr.",
        "of of of",
        "“”",
        "٣",
        long.as_str(),
    ];
    for text in texts {
        read(text);
    }
}

#[test]
fn what_a_verb_acts_on_is_a_party_and_a_dateline_is_a_place() {
    finds("Peru condemned Chile.", &["Peru|GPE|PER", "Chile|GPE|CHL"]);
    finds("Norway thanked Iceland on Sunday.", &["Norway|GPE|NOR", "Iceland|GPE|ISL"]);
    let text = "Envoys Arrive for Talks\n\n(MADRID) — Spain praised Portugal on Sunday.";
    finds(text, &["MADRID|GPE", "Spain|GPE|ESP", "Portugal|GPE|PRT"]);
}

/// The roles of the entities that have one, as `text: role`.
fn roles(text: &str) -> Vec<String> {
    let (tagged, _) = tagging::tag(text);
    let row = |entity: &detente_entities::Entity| {
        Some(format!("{}: {}", &text[entity.span.range()], entity.role.as_deref()?))
    };
    tagged.entities.iter().filter_map(row).collect()
}

#[test]
fn offices_and_organs_are_roles() {
    assert_eq!(
        roles(
            "Peruvian Foreign Minister Ana Solis met the Israeli army chief. Solis thanked Xinhua news agency."
        ),
        ["Ana Solis: foreign minister", "Israeli: army", "Solis: foreign minister", "Xinhua: news agency"]
    );
    assert_eq!(roles("Marta Ruiz, spokeswoman for the World Bank, spoke."), ["Marta Ruiz: spokeswoman"]);
    assert!(roles("Marta Ruiz spoke in Lima.").is_empty());
}

#[test]
fn officers_of_cities_and_people_of_one_name() {
    finds("Texas Governor Ana Solis condemned Iran.", &["Texas|GPE|USA", "Ana Solis|PERSON|USA"]);
    finds("The bus stopped in Houston on Friday.", &["Houston|GPE"]);
    finds(
        "Chilean Foreign Minister Ana Solis spoke. Solis left. Her brother, the singer Luis Solis, stayed.",
        &["Solis|PERSON|CHL", "Luis Solis|PERSON|Luis Solis"],
    );
    finds(
        "Police seized Juan Perez, also known as Pedro Gomez. Gomez denied it.",
        &["Gomez|PERSON|Juan Perez"],
    );
    finds("A Ugandan army spokesman, Major John Okello, blamed Sudan.", &["John Okello|PERSON|UGA"]);
}
