"""Tokens and sentences alone: the same as of the whole analysis, whatever the text and whatever holds it."""

from __future__ import annotations

import copy
import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import polars
import pyarrow
import pytest
from conftest import HARD_TEXTS, ROOT, Run
from test_bad_input import LONE, NOT_TEXTS
from test_batch import HOLDERS, NULL_HOLDERS, with_null

import detente

TEXTS = list(HARD_TEXTS.values())
#: Lines that are wrapped at a column, so that "auto" reads their breaks as spaces, and lines that are not.
WRAPPED = (
    "The two ministers met on the bridge over the river that separates\n"
    "their countries and agreed to reopen the ferry before the end of\n"
    "the month, said the mayor of the larger of the two border towns.\n"
)
LISTED = "Fishing rights\nFerry timetable\nJoint patrols\n"


@pytest.fixture(scope="module")
def tokenizer() -> detente.Tokenizer:
    return detente.Tokenizer()


def pairs(items: Any) -> list[list[int]]:
    return [[item.start_char, item.end_char] for item in items]


@pytest.mark.parametrize("text", TEXTS, ids=HARD_TEXTS)
@pytest.mark.parametrize("repeat", [1, 40])
def test_the_same_as_of_the_analysis(
    tokenizer: detente.Tokenizer, analyzer: detente.Analyzer, text: str, repeat: int
) -> None:
    text *= repeat
    doc = analyzer.analyze(text)
    tokens, sentences = tokenizer.token_offsets(text), tokenizer.sentence_offsets(text)
    for offsets, items in ((tokens, doc.tokens), (sentences, doc.sentences)):
        assert offsets.dtype == np.uint32 and offsets.shape == (len(items), 2) and offsets.flags.c_contiguous
        assert offsets.tolist() == pairs(items)
    assert np.array_equal(doc.token_offsets, tokens) and doc.token_offsets.dtype == np.uint32
    assert tokenizer.tokenize(text) == [text[start:end] for start, end in tokens.tolist()]
    assert tokenizer.sentences(text) == [text[start:end] for start, end in sentences.tolist()]


def test_tokens_hold_all_that_is_no_space(tokenizer: detente.Tokenizer) -> None:
    for text in TEXTS:
        # Python's idea of white space takes in a few control characters that Unicode's leaves out.
        kept = "".join(char for char in text if not char.isspace())
        joined = "".join(tokenizer.tokenize(text))
        assert "".join(char for char in joined if not char.isspace()) == kept


def test_no_tokens(tokenizer: detente.Tokenizer) -> None:
    for text in ("", " \n\t\r\n\u00a0"):
        assert tokenizer.tokenize(text) == tokenizer.sentences(text) == []
        for offsets in (tokenizer.token_offsets(text), tokenizer.sentence_offsets(text)):
            assert offsets.shape == (0, 2) and offsets.dtype == np.uint32


def test_words_that_are_alike(tokenizer: detente.Tokenizer) -> None:
    """Strings are kept for the next call: none may be taken for another, at any length and place."""
    stems = ["x" * length for length in range(1, 20)] + ["é" * length for length in range(1, 10)]
    words = [stem + end for stem in stems for end in ("", "y", "z", "\0", "\0\0", "é", "🙂")]
    words += [f"w{number:x}" for number in range(30_000)]
    for text in (" ".join(words), " ".join(reversed(words)), *words[-200:], *words[:200]):
        expected = [text[start:end] for start, end in tokenizer.token_offsets(text).tolist()]
        assert tokenizer.tokenize(text) == expected == detente.Tokenizer().tokenize(text)


def test_arrays_are_the_callers(tokenizer: detente.Tokenizer, analyzer: detente.Analyzer) -> None:
    """Writing to an array changes no other, and an array outlives what made it."""
    text = "Peru left. Chile stayed."
    for make in (tokenizer.token_offsets, tokenizer.sentence_offsets, lambda t: analyzer.analyze(t).token_offsets):
        first = make(text)
        first += 7
        assert np.array_equal(first, make(text) + 7)
    doc = analyzer.analyze(text)
    doc.token_offsets[:] = 0
    assert doc.token_offsets[-1].tolist() == [23, 24]


