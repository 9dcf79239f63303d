"""Tones of the caller's own spans, and of short texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import detente

TEXT = "🙂 “Norway” thanked Iceland."


def test_spans_are_in_characters(analyzer: detente.Analyzer) -> None:
    source, target = (3, 9), (19, 26)
    assert (TEXT[slice(*source)], TEXT[slice(*target)]) == ("Norway", "Iceland")
    tone = analyzer.tone_between(TEXT, source=source, target=target)
    assert type(tone) is float and -1 <= tone <= 1
    # The same words without what takes more bytes than characters.
    assert tone == analyzer.tone_between(TEXT, source, target)
    toward = analyzer.tone_toward(TEXT, target=target)
    assert type(toward) is float and -1 <= toward <= 1


def test_spans_may_be_items_and_any_integers(analyzer: detente.Analyzer) -> None:
    tokens = analyzer.analyze(TEXT).tokens
    norway, iceland = (next(t for t in tokens if t.text == name) for name in ("Norway", "Iceland"))
    tone = analyzer.tone_between(TEXT, (3, 9), (19, 26))
    assert analyzer.tone_between(TEXT, source=norway, target=iceland) == tone
    integers = np.array([19, 26], dtype=np.uint32)
    assert analyzer.tone_between(TEXT, source=(np.int64(3), 9), target=tuple(integers)) == tone


@pytest.mark.parametrize("span", [(0, 0), (5, 5), (len(TEXT), len(TEXT))])
def test_nobody_stands_at_an_empty_span(analyzer: detente.Analyzer, span: tuple[int, int]) -> None:
    assert analyzer.tone_toward(TEXT, span) == 0.0
    assert analyzer.tone_between(TEXT, span, (19, 26)) == 0.0
    assert analyzer.tone_between(TEXT, (3, 9), span) == 0.0


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ((3, 28), r"target \(3, 28\) lies outside the text of 27 characters"),
        ((-1, 4), r"target \(-1, 4\) lies outside the text of 27 characters"),
        ((99, 100), r"target \(99, 100\) lies outside the text of 27 characters"),
        ((0, 2**40), r"target \(0, 1099511627776\) lies outside"),
        ((9, 3), r"target \(9, 3\) ends before it starts"),
    ],
)
def test_a_span_outside_the_text_is_an_error(
    analyzer: detente.Analyzer, span: tuple[int, int], message: str
) -> None:
    assert len(TEXT) == 27
    with pytest.raises(ValueError, match=message):
        analyzer.tone_toward(TEXT, target=span)
    with pytest.raises(ValueError, match=message):
        analyzer.tone_between(TEXT, source=(3, 9), target=span)
    with pytest.raises(ValueError, match=message.replace("target", "source")):
        analyzer.tone_between(TEXT, source=span, target=(19, 26))


@pytest.mark.parametrize("span", [None, 3, "ab", (1,), (1, 2, 3), (1.0, 2.0), ("1", "2"), (1, None)])
def test_what_is_no_span_is_a_type_error(analyzer: detente.Analyzer, span: Any) -> None:
    with pytest.raises(TypeError, match=r"target must be a pair \(start_char, end_char\) of integers"):
        analyzer.tone_toward(TEXT, target=span)


def test_score_is_a_tone(analyzer: detente.Analyzer) -> None:
    for text in ("", " ", TEXT, "Leaders hail peace deal", "Fury over attack"):
        score = analyzer.score(text)
        assert type(score) is float and -1 <= score <= 1
