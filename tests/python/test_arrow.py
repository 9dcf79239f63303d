"""Record batch to record batch: rows that join back, a schema known in advance, whatever holds the texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pyarrow
import pytest
from conftest import HARD_TEXTS, Run

import detente
from detente.integrations import arrow

KINDS = get_args(arrow.Kind)
TEXTS = [None, *HARD_TEXTS.values(), None, "Norway thanked Iceland for its help. Peru condemned Chile."]


def articles(texts: Any = TEXTS) -> pyarrow.RecordBatch:
    """Texts with numbers that are not their places, so that one cannot be taken for the other."""
    return pyarrow.record_batch({"number": [1000 - row for row in range(len(texts))], "text": texts})


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_the_batch(analyzer: detente.Analyzer, kind: arrow.Kind) -> None:
    wanted = pyarrow.table(getattr(analyzer.analyze_batch(TEXTS, errors="null"), kind))
    batch = articles()
    rows = arrow.table(batch, kind)
    assert rows.num_rows > 5 and rows.to_pydict() == wanted.to_pydict()
    assert rows.schema == arrow.schema(kind) == wanted.schema
    joined = arrow.table(batch, kind, id="number")
    assert joined.column("number").to_pylist() == [1000 - row for row in rows.column("document").to_pylist()]
    assert joined.drop_columns(["number"]).equals(rows.drop_columns(["document"]))
    assert joined.schema == arrow.schema(kind, batch.schema, id="number")
    assert batch.equals(articles()), "the input is changed"
    assert all(arrow.table(batch, kind, threads=threads).equals(rows) for threads in (1, 3))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("texts", [[], [None, None], ["", " "]], ids=["empty", "nulls", "spaces"])
def test_a_schema_does_not_depend_on_the_data(kind: arrow.Kind, texts: list[str | None]) -> None:
    batch = articles(pyarrow.array(texts, pyarrow.string()))
    rows = arrow.table(batch, kind, id="number")
    assert rows.schema == arrow.schema(kind, batch.schema, id="number")
    assert rows.num_rows == (len(texts) if kind == "documents" else 0)
    rows.validate(full=True)
    column = arrow.column(batch.column("text"), kind)
    assert column.type == arrow.column_type(kind) and len(column) == len(texts)
    column.validate(full=True)


def test_nulls_stay_null() -> None:
    rows = arrow.table(articles(["Peru left.", None]), "documents", id="number").to_pylist()
    assert rows[0]["number"] == 1000 and rows[0]["n_tokens"] == 3 and rows[0]["error"] is None
    assert rows[1].pop("number") == 999 and rows[1].pop("error") == "null"
    assert set(rows[1].values()) == {None}
    for kind in KINDS:
        values = arrow.column([None, "Peru thanked Chile.", None], kind).to_pylist()
        assert values[0] is None and values[1] and values[2] is None


STRINGS: dict[str, Callable[[list[str | None]], pyarrow.Array]] = {
    "plain": pyarrow.array,
    "large": lambda texts: pyarrow.array(texts, pyarrow.large_string()),
    "view": lambda texts: pyarrow.array(texts, pyarrow.string_view()),
    "dictionary": lambda texts: pyarrow.array(texts).dictionary_encode(),
    "dictionary of large": lambda texts: pyarrow.array(texts, pyarrow.large_string()).dictionary_encode(),
    "null in dictionary": lambda texts: pyarrow.DictionaryArray.from_arrays(
        pyarrow.array(range(len(texts)), pyarrow.int8()), pyarrow.array(texts)
    ),
    "slice": lambda texts: pyarrow.array(["Peru left.", *texts, None]).slice(1, len(texts)),
    "slice of views": lambda texts: pyarrow.array([None, *texts, None], pyarrow.string_view()).slice(1, len(texts)),
}


@pytest.mark.parametrize("holder", STRINGS.values(), ids=STRINGS)
def test_texts_of_any_type(holder: Callable[[list[str | None]], pyarrow.Array]) -> None:
    for kind in ("documents", "directed"):
        assert arrow.table(articles(holder(TEXTS)), kind).equals(arrow.table(articles(), kind))
        assert arrow.column(holder(TEXTS), kind).equals(arrow.column(TEXTS, kind))


DAY = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
IDS: dict[str, pyarrow.Array] = {
    "large": pyarrow.array(["a", None, "c"], pyarrow.large_string()),
    "view": pyarrow.array(["a", None, "a string that is too long to stand in a view"], pyarrow.string_view()),
    "bytes": pyarrow.array([b"a", None, b"bytes that are too long to stand in a view"], pyarrow.binary_view()),
    "dictionary": pyarrow.array(["a", None, "a"]).dictionary_encode(),
    "time": pyarrow.array([DAY, None, DAY], pyarrow.timestamp("us", "UTC")),
    "struct": pyarrow.array([{"a": 1}, None, {"a": 3}]),
    "list": pyarrow.array([[1], None, []]),
    "null": pyarrow.nulls(3),
    "slice": pyarrow.array([7, 8, 9, 10], pyarrow.uint64()).slice(1),
}


@pytest.mark.parametrize("ids", IDS.values(), ids=IDS)
def test_ids_keep_type_and_value(ids: pyarrow.Array) -> None:
    texts = ["Peru thanked Chile.", "Peru left Chile.", "Peru condemned Chile."]
    batch = pyarrow.record_batch({"id": ids, "text": texts})
    rows = arrow.table(batch, "tokens", id=["id"])
    assert rows.column("id").type == ids.type
    assert rows.column("id").to_pylist() == [value for value in ids.to_pylist() for _ in range(4)]
    rows.validate(full=True)


def test_many_ids_in_the_order_asked_for() -> None:
    batch = pyarrow.record_batch({"a": [1], "document": ["x"], "body": ["Peru thanked Chile."]})
    rows = arrow.table(batch, "dyads", text="body", id=["document", "body", "a"])
    assert rows.schema.names[:4] == ["document", "body", "a", "source"]
    assert rows.to_pylist()[0] | {"document": "x", "body": "Peru thanked Chile.", "a": 1} == rows.to_pylist()[0]
    assert arrow.table(batch, "dyads", text="body", id=()).schema.names == arrow.schema("dyads").names[1:]


def test_an_analyzer_of_ones_own() -> None:
    own = detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"})
    batch = articles(["Norway thanked Orlena."])
    assert arrow.table(batch, analyzer=own).column("target").to_pylist() == ["Orlena Mining"]
    (value,) = arrow.column(batch.column("text"), analyzer=own).to_pylist()
    assert value[0]["target"] == "Orlena Mining"


def test_a_column_says_what_the_table_says() -> None:
    for kind in KINDS:
        column = arrow.column(pyarrow.chunked_array([TEXTS[:3], [], TEXTS[3:]]), kind)
        column.validate(full=True)
        names = [name for name in arrow.schema(kind).names if name not in ("document", "error")]
        rows = arrow.table(articles(), kind).select(names).to_pylist()
        values = [value for value in column.to_pylist() if value is not None]
        if kind == "documents":
            assert values == [row for row in rows if row["tone"] is not None]
        else:
            assert [row for value in values for row in value] == rows
        assert [value.is_valid for value in column.slice(2)] == [text is not None for text in TEXTS[2:]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_is_the_same_however_it_is_cut(kind: arrow.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "ROWS_AT_ONCE", 3)
    batch = articles()
    cut = pyarrow.Table.from_batches([batch.slice(0, 1), batch.slice(1, 0), batch.slice(1, 7), batch.slice(8)])
    for id in (None, "number"):
        whole = pyarrow.Table.from_batches([arrow.table(batch, kind, id=id)])
        read = arrow.stream(cut, kind, id=id)
        assert read.schema == whole.schema
        assert read.read_all().equals(whole)
    empty = arrow.stream(cut.slice(0, 0), kind, id="number").read_all()
    assert empty.num_rows == 0 and empty.schema == arrow.schema(kind, batch.schema, id="number")


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    asked: list[int] = []

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for number in range(5):
            asked.append(number)
            yield articles(["Peru thanked Chile."])

    source = pyarrow.RecordBatchReader.from_batches(articles().schema, batches())
    rows = arrow.stream(source)
    assert asked == []
    assert rows.read_next_batch().num_rows == 1 and asked == [0]
    assert rows.read_all().column("document").to_pylist() == [1, 2, 3, 4]


def test_what_is_wrong_is_said() -> None:
    batch = articles()
    with pytest.raises(ValueError, match="not one column called 'body'; there are: number, text"):
        arrow.table(batch, text="body")
    with pytest.raises(ValueError, match="not one column called 'url'"):
        arrow.stream(batch, id="url")
    with pytest.raises(ValueError, match="not one column called 'text'; there are: text, text"):
        arrow.table(pyarrow.RecordBatch.from_arrays([batch["text"]] * 2, names=["text", "text"]))
    with pytest.raises(ValueError, match="two columns would be called text: rename"):
        arrow.table(batch, "tokens", id="text")
    with pytest.raises(ValueError, match="two columns would be called number: rename"):
        arrow.table(batch, id=["number", "number"])
    with pytest.raises(ValueError, match="kind must be one of documents, .*, not 'quotes'"):
        arrow.column(["Peru left."], "quotes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not known without the schema"):
        arrow.schema(id="number")
    with pytest.raises(TypeError, match="must hold strings"):
        arrow.table(batch, text="number")


@pytest.mark.parametrize(
    ("missing", "extra", "call"),
    [
        ("pyarrow", "arrow", "from detente.integrations import arrow; arrow.column(['Peru left.'])"),
        ("pyarrow", "polars", "from detente.integrations import polars; polars.tone('text')"),
        ("polars", "polars", "from detente.integrations import polars; polars.table(None)"),
        ("duckdb", "duckdb", "from detente.integrations import duckdb; duckdb.register(None)"),
        ("pyspark", "spark", "from detente.integrations import spark; spark.table(None, id='url')"),
        ("ray", "ray", "from detente.integrations import ray; ray.table(None, id='url')"),
        ("sklearn", "sklearn", "from detente.integrations import sklearn"),
        ("spacy", "spacy", "from detente.integrations import spacy"),
    ],
)
def test_what_is_missing_is_named(run_python: Run, missing: str, extra: str, call: str) -> None:
    done = run_python(f"import sys; sys.modules[{missing!r}] = None\n{call}", check=False)
    last = done.stderr.splitlines()[-1]
    assert last.startswith(("ImportError: ", "ModuleNotFoundError: ")) and missing in last, done.stderr
    assert last.endswith(f"pip install 'detente[{extra}]'")


def test_the_package_imports_none_of_them(run_python: Run) -> None:
    names = ("pyarrow", "polars", "duckdb", "pyspark", "ray", "sklearn", "spacy", "detente.integrations")
    done = run_python(f"import detente, sys; print([name for name in {names} if name in sys.modules])")
    assert done.stdout.strip() == "[]"