@pytest.mark.parametrize("cls", [detente.Tokenizer, detente.Analyzer])
def test_line_breaks(cls: type[detente.Tokenizer | detente.Analyzer]) -> None:
    def sentences(text: str, **options: Any) -> list[str]:
        made = cls(**options)
        if isinstance(made, detente.Tokenizer):
            return made.sentences(text)
        return [sentence.text for sentence in made.analyze(text).sentences]

    assert len(sentences(WRAPPED)) == len(sentences(WRAPPED, line_breaks="space")) == 1
    assert sentences(WRAPPED, line_breaks="break") == WRAPPED.splitlines()
    assert sentences(LISTED) == sentences(LISTED, line_breaks="break") == LISTED.splitlines()
    assert sentences(LISTED, line_breaks="space") == [LISTED.rstrip()]
    for options in ({}, {"line_breaks": "break"}, {"line_breaks": "space"}):
        made = cls(**options)
        assert made.line_breaks == options.get("line_breaks", "auto")
        assert sentences("Peru left\n\nChile stayed", **options) == ["Peru left", "Chile stayed"]
        written = "line_breaks='" + options["line_breaks"] + "'" if options else ""
        assert repr(made) == f"{cls.__name__}({written})"
        for twin in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made), cls(**options)):
            assert twin == made and hash(twin) == hash(made) and twin.line_breaks == made.line_breaks
    assert len({cls(), cls(line_breaks="auto"), cls(line_breaks="break"), cls(line_breaks="space")}) == 3
    assert cls() != "auto" and detente.Analyzer() != detente.Tokenizer()


@pytest.mark.parametrize("cls", [detente.Tokenizer, detente.Analyzer])
def test_options_name_what_is_allowed(cls: Any) -> None:
    for wrong in ("", "AUTO", "breaks", "é"):
        with pytest.raises(ValueError, match=f'line_breaks must be "auto", "break" or "space", not "{wrong}"'):
            cls(line_breaks=wrong)
    for wrong in (None, 1, b"auto", True):
        with pytest.raises(TypeError, match="line_breaks"):
            cls(line_breaks=wrong)
    with pytest.raises(TypeError):
        cls("space")
    with pytest.raises(TypeError):
        cls(linebreaks="space")


def test_documents_keep_how_they_were_read() -> None:
    analyzer = detente.Analyzer(line_breaks="break")
    for doc in (analyzer.analyze(WRAPPED), analyzer.analyze_batch([WRAPPED])[0]):
        assert doc is not None and len(doc.sentences) == 3
        explained = doc.explain()
        assert [part.item for part in explained[:3]] == list(doc.sentences)
        assert pickle.loads(pickle.dumps(doc)).explain() == explained
    batch = pickle.loads(pickle.dumps(analyzer.analyze_batch([WRAPPED])))
    assert batch[0].explain() == explained


def test_a_model_file(tmp_path: Path, tokenizer: detente.Tokenizer) -> None:
    path = tmp_path / "copy.model"
    path.write_bytes((ROOT / "crates" / "detente-data" / "detente.model").read_bytes())
    given = detente.Tokenizer(model=path, line_breaks="space")
    assert given.model == str(path) and given.model_version == tokenizer.model_version == detente.model_version
    assert repr(given) == f"Tokenizer(model={str(path)!r}, line_breaks='space')"
    assert given != tokenizer and pickle.loads(pickle.dumps(given)) == given
    assert given.sentences(HARD_TEXTS["article"]) == tokenizer.sentences(HARD_TEXTS["article"])
    path.write_bytes(b"no model")
    with pytest.raises(detente.ModelError, match="not a Détente model"):
        detente.Tokenizer(model=path)
    with pytest.raises(FileNotFoundError):
        detente.Tokenizer(model=tmp_path / "absent")


@pytest.mark.parametrize("text", NOT_TEXTS, ids=repr)
def test_what_is_no_text_is_a_type_error(tokenizer: detente.Tokenizer, text: Any) -> None:
    for call in (tokenizer.tokenize, tokenizer.token_offsets, tokenizer.sentences, tokenizer.sentence_offsets):
        with pytest.raises(TypeError, match=f"text must be str, not {type(text).__name__}"):
            call(text)


