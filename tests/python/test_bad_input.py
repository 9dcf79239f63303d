"""Texts and options that are none, lone surrogates, and texts that are very long."""

from __future__ import annotations

import time
from typing import Any

import pytest
from conftest import listings

import detente

NOT_TEXTS = [None, 3, 1.5, b"bytes", ["list"], object(), True]


@pytest.mark.parametrize("text", NOT_TEXTS, ids=repr)
def test_what_is_no_text_is_a_type_error(analyzer: detente.Analyzer, text: Any) -> None:
    name = type(text).__name__
    calls = (
        analyzer.analyze,
        analyzer.score,
        detente.analyze,
        lambda text: analyzer.tone_toward(text, (0, 1)),
        lambda text: analyzer.tone_between(text, (0, 1), (2, 3)),
    )
    for call in calls:
        with pytest.raises(TypeError, match=f"text must be str, not {name}"):
            call(text)


def test_errors_say_what_to_do_instead(analyzer: detente.Analyzer) -> None:
    import pandas
    import polars

    tokenizer = detente.Tokenizer()
    wrong: Any
    for wrong in (["Peru left."], pandas.Series(["Peru left."]), ()):
        with pytest.raises(TypeError, match="analyze_batch reads many texts"):
            analyzer.analyze(wrong)
        with pytest.raises(TypeError, match="tokenize_batch reads many texts"):
            tokenizer.tokenize(wrong)
    for wrong in (b"Peru left.", bytearray(b"Peru left.")):
        with pytest.raises(TypeError, match="decode it first"):
            analyzer.analyze(wrong)
        for read in (analyzer.analyze_batch, analyzer.analyze_iter, tokenizer.tokenize_batch):
            with pytest.raises(TypeError, match=f"texts is {type(wrong).__name__}; give a list of decoded texts"):
                read(wrong)
    frame = polars.DataFrame({"n": [1], "text": ["Peru left."]})
    for wrong in (frame, frame.to_arrow(), frame.to_pandas()):
        with pytest.raises(TypeError, match='table without a column "body"; its columns are n, text'):
            analyzer.analyze_batch(wrong, column="body")
    for wrong in ({}, {"column": "text"}):
        with pytest.raises(TypeError, match=r"LazyFrame, which holds no rows yet; give what its collect\(\) returns"):
            analyzer.analyze_batch(frame.lazy(), **wrong)
    wrong = "Peru left."
    with pytest.raises(TypeError, match="doc must be a Document, as detente.analyze returns, not str"):
        detente.plot.tone(wrong)


def test_a_row_that_is_no_text_is_named(analyzer: detente.Analyzer) -> None:
    for bad in (3, b"bytes", ["list"], 1.5, True):
        for errors in ("raise", "replace", "null"):
            with pytest.raises(TypeError, match=f"row 2: a text must be str, not {type(bad).__name__}"):
                analyzer.analyze_batch(["a", "b", bad], errors=errors)  # type: ignore[list-item]


@pytest.mark.parametrize("texts", [3, None, 1.5, object()], ids=repr)
def test_what_holds_no_texts_is_a_type_error(analyzer: detente.Analyzer, texts: Any) -> None:
    with pytest.raises(TypeError, match="texts must be a list or column of str"):
        analyzer.analyze_batch(texts)


def test_one_text_is_no_batch(analyzer: detente.Analyzer) -> None:
    with pytest.raises(TypeError, match="texts is one str"):
        analyzer.analyze_batch("Peru left.")
    with pytest.raises(TypeError, match="texts is a dict"):
        analyzer.analyze_batch({"a": "Peru left."})


def test_options_name_what_is_allowed(analyzer: detente.Analyzer) -> None:
    with pytest.raises(ValueError, match='errors must be "raise", "replace" or "null", not "ignore"'):
        analyzer.analyze_batch([], errors="ignore")  # type: ignore[arg-type]
    for threads in (0, -1):
        with pytest.raises(ValueError, match=f"threads must be 1 or more, not {threads}"):
            analyzer.analyze_batch([], threads=threads)
    for threads in ("2", 1.0, True):
        with pytest.raises(TypeError, match="threads must be int or None"):
            analyzer.analyze_batch([], threads=threads)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        detente.Analyzer("model")  # type: ignore[misc]
    with pytest.raises(TypeError):
        detente.Analyzer(modell="x")  # type: ignore[call-arg]


LONE = "Peru \ud83d condemned\udfff \ud83d\ude42 Chile 🙂 on \udc00Monday."


