"""Panics are exceptions: in a build of the library that panics on one text, which `tests/run.sh` makes."""

from __future__ import annotations

import os

import pytest
from conftest import Run

#: The folder of the package with the library built with the feature `panic-injection`.
BUILD = os.environ.get("PANIC_BUILD")


@pytest.mark.skipif(BUILD is None, reason="PANIC_BUILD names no build with the feature panic-injection")
def test_a_panic_is_an_exception(run_python: Run) -> None:
    done = run_python(
        """
        import pyarrow
        import detente
        from detente import _detente

        analyzer, tokenizer = detente.Analyzer(), detente.Tokenizer()
        text = _detente._PANIC_TEXT
        texts = ["Peru left."] * 20 + [text] + ["Peru left."] * 20
        calls = (
            lambda: analyzer.analyze(text),
            lambda: analyzer.score(text),
            lambda: analyzer.tone_toward(text, (0, 1)),
            lambda: analyzer.tone_between(text, (0, 1), (2, 3)),
            lambda: analyzer.analyze_batch(texts),
            lambda: analyzer.score_batch(texts),
            lambda: analyzer.analyze_batch(pyarrow.array(texts), errors="null"),
            lambda: analyzer.analyze_batch([text], threads=1, errors="replace"),
            lambda: list(analyzer.analyze_iter(iter(texts), batch_size=3)),
            lambda: list(analyzer.analyze_iter(iter([pyarrow.array(texts)]))),
            lambda: tokenizer.tokenize_batch(texts),
        )
        for call in calls * 3:
            try:
                call()
            except Exception as error:
                assert type(error) is detente.InternalError, error
                assert "as asked by the text" in str(error) and "analyzer.rs" in str(error), error
                assert "Peru" not in str(error) and text not in str(error), error
            else:
                raise AssertionError("no panic")
            assert len(analyzer.analyze("Peru left.").tokens) == 3
            assert len(analyzer.analyze_batch(["Peru left."] * 10)) == 10
        given = []
        try:
            for document in analyzer.analyze_iter(iter(texts), batch_size=8):
                given.append(document.text)
        except detente.InternalError:
            pass
        assert given == texts[:16]
        """,
        environment={"PYTHONPATH": str(BUILD)},
    )
    assert done.stdout == done.stderr == ""