def test_lone_surrogates(tokenizer: detente.Tokenizer) -> None:
    for call in (tokenizer.tokenize, tokenizer.token_offsets, tokenizer.sentences, tokenizer.sentence_offsets):
        with pytest.raises(ValueError, match="lone surrogate at character 5; tokenize_batch reads"):
            call(LONE)
    replaced = "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in LONE)
    with pytest.raises(ValueError, match="row 1 has a lone surrogate at character 5"):
        tokenizer.tokenize_batch(["fine", LONE])
    for strings in (False, True):
        frame = tokenizer.tokenize_batch([LONE, replaced], errors="replace", strings=strings).to_polars()
        assert frame["tokens"][0].to_list() == frame["tokens"][1].to_list()
    null = tokenizer.tokenize_batch(["fine", LONE, None], errors="null", sentences=True).to_polars()
    assert null["tokens"].to_list() == null["sentences"].to_list() == [[[0, 4]], None, None]
    assert null["error"].to_list() == [None, "lone surrogate at character 5", "null"]


def test_subclasses_of_str_are_read_as_str(tokenizer: detente.Tokenizer) -> None:
    class Loud(str):
        def __str__(self) -> str:
            raise AssertionError("the text is what it holds")

    assert tokenizer.tokenize(Loud("Peru left.")) == ["Peru", "left", "."]
    assert all(type(token) is str for token in tokenizer.tokenize(Loud("Peru")))


@pytest.mark.parametrize("unit", ["word ", "x", "(", "“", "U.S. ", "é🙂 ", ".", "'", "🙂", "日本", "e\u0301"])
def test_ten_megabytes_on_one_line(tokenizer: detente.Tokenizer, unit: str) -> None:
    """A long text costs what its parts cost: ten times as much text, about ten times the time."""

    def seconds(n_bytes: int) -> float:
        text = unit * (n_bytes // len(unit.encode()))
        start = time.process_time()
        offsets = tokenizer.token_offsets(text)
        sentences = tokenizer.sentence_offsets(text)
        elapsed = time.process_time() - start
        assert offsets[-1, 1] == len(text.rstrip()) == sentences[-1, 1]
        return elapsed

    small = seconds(1_000_000)
    large = seconds(10_000_000)
    assert large < max(25 * small, 2.0), (small, large)
    assert large < 30


def test_many_threads_of_python_at_once(tokenizer: detente.Tokenizer) -> None:
    texts = [*TEXTS, HARD_TEXTS["article"] * 100]
    expected = [(tokenizer.tokenize(text), tokenizer.sentence_offsets(text).tolist()) for text in texts]

    def work(_number: int) -> bool:
        return [(tokenizer.tokenize(text), tokenizer.sentence_offsets(text).tolist()) for text in texts] == expected

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(32)))


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_columns_from_anywhere(tokenizer: detente.Tokenizer, holder: Callable[[list[str]], Any]) -> None:
    expected = [tokenizer.token_offsets(text).tolist() for text in TEXTS]
    sentences = [tokenizer.sentence_offsets(text).tolist() for text in TEXTS]
    frame = tokenizer.tokenize_batch(holder(TEXTS)).to_polars()
    assert frame.columns == ["document", "tokens", "error"]
    assert frame["tokens"].to_list() == expected and frame["error"].null_count() == len(TEXTS)
    frame = tokenizer.tokenize_batch(holder(TEXTS), sentences=True, strings=True).to_polars()
    assert frame["tokens"].to_list() == [tokenizer.tokenize(text) for text in TEXTS]
    assert frame["sentences"].to_list() == [tokenizer.sentences(text) for text in TEXTS]
    frame = tokenizer.tokenize_batch(holder(TEXTS), sentences=True).to_polars()
    assert frame["document"].to_list() == list(range(len(TEXTS)))
    assert frame["tokens"].to_list() == expected and frame["sentences"].to_list() == sentences