def test_a_lone_surrogate_in_one_text_is_an_error(analyzer: detente.Analyzer) -> None:
    for call in (analyzer.analyze, analyzer.score, detente.analyze):
        with pytest.raises(ValueError, match="lone surrogate at character 5"):
            call(LONE)
    with pytest.raises(ValueError, match="lone surrogate at character 5"):
        analyzer.tone_toward(LONE, (0, 4))


def test_raise_names_row_and_position(analyzer: detente.Analyzer) -> None:
    with pytest.raises(ValueError, match="row 1 has a lone surrogate at character 5"):
        analyzer.analyze_batch(["fine", LONE, "fine"])


def test_replace_keeps_the_offsets(analyzer: detente.Analyzer) -> None:
    replaced = "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in LONE)
    batch = analyzer.analyze_batch(["fine", LONE, replaced], errors="replace")
    lone, clean = batch[1], batch[2]
    assert lone is not None and clean is not None
    assert lone.text is LONE
    for items, others in ((lone.tokens, clean.tokens), (lone.sentences, clean.sentences)):
        assert [(i.start_char, i.end_char) for i in items] == [(i.start_char, i.end_char) for i in others]
        for item in items:
            assert LONE[item.start_char : item.end_char] == item.text
    assert (lone.tone, len(lone.entities)) == (clean.tone, len(clean.entities))
    assert [token.text for token in lone.tokens[-2:]][-1] == "."
    assert lone.explain() is not None and lone.to_html().encode()
    # A table cannot hold half a character: its text is what was read.
    assert batch.tokens.to_polars().filter(document=1)["text"].to_list() == [t.text for t in clean.tokens]


def test_null_leaves_the_row_out(analyzer: detente.Analyzer) -> None:
    batch = analyzer.analyze_batch(["Peru left.", LONE, None, "Chile left."], errors="null")
    assert [doc and doc.text for doc in batch] == ["Peru left.", None, None, "Chile left."]
    documents = batch.documents.to_polars()
    assert documents["document"].to_list() == [0, 1, 2, 3]
    assert documents["tone"].is_null().to_list() == [False, True, True, False]
    assert documents["error"].to_list() == [None, "lone surrogate at character 5", "null", None]
    assert set(batch.tokens.to_polars()["document"]) == {0, 3}


def test_nulls(analyzer: detente.Analyzer) -> None:
    import pandas

    for null in (None, float("nan"), pandas.NA):
        texts: Any = ["Peru left.", null]
        with pytest.raises(ValueError, match="row 1 is null"):
            analyzer.analyze_batch(texts)
        assert analyzer.analyze_batch(texts, errors="null")[1] is None
        empty = analyzer.analyze_batch(texts, errors="replace")[1]
        assert empty is not None and empty.text == "" and empty.tokens == []


def test_an_error_in_an_iterator_comes_through(analyzer: detente.Analyzer) -> None:
    def texts() -> Any:
        yield "Peru left."
        raise LookupError("the source failed")

    with pytest.raises(LookupError, match="the source failed"):
        analyzer.analyze_batch(texts())


def test_subclasses_of_str_are_read_as_str(analyzer: detente.Analyzer) -> None:
    class Loud(str):
        def __getitem__(self, key: Any) -> str:
            raise AssertionError("an item's text is the text's own")

    doc = analyzer.analyze(Loud("Peru left."))
    assert [token.text for token in doc.tokens] == ["Peru", "left", "."] and type(doc.text) is str
    batch = analyzer.analyze_batch([Loud("Peru left.")])
    assert batch[0] == doc


@pytest.mark.parametrize(
    "unit", ["Peru condemned Chile and thanked 3 envoys, ", "word ", "x", "(", "“", "not ", "U.S. ", "é🙂 ", "."]
)
def test_ten_megabytes_on_one_line(analyzer: detente.Analyzer, unit: str) -> None:
    """A long text costs what its parts cost: ten times as much text, about ten times the time."""

    def seconds(n_bytes: int) -> float:
        text = unit * (n_bytes // len(unit.encode()))
        start = time.process_time()
        doc = analyzer.analyze(text)
        elapsed = time.process_time() - start
        last = doc.tokens[-1]
        assert last.end_char == len(text.rstrip()) and doc.sentences[-1].end_char == last.end_char
        return elapsed

    small = seconds(1_000_000)
    most = max(25 * small, 2.0)
    large = seconds(10_000_000)
    if large >= most:
        # The system took its time to find the memory; now it has it.
        large = seconds(10_000_000)
    assert large < most, (small, large)
    assert large < 60


def test_listings_do_not_change_between_calls(analyzer: detente.Analyzer, article: str) -> None:
    first = listings(analyzer.analyze(article))
    assert all(listings(analyzer.analyze(article)) == first for _ in range(3))
