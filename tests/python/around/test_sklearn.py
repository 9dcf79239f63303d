"""The transformer of scikit-learn, by its own checks and among its other parts."""

from __future__ import annotations

import pickle
import warnings
from typing import Any

import numpy as np
import pandas
import polars
import pyarrow
import pytest
from conftest import HARD_TEXTS
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import SkipTestWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted

import detente
from detente.integrations.sklearn import ToneTransformer

TEXTS = ["Norway thanked Iceland. Peru condemned Chile.", *HARD_TEXTS.values(), None]
DYADS = [("PER", "CHL"), ("NOR", "ISL"), ("ISL", "NOR")]


def test_the_checks_of_scikit_learn() -> None:
    with warnings.catch_warnings():
        # It leaves out what is for arrays of numbers, which is nearly all, and warns of that.
        warnings.simplefilter("ignore", SkipTestWarning)
        results = check_estimator(ToneTransformer(), on_fail="raise")
    assert [result["status"] for result in results or ()] == ["passed"]


@pytest.mark.parametrize(
    "name",
    [
        "do_not_raise_errors_in_init_or_set_params",
        "estimator_repr",
        "estimator_tags_renamed",
        "get_params_invariance",
        "mixin_order",
        "no_attributes_set_in_init",
        "parameters_default_constructible",
        "set_params",
        "valid_tag_types",
    ],
)
def test_the_checks_that_need_no_numbers(name: str) -> None:
    getattr(estimator_checks, f"check_{name}")("ToneTransformer", ToneTransformer())


def test_what_the_other_checks_are_about() -> None:
    """Fitting and transforming change nothing, order and neighbours do not count, fitting is not needed."""
    reader = ToneTransformer(DYADS)
    before = dict(vars(reader))
    numbers = reader.transform(TEXTS)
    assert vars(reader.fit(TEXTS, [1] * len(TEXTS))) == before
    np.testing.assert_array_equal(reader.transform(TEXTS[::-1]), numbers[::-1])
    np.testing.assert_array_equal(np.vstack([reader.transform([text]) for text in TEXTS]), numbers)


def test_numbers_are_those_of_the_documents(analyzer: detente.Analyzer) -> None:
    reader = ToneTransformer(DYADS)
    names = list(reader.get_feature_names_out())
    assert names[:5] == ["tone", "n_tokens", "n_sentences", "n_entities", "n_directed"]
    assert names[5:10] == [f"share_{band}" for band in ("infuriated", "critical", "neutral", "cordial", "conciliatory")]
    assert names[10:] == ["PER->CHL", "NOR->ISL", "ISL->NOR"]
    numbers = reader.fit_transform(TEXTS)
    assert numbers.shape == (len(TEXTS), len(names)) and numbers.dtype == np.float64
    for row, text in zip(numbers, TEXTS, strict=True):
        if text is None:
            assert np.isnan(row).all()
            continue
        doc, value = analyzer.analyze(text), dict(zip(names, row, strict=True))
        assert value["tone"] == doc.tone and value["n_tokens"] == len(doc.tokens)
        assert value["n_sentences"] == len(doc.sentences) and value["n_entities"] == len(doc.entities)
        assert value["n_directed"] == len(doc.directed)
        for band in {sentence.band for sentence in doc.sentences}:
            among = [sentence for sentence in doc.sentences if sentence.band == band]
            assert value[f"share_{band}"] == len(among) / len(doc.sentences)
        assert sum(row[5:10]) == pytest.approx(1 if doc.sentences else 0)
        net = {f"{dyad.source}->{dyad.target}": dyad.tone for dyad in doc.dyads}
        assert row[10:].tolist() == [net.get(name, 0.0) for name in names[10:]]
    assert numbers[0, 10] < 0 < numbers[0, 11] and numbers[0, 12] == 0


