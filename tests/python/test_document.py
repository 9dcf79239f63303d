"""Documents and their items."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import HARD_TEXTS

import detente

BANDS = {"infuriated", "critical", "neutral", "cordial", "conciliatory"}
LABELS = set(
    "PERSON NORP ORG GPE LOC FAC EVENT PRODUCT WEAPON WORK_OF_ART LAW LANGUAGE"
    " DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL".split()
)


def band_of(tone: float) -> str:
    if tone <= -0.6:
        return "infuriated"
    if tone <= -0.2:
        return "critical"
    return "neutral" if tone < 0.2 else "cordial" if tone < 0.6 else "conciliatory"


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_every_item_slices_to_its_text(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    assert doc.text is text
    lists = (doc.tokens, doc.sentences, doc.entities, doc.quotes, doc.directed, doc.dyads, doc.blocks)
    for items in lists:
        for position, item in enumerate(items):
            assert text[item.start_char : item.end_char] == item.text
            assert item.text and item.text == item.text.strip()
            assert item.index == position and item.document is doc
    for d in doc.directed:
        for span in (d.source_span, d.target_span, d.cue):
            assert span is None or text[slice(*span)].strip()
        assert d.cue_text == (None if d.cue is None else text[slice(*d.cue)])
    for quote in doc.quotes:
        assert quote.speaker_span is None or text[slice(*quote.speaker_span)].strip()


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_tokens_and_sentences_cover_the_text(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    covered = [False] * len(text)
    end = 0
    for token in doc.tokens:
        assert token.start_char >= end and token.end_char > token.start_char
        end = token.end_char
        covered[token.start_char : token.end_char] = [True] * (token.end_char - token.start_char)
    left_out = {char for char, seen in zip(text, covered, strict=True) if not seen}
    assert all(char.isspace() for char in left_out), left_out
    assert [token for sentence in doc.sentences for token in sentence.tokens] == doc.tokens
    assert [sentence for block in doc.blocks for sentence in block.sentences] == doc.sentences
    for sentence in doc.sentences:
        assert sentence.start_char == sentence.tokens[0].start_char
        assert sentence.end_char == sentence.tokens[-1].end_char


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_tones_and_names_are_what_is_promised(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    for toned in (doc, *doc.sentences, *doc.directed, *doc.dyads):
        assert type(toned.tone) is float and -1 <= toned.tone <= 1
        assert toned.band in BANDS and toned.band == band_of(toned.tone)
    ids = {actor.id for actor in doc.actors}
    assert len(ids) == len(doc.actors)
    for sentence in doc.sentences:
        assert sentence.kind in {"headline", "subhead", "body", "boilerplate"}
    for block in doc.blocks:
        assert block.kind in {"headline", "subhead", "dateline", "byline", "paragraph", "boilerplate"}
    for entity in doc.entities:
        assert entity.label in LABELS
        assert entity.actor is None or entity.actor in ids
        assert entity.value is None or type(entity.value) is float
        assert entity.sentence == doc.sentences[entity.sentence_index]
        assert entity.sentence.start_char <= entity.start_char < entity.sentence.end_char
    for d in doc.directed:
        assert {d.source, d.target} <= ids and d.source != d.target
        assert d.speaker is None or d.speaker in ids
        assert d.mode in {"asserted", "alleged", "possible", "denied"}
        assert 0 <= d.confidence <= 1 and d.tone != 0
        assert d.sentence == doc.sentences[d.sentence_index] and d.text == d.sentence.text
    for dyad in doc.dyads:
        behind = [d for d in doc.directed if (d.source, d.target) == (dyad.source, dyad.target)]
        assert list(dyad.directed) == behind and dyad.count == len(behind)
        low, high = min(d.tone for d in behind), max(d.tone for d in behind)
        assert low - 1e-3 <= dyad.tone <= high + 1e-3
    assert {(d.source, d.target) for d in doc.directed} == {(d.source, d.target) for d in doc.dyads}


def test_token_offsets_are_an_array(analyzer: detente.Analyzer, article: str) -> None:
    doc = analyzer.analyze(article)
    offsets = doc.token_offsets
    assert isinstance(offsets, np.ndarray)
    assert offsets.dtype == np.uint32 and offsets.shape == (len(doc.tokens), 2) and len(doc.tokens) > 100
    assert offsets.tolist() == [[token.start_char, token.end_char] for token in doc.tokens]
    offsets[:] = 0
    assert doc.token_offsets[-1, 1] == doc.tokens[-1].end_char
    assert analyzer.analyze(" ").token_offsets.shape == (0, 2)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \u00a0"])
def test_a_text_without_words_is_neutral_and_empty(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    assert (doc.tone, doc.band, analyzer.score(text)) == (0.0, "neutral", 0.0)
    assert doc.tokens == doc.sentences == doc.entities == doc.quotes == []
    assert doc.directed == doc.dyads == doc.blocks == [] and doc.actors == ()
    assert doc.explain() == []
    assert doc.to_html() and repr(doc)


def test_views_behave_like_sequences(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze("Norway thanked Iceland. Peru condemned Chile.")
    tokens = doc.tokens
    as_list = list(tokens)
    assert len(tokens) == len(as_list) == 8
    assert tokens == as_list and as_list == tokens and tokens == tuple(as_list) and tokens == doc.tokens
    assert tokens != as_list[:-1] and tokens != 5 and doc.sentences != tokens
    assert tokens[0] == as_list[0] and tokens[-1] == as_list[-1]
    assert tokens[1:3] == as_list[1:3] and tokens[::-1] == as_list[::-1] == list(reversed(tokens))
    assert as_list[3] in tokens and "Norway" not in tokens
    assert tokens.index(as_list[3]) == 3 and tokens.count(as_list[3]) == 1
    assert tokens + [1] == [*as_list, 1] and [1] + tokens == [1, *as_list]
    for index in (8, -9):
        with pytest.raises(IndexError, match=str(index)):
            tokens[index]
    with pytest.raises(TypeError):
        tokens["0"]
    iterator = iter(tokens)
    assert len(list(iterator)) == 8 and list(iterator) == []


def test_items_compare_by_value(analyzer: detente.Analyzer) -> None:
    text = "Peru left. Peru left."
    one, other = analyzer.analyze(text), analyzer.analyze(text)
    assert one == other and hash(one) == hash(other) and one != analyzer.analyze(text + " ")
    assert one != text
    for name in ("tokens", "sentences", "entities", "quotes", "directed", "dyads", "blocks"):
        items, others = getattr(one, name), getattr(other, name)
        assert items == others and list(map(hash, items)) == list(map(hash, others))
        assert len(set(items)) == len(items)
    assert one.tokens[0] != one.tokens[3] and one.tokens[0].text == one.tokens[3].text


def test_nothing_can_be_changed(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze("Peru left.")
    for thing in (analyzer, doc, doc.tokens, doc.tokens[0], doc.sentences[0], detente.actor("PER")):
        for name in ("text", "tone", "new"):
            with pytest.raises(AttributeError):
                setattr(thing, name, 1)


def test_explanations_add_up(analyzer: detente.Analyzer, article: str) -> None:
    doc = analyzer.analyze(article)
    explanations = doc.explain()
    assert [explanation.item for explanation in explanations] == [*doc.sentences, *doc.directed]
    for explanation in explanations:
        assert explanation.tone == explanation.item.tone
        assert sum(part.amount for part in explanation.parts) == pytest.approx(explanation.tone, abs=1e-9)
        for part in explanation.parts:
            if part.start_char is None:
                assert part.text == "" and part.end_char is None
            else:
                assert article[part.start_char : part.end_char] == part.text != ""
    assert any(part.text for explanation in explanations for part in explanation.parts)
    assert doc.explain() == explanations


def test_actors_by_id() -> None:
    china = detente.actor("CHN")
    assert (china.id, china.name) == ("CHN", "China")
    assert detente.actor("USA").name == "United States" and detente.actor("PRK").name == "North Korea"
    assert detente.actor("Red Cross") == detente.Actor("Red Cross", "Red Cross")
    assert china == detente.Actor("CHN", "China") and hash(china) == hash(detente.Actor("CHN", "China"))
    assert china != detente.actor("JPN") and repr(china) == "Actor('CHN', 'China')"
    match china:
        case detente.Actor(identifier, name):
            assert (identifier, name) == ("CHN", "China")


def test_versions() -> None:
    assert detente.__version__.count(".") == 2
    assert type(detente.model_version) is int
    assert detente.model_version == detente.Analyzer().model_version == detente.analyze("").model_version
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        detente.nothing  # noqa: B018


def test_every_name_is_documented() -> None:
    for name in detente.__all__:
        thing = getattr(detente, name)
        if callable(thing):
            assert thing.__doc__, name
