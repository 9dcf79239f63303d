"""What plain sentences mean. Sentences of our own; no exact numbers, only what no reader disputes."""

from __future__ import annotations

import pytest

import detente

STANCES = [
    ("China condemned Japan on Monday.", "CHN", "JPN", -1),
    ("Russia threatened Ukraine with new strikes.", "RUS", "UKR", -1),
    ("Iran accused Israel of murder.", "IRN", "ISR", -1),
    ("Norway thanked Iceland for its generous help.", "NOR", "ISL", +1),
    ("Germany praised France and welcomed the agreement.", "DEU", "FRA", +1),
    ("The United States imposed sanctions on North Korea.", "USA", "PRK", -1),
]


@pytest.mark.parametrize(("text", "source", "target", "sign"), STANCES)
def test_who_is_how_toward_whom(
    analyzer: detente.Analyzer, text: str, source: str, target: str, sign: int
) -> None:
    doc = analyzer.analyze(text)
    [d] = [d for d in doc.directed if (d.source, d.target) == (source, target)]
    assert d.tone * sign >= 0.2, d
    assert d.cue_text and d.source_span and d.target_span
    [dyad] = [dyad for dyad in doc.dyads if (dyad.source, dyad.target) == (source, target)]
    assert dyad.tone * sign >= 0.2 and dyad.count == 1
    assert analyzer.tone_between(text, d.source_span, d.target_span) * sign > 0
    assert analyzer.tone_toward(text, d.target_span) * sign > 0


def test_words_that_stand_for_parties(analyzer: detente.Analyzer) -> None:
    text = "Peruvian Foreign Minister Rosa Quispe spoke in Lima. She condemned Chile.\n\n“We thank Norway,” Quispe said."
    doc = analyzer.analyze(text)
    found = {(d.target, text[slice(*d.source_span)]): d for d in doc.directed if d.source_span}
    assert found["CHL", "She"].source == "PER" and found["CHL", "She"].tone <= -0.2
    # Where the sentence names the speaker, his name stands for "we".
    assert found["NOR", "Quispe"].source == "PER" and found["NOR", "Quispe"].tone >= 0.2
    for explanation in doc.explain():
        assert abs(sum(part.amount for part in explanation.parts) - explanation.tone) < 1e-9


def test_both_countries_are_two(analyzer: detente.Analyzer) -> None:
    text = "Kenya and Somalia held talks on Monday.\n\nThe two countries agreed to reopen their border."
    both = [d for d in analyzer.analyze(text).directed if d.sentence.start_char > 30]
    assert {(d.source, d.target) for d in both} == {("KEN", "SOM"), ("SOM", "KEN")}
    for d in both:
        assert d.tone >= 0.2 and d.source_span == d.target_span
        assert text[slice(*d.source_span)] == "The two countries"


def test_entities_and_actors(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze("China condemned Japan on Monday. Beijing recalled 12 envoys, 1.5% of its staff.")
    found = {entity.text: entity for entity in doc.entities}
    assert found["China"].label == "GPE" and found["China"].actor == "CHN"
    assert found["Japan"].actor == "JPN" and found["Beijing"].actor == "CHN"
    assert found["Monday"].label == "DATE" and found["Monday"].actor is None
    assert found["1.5%"].label == "PERCENT" and found["1.5%"].value == 1.5
    assert [actor.id for actor in doc.actors][:2] == ["CHN", "JPN"]


def test_short_texts(analyzer: detente.Analyzer) -> None:
    warm = analyzer.score("Leaders hail historic peace agreement and pledge friendship")
    cold = analyzer.score("Fury as troops attack village and kill dozens")
    assert warm >= 0.2 and cold <= -0.2


def test_quotes_have_speakers(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze("Norway said on Friday: “We regret this deeply.”")
    [quote] = doc.quotes
    assert quote.text == "“We regret this deeply.”" and quote.speaker == "NOR"
    assert quote.speaker_span is not None and doc.text[slice(*quote.speaker_span)] == "Norway"