@pytest.mark.parametrize("holder", NULL_HOLDERS.values(), ids=NULL_HOLDERS)
def test_nulls_from_anywhere(tokenizer: detente.Tokenizer, holder: Callable[[list[Any]], Any]) -> None:
    with pytest.raises(ValueError, match="row 1 is null"):
        tokenizer.tokenize_batch(with_null(holder))
    null = tokenizer.tokenize_batch(with_null(holder), errors="null", strings=True).to_polars()
    assert null["tokens"].to_list() == [["Peru", "left", "."], None, ["Chile", "left", "."]]
    empty = tokenizer.tokenize_batch(with_null(holder), errors="replace", strings=True).to_polars()
    assert empty["tokens"].to_list() == [["Peru", "left", "."], [], ["Chile", "left", "."]]


def test_threads_change_nothing(tokenizer: detente.Tokenizer) -> None:
    texts = TEXTS * 30
    for options in ({}, {"sentences": True}, {"strings": True, "sentences": True}):
        first = pyarrow.table(tokenizer.tokenize_batch(texts, threads=1, **options))
        for threads in (2, 5, None):
            assert pyarrow.table(tokenizer.tokenize_batch(texts, threads=threads, **options)) == first
            first.validate(full=True)


def test_a_schema_does_not_depend_on_the_data(tokenizer: detente.Tokenizer) -> None:
    offsets = pyarrow.large_list(pyarrow.field("item", pyarrow.list_(pyarrow.field("item", pyarrow.uint32(), False), 2), False))
    strings = pyarrow.large_list(pyarrow.field("item", pyarrow.large_string(), False))
    for texts in ([], TEXTS, [None], ["", None]):
        for kind, item in ((False, offsets), (True, strings)):
            table = tokenizer.tokenize_batch(texts, strings=kind, sentences=True, errors="null")
            schema = pyarrow.schema(table)
            assert schema.names == table.column_names == ["document", "tokens", "sentences", "error"]
            assert schema.types == [pyarrow.uint32(), item, item, pyarrow.string()]
            assert [field.nullable for field in schema] == [False, True, True, True]
            assert len(table) == table.num_rows == len(texts)
            pyarrow.table(table).validate(full=True)


def test_tables_go_everywhere(tokenizer: detente.Tokenizer) -> None:
    text = "Peru 🙂 left. “Really?”"
    table = tokenizer.tokenize_batch([text, None, "", "Chile"], errors="null", sentences=True)
    frame = polars.DataFrame(table)
    assert frame.schema["tokens"] == polars.List(polars.Array(polars.UInt32, 2))
    starts = frame["tokens"].list.eval(polars.element().arr.get(0)).to_list()
    assert starts == [tokenizer.token_offsets(text)[:, 0].tolist(), None, [], [0]]
    column = pyarrow.table(table)["tokens"]
    assert column.to_pylist() == frame["tokens"].to_list()
    flat = column.chunk(0).values.values.to_numpy(zero_copy_only=True).reshape(-1, 2)
    assert flat.tolist() == [*tokenizer.token_offsets(text).tolist(), [0, 5]]
    pandas_frame = table.to_pandas()
    assert [None if row is None else np.stack(row).tolist() if len(row) else []
            for row in pandas_frame["tokens"]] == frame["tokens"].to_list()
    strings = tokenizer.tokenize_batch([text, None], errors="null", strings=True).to_pandas()
    assert strings["tokens"][0].tolist() == tokenizer.tokenize(text) and strings["tokens"][1] is None
    joined = pandas.DataFrame({"text": [text]}).assign(tokens=strings["tokens"])
    assert joined.explode("tokens")["tokens"].tolist() == tokenizer.tokenize(text)


def test_a_query_engine_reads_tables(tokenizer: detente.Tokenizer) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = tokenizer.tokenize_batch(TEXTS)
    assert len(found) == len(TEXTS)
    [(count,)] = duckdb.sql("SELECT sum(len(tokens)) FROM found").fetchall()
    assert count == sum(len(tokenizer.tokenize(text)) for text in TEXTS)


