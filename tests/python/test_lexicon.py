"""Words of the user's own, and the least confidence."""

from __future__ import annotations

import json
import math
import pickle
from pathlib import Path

import pytest

import detente

TEXT = "Norway zorped Iceland. Peru gave Chile the cold shoulder. Egypt thanked Sudan."
WORDS = {"zorp": -0.8, "cold shoulder": {"tone": -0.5, "class": "noun"}, "thank": {"tone": 0}}
CSV = "word,tone,class\nzorp,-0.8,\ncold shoulder,-0.5,noun\nthank,0,\n"


def tones(doc: detente.Document) -> dict[tuple[str, str], float]:
    return {(d.source, d.target): d.tone for d in doc.directed}


def test_dict_csv_and_json_find_the_same(tmp_path: Path) -> None:
    csv, jsn = tmp_path / "words.csv", tmp_path / "words.json"
    csv.write_text(CSV, encoding="utf-8")
    jsn.write_text(json.dumps(WORDS), encoding="utf-8")
    expected = detente.Analyzer(lexicon=WORDS).analyze(TEXT)
    assert tones(expected)["NOR", "ISL"] < -0.5
    assert tones(detente.analyze(TEXT))["EGY", "SDN"] > 0.4 > abs(tones(expected).get(("EGY", "SDN"), 0.0))
    for given in (csv, str(jsn)):
        assert detente.Analyzer(lexicon=given).analyze(TEXT) == expected


def test_every_tone_takes_it_into_account() -> None:
    analyzer = detente.Analyzer(lexicon={"zorp": -0.9})
    text = "Norway zorped Iceland."
    assert analyzer.score(text) < -0.2 < detente.Analyzer().score(text)
    assert analyzer.tone_between(text, source=(0, 6), target=(14, 21)) < -0.4
    assert analyzer.tone_toward(text, target=(14, 21)) < detente.Analyzer().tone_toward(text, target=(14, 21))
    doc = analyzer.analyze(text)
    assert [d.cue_text for d in doc.directed] == ["zorped"]
    explained = next(part for part in doc.explain() if part.item == doc.directed[0])
    assert min(explained.parts, key=lambda part: part.amount).text == "zorped"


def test_without_one_nothing_changes() -> None:
    plain = detente.Analyzer()
    assert plain.lexicon is None and plain.min_confidence == 0
    for given in (None, {}):
        assert detente.Analyzer(lexicon=given).analyze(TEXT) == plain.analyze(TEXT)


def test_kept_in_pickles_repr_and_equality(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text(CSV, encoding="utf-8")
    for given in (WORDS, path):
        analyzer = detente.Analyzer(lexicon=given, min_confidence=0.25)
        back = pickle.loads(pickle.dumps(analyzer))
        assert back == analyzer and hash(back) == hash(analyzer)
        assert analyzer != detente.Analyzer(lexicon=given) and analyzer != detente.Analyzer(min_confidence=0.25)
        assert back.lexicon == analyzer.lexicon and back.min_confidence == 0.25
        assert back.analyze(TEXT) == analyzer.analyze(TEXT)
        assert "lexicon=" in repr(analyzer) and eval(f"detente.{analyzer!r}") == analyzer
        doc = pickle.loads(pickle.dumps(analyzer.analyze(TEXT)))
        assert tones(doc) == tones(analyzer.analyze(TEXT)) and doc.explain() == analyzer.analyze(TEXT).explain()
        assert len(pickle.loads(pickle.dumps(analyzer.analyze_batch([TEXT]))).directed) == len(doc.directed)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word,tone\nthaw,0.5\nThaw,0.5\n", 'row 3: word "Thaw" stands in row 2 already'),
        ("word,tone\nthaw,0.5\nthaw,0.6\n", 'row 3: word "thaw" has another tone or class in row 2'),
        ("word,tone\nthaw,1.5\n", 'row 2: tone 1.5 of "thaw" does not lie in [-1, 1]'),
        ("word,tone\nthaw,warm\n", 'row 2: tone "warm" is no number'),
        ("word,tone,class\nthaw,0.5,verbal\n", 'row 2: unknown word class "verbal"; the classes are verb'),
        ("word,tone\n,0.5\n", "row 2: the word is empty"),
        ("word\nthaw\n", 'row 2: "thaw" lacks a tone'),
        ("", 'is empty; a header with the column "word" is needed'),
    ],
)
def test_errors_name_file_row_and_reason(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        detente.Analyzer(lexicon=path)
    assert str(path) in str(caught.value) and message in str(caught.value)


def test_other_bad_lexicons(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        detente.Analyzer(lexicon=tmp_path / "none.csv")
    for wrong in (3, {3: 0.5}, ["thaw"]):
        with pytest.raises(TypeError):
            detente.Analyzer(lexicon=wrong)  # type: ignore[arg-type]
    for given, message in (
        ({"thaw": math.nan}, "lexicon: "),
        ({"thaw": "warm"}, 'lexicon, row 1: "thaw" needs a tone, an object or null'),
        ({"thaw": None}, 'lexicon, row 1: "thaw" lacks a tone'),
        ({"thaw": {"tone": 0.5, "mood": 1}}, "lexicon, row 1: unknown field"),
    ):
        with pytest.raises(ValueError, match=message.replace("[", r"\[")):
            detente.Analyzer(lexicon=given)


def test_numbers_of_numpy_are_numbers() -> None:
    np = pytest.importorskip("numpy")
    given = {"zorp": np.float32(-0.5), "glim": np.int64(0)}
    assert detente.Analyzer(lexicon=given).lexicon == {"zorp": -0.5, "glim": 0.0}


def test_the_least_confidence_withholds_pairs_and_their_dyads() -> None:
    all_of_them = detente.analyze(TEXT).directed
    for least in (0.0, 0.3, 0.6, all_of_them[0].confidence, 1.0):
        doc = detente.Analyzer(min_confidence=least).analyze(TEXT)
        kept = [d for d in all_of_them if d.confidence >= least]
        assert [(d.source, d.target) for d in doc.directed] == [(d.source, d.target) for d in kept]
        assert sum(dyad.count for dyad in doc.dyads) == len(kept)


@pytest.mark.parametrize("wrong", [-0.01, 1.01, math.nan, math.inf])
def test_a_least_confidence_lies_in_its_range(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"min_confidence must lie in \[0, 1\], not"):
        detente.Analyzer(min_confidence=wrong)