@pytest.mark.parametrize(
    "holder",
    [
        tuple,
        iter,
        lambda texts: np.array(texts, dtype=object),
        lambda texts: pandas.Series(texts, index=[3] * len(texts)),
        lambda texts: pandas.DataFrame({"text": texts}),
        polars.Series,
        pyarrow.array,
    ],
    ids=["tuple", "iterator", "numpy", "pandas", "pandas frame", "polars", "pyarrow"],
)
def test_texts_from_anywhere(holder: Any) -> None:
    reader = ToneTransformer(DYADS)
    np.testing.assert_array_equal(reader.transform(holder(TEXTS)), reader.transform(TEXTS))


def test_no_texts() -> None:
    assert ToneTransformer().fit_transform([]).shape == (0, 10)


def test_copies_and_threads_give_the_same() -> None:
    reader = ToneTransformer(DYADS, analyzer=detente.Analyzer(line_breaks="space", gazetteer={"Vardu": "NOR"}))
    wanted = reader.transform(TEXTS)
    for copy in (clone(reader), pickle.loads(pickle.dumps(reader)), clone(reader).set_params(n_jobs=-1)):
        assert copy.get_params()["analyzer"] == reader.analyzer
        np.testing.assert_array_equal(copy.transform(TEXTS), wanted)
    check_is_fitted(reader)


def test_it_uses_its_analyzer() -> None:
    text = ["Norway thanked Orlena."]
    own = ToneTransformer([("NOR", "Orlena Mining")], analyzer=detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"}))
    assert own.transform(text)[0, -1] > 0 == clone(own).set_params(analyzer=None).transform(text)[0, -1]


@pytest.mark.parametrize(("library", "frame"), [("pandas", pandas.DataFrame), ("polars", polars.DataFrame)])
def test_frames_come_out(library: str, frame: type[Any]) -> None:
    reader = ToneTransformer(DYADS).set_output(transform=library)
    made = reader.fit_transform(TEXTS)
    assert isinstance(made, frame) and list(made.columns) == list(reader.get_feature_names_out())
    np.testing.assert_array_equal(made.to_numpy(), ToneTransformer(DYADS).transform(TEXTS))


FRIENDLY = ["Norway thanked Iceland.", "Chile praised the friendly talks with Peru."]
HOSTILE = ["Peru condemned Chile over the raid.", "Iceland accused Norway of lying, and threatened it."]


def test_among_other_parts() -> None:
    frame = pandas.DataFrame({"length": [1, 2] * 10, "text": (FRIENDLY + HOSTILE) * 5})
    answers = ([1, 1, 0, 0]) * 5
    features = FeatureUnion([("tone", ToneTransformer(DYADS)), ("words", TfidfVectorizer())])
    columns = ColumnTransformer([("text", features, "text"), ("rest", "passthrough", ["length"])])
    pipeline = make_pipeline(columns, LogisticRegression(max_iter=1000))
    assert pipeline.fit(frame, answers).score(frame, answers) == 1
    names = pipeline[:-1].get_feature_names_out()
    assert "text__tone__PER->CHL" in names and "rest__length" in names


def test_a_search_on_several_processes() -> None:
    pipeline = Pipeline([("tone", ToneTransformer()), ("learn", LogisticRegression(max_iter=1000))])
    choices = {"tone__dyads": [(), tuple(DYADS)]}
    search = GridSearchCV(pipeline, choices, cv=2, n_jobs=2, error_score="raise")
    search.fit((FRIENDLY + HOSTILE) * 3, [1, 1, 0, 0] * 3)
    assert search.best_score_ == 1


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(TypeError, match="put it into a list"):
        ToneTransformer().transform("Peru left.")
    with pytest.raises(TypeError, match="row 0: a text must be str, not int"):
        ToneTransformer().transform([1])  # type: ignore[list-item]
    for dyads in (["CHN"], [("CHN", 1)], [("CHN", "JPN", "KOR")], ["AB"]):
        with pytest.raises(ValueError, match="pairs of actor ids"):
            ToneTransformer(dyads).fit(["Peru left."])  # type: ignore[arg-type]
