"""Batches: the same as one by one, whatever holds the texts, for any number of threads."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas
import polars
import pyarrow
import pytest
from conftest import HARD_TEXTS, Run, listings

import detente

TEXTS = list(HARD_TEXTS.values())


@pytest.fixture(scope="module")
def singly(analyzer: detente.Analyzer) -> list[detente.Document]:
    return [analyzer.analyze(text) for text in TEXTS]


def test_a_batch_is_the_same_as_one_by_one(
    analyzer: detente.Analyzer, singly: list[detente.Document]
) -> None:
    batch = analyzer.analyze_batch(TEXTS)
    assert len(batch) == len(TEXTS) and list(batch) == singly
    assert [listings(doc) for doc in batch if doc] == [listings(doc) for doc in singly]
    assert all(doc is not None and doc.text is text for doc, text in zip(batch, TEXTS, strict=True))
    assert batch[-1] == singly[-1] and batch[2:5] == singly[2:5] and batch[::-1] == singly[::-1]
    for index in (len(TEXTS), -len(TEXTS) - 1):
        with pytest.raises(IndexError):
            batch[index]
    assert repr(batch) == f"Batch(documents={len(TEXTS)})"


def test_threads_change_no_byte(analyzer: detente.Analyzer) -> None:
    texts = TEXTS * 5
    first = pickle.dumps(list(analyzer.analyze_batch(texts, threads=1)))
    for threads in (2, 3, 8, None):
        batch = analyzer.analyze_batch(texts, threads=threads)
        assert pickle.dumps(list(batch)) == first
    shuffled = analyzer.analyze_batch(texts[::-1], threads=2)
    assert pickle.dumps(list(shuffled)[::-1]) == first


def test_an_empty_batch(analyzer: detente.Analyzer) -> None:
    for texts in ([], (), iter(()), pandas.Series([], dtype=str), pyarrow.array([], pyarrow.string())):
        batch = analyzer.analyze_batch(texts)
        assert len(batch) == 0 and list(batch) == []
        for table in (batch.documents, batch.tokens, batch.directed):
            assert table.num_rows == 0 and table.to_polars().shape[0] == 0


HOLDERS: dict[str, Callable[[list[str]], Any]] = {
    "list": list,
    "tuple": tuple,
    "generator": lambda texts: (text for text in texts),
    "map": lambda texts: map(str, texts),
    "numpy objects": lambda texts: np.array(texts, dtype=object),
    "pandas str": lambda texts: pandas.Series(texts, dtype="str"),
    "pandas object": lambda texts: pandas.Series(texts, dtype=object),
    "pandas category": lambda texts: pandas.Series(texts, dtype="category"),
    "pandas Arrow": lambda texts: pandas.Series(texts, dtype=pandas.ArrowDtype(pyarrow.string())),
    "pandas odd index": lambda texts: pandas.Series(texts, index=[7] * len(texts)),
    "pandas column": lambda texts: pandas.DataFrame({"n": 1, "text": texts})["text"],
    "polars": lambda texts: polars.Series(texts),
    "polars categorical": lambda texts: polars.Series(texts, dtype=polars.Categorical),
    "polars chunks": lambda texts: polars.concat([polars.Series(texts[:3]), polars.Series(texts[3:])], rechunk=False),
    "polars slice": lambda texts: polars.Series(["x", *texts, "y"]).slice(1, len(texts)),
    "polars frame": lambda texts: polars.DataFrame({"text": texts}),
    "pyarrow": lambda texts: pyarrow.array(texts, pyarrow.string()),
    "pyarrow large": lambda texts: pyarrow.array(texts, pyarrow.large_string()),
    "pyarrow view": lambda texts: pyarrow.array(texts, pyarrow.string_view()),
    "pyarrow dictionary": lambda texts: pyarrow.array(texts).dictionary_encode(),
    "pyarrow slice": lambda texts: pyarrow.array(["x", *texts, "y"]).slice(1, len(texts)),
    "pyarrow dictionary slice": lambda texts: pyarrow.array(["x", *texts]).dictionary_encode().slice(1),
    "pyarrow chunks": lambda texts: pyarrow.chunked_array([texts[:4], [], texts[4:]]),
    "pyarrow column": lambda texts: pyarrow.table({"n": range(len(texts)), "text": texts})["text"],
    "pyarrow column of slices": lambda texts: pyarrow.chunked_array([[*texts, "x"], ["y"]]).slice(0, len(texts)),
    "pyarrow table": lambda texts: pyarrow.table({"text": texts}),
    "pyarrow table slice": lambda texts: pyarrow.table({"text": ["x", *texts, "y"]}).slice(1, len(texts)),
    "pyarrow reader": lambda texts: pyarrow.table({"text": texts}).to_reader(max_chunksize=3),
    "pyarrow large view slice": lambda texts: pyarrow.array(["x" * 99, *texts], pyarrow.string_view()).slice(1),
    "pyarrow batch": lambda texts: pyarrow.record_batch({"text": texts}),
}


#: Tables with other columns beside that of the texts.
TABLES: dict[str, Callable[[list[Any]], Any]] = {
    "pandas": lambda texts: pandas.DataFrame({"n": range(len(texts)), "text": texts}, index=[3] * len(texts)),
    "pandas, other objects": lambda texts: pandas.DataFrame({"n": [object()] * len(texts), "text": texts}),
    "polars": lambda texts: polars.DataFrame({"n": range(len(texts)), "text": texts}),
    "pyarrow table": lambda texts: pyarrow.table({"n": range(len(texts)), "text": texts}),
    "pyarrow batch": lambda texts: pyarrow.record_batch({"n": range(len(texts)), "text": texts}),
    "pyarrow batch slice": lambda texts: pyarrow.record_batch({"n": range(-1, len(texts)), "text": ["x", *texts]})[1:],
    "pyarrow reader": lambda texts: pyarrow.table({"n": range(len(texts)), "text": texts}).to_reader(3),
    "pyarrow structs": lambda texts: pyarrow.array([{"n": n, "text": text} for n, text in enumerate(texts)]),
    "dict": lambda texts: {"n": range(len(texts)), "text": texts},
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_column_by_name(
    analyzer: detente.Analyzer, singly: list[detente.Document], table: Callable[[list[Any]], Any]
) -> None:
    assert list(analyzer.analyze_batch(table(TEXTS), column="text")) == singly
    assert list(analyzer.analyze_batch(table([*TEXTS, None]), column="text", errors="null")) == [*singly, None]
    with pytest.raises(TypeError, match="table"):
        analyzer.analyze_batch(table(TEXTS), column="no such")
    tokens = detente.Tokenizer().tokenize_batch(table(TEXTS), column="text")
    assert tokens.num_rows == len(TEXTS)


def test_a_column_by_name_where_there_is_none(analyzer: detente.Analyzer) -> None:
    for texts in (["Peru left."], iter(["Peru left."]), pandas.Series(["Peru left."]), pyarrow.array(["Peru left."])):
        with pytest.raises(TypeError, match="column"):
            analyzer.analyze_batch(texts, column="text")
    with pytest.raises(TypeError, match="must be str|columns"):
        analyzer.analyze_batch(pandas.DataFrame({"n": [object()], "text": ["Peru left."]}))


def test_relations_of_a_query_engine(analyzer: detente.Analyzer, singly: list[detente.Document]) -> None:
    duckdb = pytest.importorskip("duckdb")
    frame = polars.DataFrame({"n": range(len(TEXTS)), "text": TEXTS})
    with duckdb.connect() as connection:
        connection.register("frame", frame)
        assert list(analyzer.analyze_batch(connection.sql("SELECT text FROM frame"))) == singly
        assert list(analyzer.analyze_batch(connection.sql("FROM frame"), column="text")) == singly
        null = connection.sql("SELECT CASE WHEN n % 2 = 0 THEN text END AS text FROM frame")
        kept = [doc if n % 2 == 0 else None for n, doc in enumerate(singly)]
        assert list(analyzer.analyze_batch(null, errors="null")) == kept
        with pytest.raises(TypeError, match="columns n, text"):
            analyzer.analyze_batch(connection.sql("FROM frame"))


def test_columns_are_read_where_they_are(run_python: Run) -> None:
    """Tokens of 300 MB of text, of one token each: a copy of the column would show in the memory."""
    done = run_python(
        """
        import resource
        import pyarrow
        import detente

        tokenizer = detente.Tokenizer()
        unit = "x" * 100_000
        column = pyarrow.array([unit] * 3000)
        layouts = [column, column.cast(pyarrow.large_string()), column.cast(pyarrow.string_view())]
        layouts += [layout.slice(1, 2000) for layout in layouts]
        tokenizer.tokenize_batch(column.slice(0, 10))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for layout in layouts:
            assert tokenizer.tokenize_batch(layout).num_rows == len(layout)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, column.nbytes // 1024)
        """
    )
    grown, column = map(int, done.stdout.split())
    assert grown < column / 10, (grown, column)


def test_many_slices_cost_what_the_column_costs(analyzer: detente.Analyzer) -> None:
    """Slices share the buffers of the whole column, which must not be checked anew for each of them."""
    column = pyarrow.array(["é" * 200_000] * 100)
    tokenizer = detente.Tokenizer()

    def seconds(texts: list[Any]) -> float:
        start = time.process_time()
        for text in texts:
            tokenizer.tokenize_batch(text, threads=1)
        return time.process_time() - start

    seconds([column.slice(0, 10)])
    whole, slices = seconds([column]), seconds([column.slice(n, 1) for n in range(100)])
    assert slices < 5 * whole + 0.1, (whole, slices)


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_texts_from_anywhere(
    analyzer: detente.Analyzer, singly: list[detente.Document], holder: Callable[[list[str]], Any]
) -> None:
    assert list(analyzer.analyze_batch(holder(TEXTS))) == singly


def with_null(holder: Callable[[list[Any]], Any]) -> Any:
    return holder(["Peru left.", None, "Chile left."])


NULL_HOLDERS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "pandas str": lambda texts: pandas.Series(texts, dtype="str"),
    "pandas object": lambda texts: pandas.Series(texts, dtype=object),
    "pandas category": lambda texts: pandas.Series(texts, dtype="category"),
    "pandas Arrow": lambda texts: pandas.Series(texts, dtype=pandas.ArrowDtype(pyarrow.large_string())),
    "polars": lambda texts: polars.Series(texts),
    "pyarrow": pyarrow.array,
    "pyarrow dictionary": lambda texts: pyarrow.array(texts).dictionary_encode(),
    "pyarrow null in dictionary": lambda texts: pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0, 1, 2]), pyarrow.array(texts)
    ),
    "pyarrow slice": lambda texts: pyarrow.array([None, "x", *texts]).slice(2),
}


@pytest.mark.parametrize("holder", NULL_HOLDERS.values(), ids=NULL_HOLDERS)
def test_nulls_from_anywhere(analyzer: detente.Analyzer, holder: Callable[[list[Any]], Any]) -> None:
    with pytest.raises(ValueError, match="row 1 is null"):
        analyzer.analyze_batch(with_null(holder))
    null = analyzer.analyze_batch(with_null(holder), errors="null")
    assert [doc and doc.text for doc in null] == ["Peru left.", None, "Chile left."]
    empty = analyzer.analyze_batch(with_null(holder), errors="replace")
    assert [doc and doc.text for doc in empty] == ["Peru left.", "", "Chile left."]


def test_columns_of_nulls_alone(analyzer: detente.Analyzer) -> None:
    keys, values = pyarrow.array([None] * 3, pyarrow.int8()), pyarrow.array([], pyarrow.string())
    no_values = pyarrow.DictionaryArray.from_arrays(keys, values)
    for column in (pyarrow.nulls(3), polars.Series([None, None, None]), [None] * 3, no_values):
        assert list(analyzer.analyze_batch(column, errors="null")) == [None] * 3


def test_columns_that_hold_no_strings(analyzer: detente.Analyzer) -> None:
    for column in (pyarrow.array([1, 2]), polars.Series([1.5]), pyarrow.array([b"x"])):
        with pytest.raises(TypeError, match="it must hold strings"):
            analyzer.analyze_batch(column)
    with pytest.raises(TypeError, match="columns id, text; give one of them"):
        analyzer.analyze_batch(pyarrow.table({"id": [1], "text": ["Peru left."]}))
    with pytest.raises(TypeError, match="row 1: a text must be str, not int"):
        analyzer.analyze_batch(pandas.Series(["Peru left.", 5], dtype=object))


def test_a_column_with_bytes_that_are_no_text(analyzer: detente.Analyzer) -> None:
    rows = [b"fine", b"\xff\xfe", b"also"]
    for binary, text in (
        (pyarrow.binary(), pyarrow.string()),
        (pyarrow.large_binary(), pyarrow.large_string()),
        (pyarrow.binary_view(), pyarrow.string_view()),
    ):
        column = pyarrow.array(rows, binary).view(text)
        for bad in (column, column.slice(1), pyarrow.chunked_array([column])):
            with pytest.raises(ValueError, match="no sound Arrow column"):
                analyzer.analyze_batch(bad)
        # Bytes of rows that are not part of the slice do not matter.
        assert [doc and doc.text for doc in analyzer.analyze_batch(column.slice(2))] == ["also"]
    # Each half of a character is no text, though both together are.
    halves = pyarrow.StringArray.from_buffers(
        2, pyarrow.py_buffer(np.array([0, 1, 2], np.int32)), pyarrow.py_buffer("é".encode())
    )
    with pytest.raises(ValueError, match="no sound Arrow column"):
        analyzer.analyze_batch(halves)
    falling = pyarrow.Array.from_buffers(
        pyarrow.string(), 3, [None, pyarrow.py_buffer(np.array([0, 3, 1, 4], np.int32)), pyarrow.py_buffer(b"Peru")]
    )
    with pytest.raises(ValueError, match="no sound Arrow column"):
        analyzer.analyze_batch(falling)


def test_bytes_under_a_null_do_not_matter(analyzer: detente.Analyzer) -> None:
    column = pyarrow.StringArray.from_buffers(
        2,
        pyarrow.py_buffer(np.array([0, 2, 6], np.int32)),
        pyarrow.py_buffer(b"\xff\xfePeru"),
        pyarrow.py_buffer(bytes([0b10])),
    )
    assert [doc and doc.text for doc in analyzer.analyze_batch(column, errors="null")] == [None, "Peru"]


def test_tables_say_what_the_documents_say(analyzer: detente.Analyzer) -> None:
    batch = analyzer.analyze_batch([*TEXTS, None], errors="null")
    frames = batch.to_polars()
    assert list(frames) == ["documents", "sentences", "entities", "directed", "dyads", "tokens"]
    docs = [(row, doc) for row, doc in enumerate(batch) if doc]
    numbers = [(doc.tone, doc.band, len(doc.tokens), len(doc.sentences), len(doc.entities), len(doc.directed))
               for _, doc in docs]
    columns = ("tone", "band", "n_tokens", "n_sentences", "n_entities", "n_directed")
    documents = frames["documents"]
    assert documents["document"].to_list() == list(range(len(batch)))
    assert documents.filter(polars.col("error").is_null()).select(columns).rows() == numbers
    assert documents.row(-1) == (len(TEXTS), *[None] * 6, "null")
    tokens = [(row, number, t.start_char, t.end_char, t.text) for row, doc in docs
              for number, s in enumerate(doc.sentences) for t in s.tokens]
    assert frames["tokens"].rows() == tokens
    sentences = [(row, s.index, s.start_char, s.end_char, s.kind, s.tone, s.band, s.text)
                 for row, doc in docs for s in doc.sentences]
    assert frames["sentences"].rows() == sentences
    name = {actor.id: actor.name for _, doc in docs for actor in doc.actors}
    entities = [(row, e.sentence_index, e.start_char, e.end_char, e.text, e.label, e.actor,
                 e.actor and name[e.actor], e.role, e.value) for row, doc in docs for e in doc.entities]
    assert frames["entities"].rows() == entities
    directed = [(row, d.sentence_index, d.source, d.target, name[d.source], name[d.target], d.tone, d.band, d.mode,
                 d.confidence, *(d.source_span or (None, None)), *(d.target_span or (None, None)),
                 *(d.cue or (None, None)), d.cue_text, d.speaker) for row, doc in docs for d in doc.directed]
    assert frames["directed"].rows() == directed
    dyads = [(row, d.source, d.target, name[d.source], name[d.target], d.tone, d.band, d.count)
             for row, doc in docs for d in doc.dyads]
    assert frames["dyads"].rows() == dyads


def test_a_schema_does_not_depend_on_the_data(analyzer: detente.Analyzer) -> None:
    full, empty = analyzer.analyze_batch(TEXTS), analyzer.analyze_batch([])
    for name in ("documents", "sentences", "entities", "directed", "dyads", "tokens"):
        schema = pyarrow.schema(getattr(full, name))
        assert schema == pyarrow.schema(getattr(empty, name)) == pyarrow.table(getattr(full, name)).schema
        assert schema.names == getattr(full, name).column_names
        assert schema.field("document").type == pyarrow.uint32()


def test_tables_go_everywhere(analyzer: detente.Analyzer) -> None:
    batch = analyzer.analyze_batch(TEXTS)
    table = batch.tokens
    assert table is batch.tokens and len(table) == table.num_rows > 100
    rows = polars.DataFrame(table).rows()
    assert pyarrow.table(table).to_pydict() == polars.DataFrame(table).to_dict(as_series=False)
    assert pyarrow.RecordBatchReader.from_stream(table).read_all() == pyarrow.table(table)
    frame = batch.to_pandas()["tokens"]
    assert list(frame.itertuples(index=False, name=None)) == rows
    assert frame["text"].dtype == "str"
    wanted = pyarrow.schema(table).set(4, pyarrow.field("text", pyarrow.string()))
    narrow = pyarrow.table(pyarrow.RecordBatchReader.from_stream(table, schema=wanted).read_all())
    assert narrow.schema.field("text").type == pyarrow.string()
    joined = polars.DataFrame({"text": TEXTS}).with_row_index("document").join(
        polars.DataFrame(batch.documents), on="document"
    )
    assert len(joined) == len(TEXTS)


def test_a_query_engine_reads_tables(analyzer: detente.Analyzer) -> None:
    duckdb = pytest.importorskip("duckdb")
    tokens = analyzer.analyze_batch(TEXTS).tokens
    assert duckdb.sql("SELECT count(*) FROM tokens").fetchall() == [(len(tokens),)]


def test_many_threads_of_python_at_once(analyzer: detente.Analyzer, singly: list[detente.Document]) -> None:
    expected = [listings(doc) for doc in singly]

    def work(number: int) -> bool:
        if number % 2:
            return [listings(analyzer.analyze(text)) for text in TEXTS] == expected
        batch = analyzer.analyze_batch(TEXTS, threads=1 + number % 3)
        return [listings(doc) for doc in batch if doc] == expected

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(work, range(64)))


def test_progress_is_a_bar(analyzer: detente.Analyzer, capfd: pytest.CaptureFixture[str]) -> None:
    analyzer.analyze_batch(TEXTS, progress=True)
    shown = capfd.readouterr()
    assert shown.out == "" and f"{len(TEXTS)}/{len(TEXTS)}" in shown.err and "100%" in shown.err


def test_progress_without_tqdm_is_a_line(run_python: Run) -> None:
    done = run_python(
        """
        import sys
        sys.modules["tqdm"] = None
        import detente
        detente.Analyzer().analyze_batch(["Peru left."] * 1234, progress=True)
        """
    )
    assert done.stdout == "" and done.stderr.splitlines()[-1].startswith("detente: 1,234 of 1,234 texts")


def test_quiet_without_progress(run_python: Run) -> None:
    done = run_python("import detente; detente.Analyzer().analyze_batch(['Peru left.'] * 50)")
    assert done.stdout == done.stderr == ""
