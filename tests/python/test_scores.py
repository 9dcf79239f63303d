"""Scores of many short texts."""

import detente
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

HEADLINES = [
    "Rivals embrace after warm and friendly accord",
    "Fury as troops attack village and kill dozens",
    "Rain expected on Tuesday",
    "",
    "“Never again,” says Çelik — talks collapse",
]


@pytest.fixture(scope="module")
def analyzer():
    return detente.Analyzer()


def test_scores_are_those_of_each_text(analyzer):
    tones = analyzer.score_batch(HEADLINES)
    assert tones.dtype == np.float64
    assert tones.tolist() == [analyzer.score(text) for text in HEADLINES]
    assert tones[0] > 0.2 and tones[1] < -0.2 and tones[3] == 0.0


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_scores_do_not_depend_on_the_threads(analyzer, threads):
    texts = HEADLINES * 50
    assert analyzer.score_batch(texts, threads=threads).tobytes() == analyzer.score_batch(texts).tobytes()


@pytest.mark.parametrize(
    "column",
    [pd.Series(HEADLINES, index=range(5, 10)), pl.Series(HEADLINES), pa.array(HEADLINES), iter(HEADLINES)],
    ids=["pandas", "polars", "pyarrow", "iterator"],
)
def test_columns_of_any_kind(analyzer, column):
    assert analyzer.score_batch(column).tolist() == analyzer.score_batch(HEADLINES).tolist()


def test_a_column_of_a_frame(analyzer):
    frame = pl.DataFrame({"day": HEADLINES, "headline": HEADLINES})
    assert analyzer.score_batch(frame, column="headline").tolist() == analyzer.score_batch(HEADLINES).tolist()


def test_nulls_and_lone_surrogates(analyzer):
    texts = ["Talks resumed.", None, "Envoys \ud800 condemned the raid."]
    with pytest.raises(ValueError, match="row 1"):
        analyzer.score_batch(texts)
    left = analyzer.score_batch(texts, errors="null")
    assert np.isnan(left).tolist() == [False, True, True]
    replaced = analyzer.score_batch(texts, errors="replace")
    assert not np.isnan(replaced).any() and replaced[1] == 0.0


def test_what_is_no_column_is_told_what_to_do(analyzer):
    with pytest.raises(TypeError, match="call score"):
        analyzer.score_batch("Talks resumed.")
    with pytest.raises(TypeError, match="score_batch"):
        analyzer.score(HEADLINES)
    with pytest.raises(ValueError, match="threads"):
        analyzer.score_batch(HEADLINES, threads=0)
    assert analyzer.score_batch([]).shape == (0,)


def test_names_do_not_move_a_score(analyzer):
    said = "{} condemned the raid on the border as a grave provocation, officials said."
    states = ["Iran", "Canada", "North Korea", "Vanuatu", "Saudi Arabia", "Boris Karimov"]
    assert len({analyzer.score(said.format(state)) for state in states}) == 1


def test_capitals_of_a_headline_change_little(analyzer):
    plain = "Militants threaten new attacks on the capital after talks collapse"
    tones = [analyzer.score(text) for text in (plain, plain.title(), plain.upper())]
    assert max(tones) < -0.2 and max(tones) - min(tones) < 0.3