def test_batches_check_what_they_are_given(tokenizer: detente.Tokenizer) -> None:
    with pytest.raises(TypeError, match="texts is one str; give a list of texts, or call tokenize"):
        tokenizer.tokenize_batch("Peru left.")
    with pytest.raises(TypeError, match="row 1: a text must be str, not int"):
        tokenizer.tokenize_batch(["Peru", 3], errors="null")  # type: ignore[list-item]
    with pytest.raises(TypeError, match="texts must be a list or column of str"):
        tokenizer.tokenize_batch(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="it must hold strings"):
        tokenizer.tokenize_batch(pyarrow.array([1]))
    with pytest.raises(ValueError, match='errors must be "raise", "replace" or "null", not "skip"'):
        tokenizer.tokenize_batch([], errors="skip")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="threads must be 1 or more, not 0"):
        tokenizer.tokenize_batch([], threads=0)
    for option in ("strings", "sentences", "progress"):
        with pytest.raises(TypeError, match=option):
            tokenizer.tokenize_batch([], **{option: "yes"})


def test_progress_is_a_bar(tokenizer: detente.Tokenizer, capfd: pytest.CaptureFixture[str]) -> None:
    tokenizer.tokenize_batch(TEXTS, progress=True)
    shown = capfd.readouterr()
    assert shown.out == "" and f"{len(TEXTS)}/{len(TEXTS)}" in shown.err
    tokenizer.tokenize_batch(TEXTS)
    assert capfd.readouterr() == ("", "")


def test_ctrl_c_stops_a_batch(run_python: Run) -> None:
    done = run_python(
        """
        import os, signal, threading, time
        import detente

        tokenizer = detente.Tokenizer()
        text = "Peru condemned Chile on Monday. Norway thanked Iceland for its “help”. " * 1000
        start = time.perf_counter()
        tokenizer.tokenize_batch([text] * 50, threads=1, sentences=True)
        # A batch that would take about a minute, of texts that take no memory of their own.
        texts = [text] * int(50 * 60 / (time.perf_counter() - start))
        sent = None

        def interrupt():
            global sent
            sent = time.perf_counter()
            os.kill(os.getpid(), signal.SIGINT)

        timer = threading.Timer(0.3, interrupt)
        timer.start()
        try:
            tokenizer.tokenize_batch(texts, threads=1, sentences=True)
        except KeyboardInterrupt:
            print(time.perf_counter() - sent)
        timer.join()
        assert len(tokenizer.tokenize_batch([text])) == 1
        """
    )
    assert float(done.stdout) < 1.0


def test_after_a_fork(run_python: Run) -> None:
    run_python(
        """
        import multiprocessing, os, signal, warnings
        import detente, pyarrow

        warnings.simplefilter("ignore", DeprecationWarning)
        tokenizer = detente.Tokenizer(line_breaks="break")
        texts = ["Peru left.\\nChile stayed.", "🙂"] * 50
        expected = pyarrow.table(tokenizer.tokenize_batch(texts))
        pid = os.fork()
        if pid == 0:
            signal.alarm(30)
            os._exit(0 if pyarrow.table(tokenizer.tokenize_batch(texts)) == expected else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(tokenizer.tokenize, texts) == [tokenizer.tokenize(text) for text in texts]
        """
    )


def test_tokens_alone_decode_no_more_than_they_need(run_python: Run) -> None:
    """Tokens need no list of names and no weights of tones, which take far longer to decode."""
    done = run_python(
        """
        import sys, time
        import detente

        start = time.process_time()
        detente.Tokenizer().tokenize("Peru left.")
        middle = time.process_time()
        assert "numpy" not in sys.modules
        detente.Analyzer().analyze("Peru left.")
        print(middle - start, time.process_time() - middle)
        """
    )
    tokens, whole = map(float, done.stdout.split())
    assert tokens < whole


def test_repeated_calls_leave_no_memory(run_python: Run) -> None:
    done = run_python(
        """
        import detente

        tokenizer = detente.Tokenizer()
        texts = ["Peru thanked “Chile” for number %d." % number * 20 for number in range(200)]

        def once():
            for text in texts:
                tokenizer.tokenize(text), tokenizer.token_offsets(text)
                tokenizer.sentences(text), tokenizer.sentence_offsets(text)
            tokenizer.tokenize_batch(texts, strings=True, sentences=True, threads=1)

        def resident():
            with open("/proc/self/statm") as file:
                return int(file.read().split()[1]) * 4096

        for _ in range(10):
            once()
        before = resident()
        for _ in range(40):
            once()
        print(resident() - before)
        """
    )
    assert int(done.stdout) < 4 << 20
