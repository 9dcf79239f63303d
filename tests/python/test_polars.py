"""Expressions and lazy frames: types known in advance, the same rows in the streaming engine."""

from __future__ import annotations

from typing import Any, get_args

import polars
import pytest
from conftest import HARD_TEXTS

import detente
from detente.integrations import arrow
from detente.integrations.polars import column, table, tone

KINDS = get_args(arrow.Kind)
TEXTS = [None, *HARD_TEXTS.values(), "Norway thanked Iceland for its help. Peru condemned Chile.", None]
NEWS = polars.DataFrame({"number": range(1000, 1000 + len(TEXTS)), "text": TEXTS})


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_the_batch(analyzer: detente.Analyzer, kind: arrow.Kind) -> None:
    wanted = analyzer.analyze_batch(TEXTS, errors="null").to_polars()[kind]
    lazy = table(NEWS, kind)
    assert lazy.collect().equals(wanted) and lazy.collect_schema() == wanted.schema
    joined = table(NEWS.lazy(), kind, id="number")
    assert joined.collect_schema() == joined.collect().schema
    renamed = wanted.select(number=polars.col("document").cast(polars.Int64) + 1000, *wanted.columns[1:])
    assert joined.collect().equals(renamed.select(joined.collect_schema().names()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_streaming_engine_gives_the_same(kind: arrow.Kind) -> None:
    many = polars.concat([NEWS] * 40, rechunk=False).with_columns(number=polars.int_range(polars.len()))
    rows = table(many, kind, id="number")
    assert rows.collect(engine="streaming").equals(rows.collect())
    values = many.lazy().select("number", column("text", kind))
    assert values.collect(engine="streaming").equals(values.collect())
    assert values.collect_schema() == values.collect().schema


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("texts", [[], [None, None]], ids=["empty", "nulls"])
def test_empty_frames(kind: arrow.Kind, texts: list[Any]) -> None:
    schema = {"number": polars.Int16, "text": polars.String}
    frame = polars.DataFrame({"number": range(len(texts)), "text": texts}, schema)
    rows = table(frame, kind, id="number")
    assert rows.collect().schema == rows.collect_schema()
    assert len(rows.collect()) == (len(texts) if kind == "documents" else 0)
    values = frame.select(column("text", kind))["text"]
    assert values.is_null().to_list() == [True] * len(texts)


def test_expressions(analyzer: detente.Analyzer) -> None:
    tones = [None if text is None else analyzer.analyze(text).tone for text in TEXTS]
    assert NEWS.select(tone("text"))["tone"].to_list() == tones
    assert NEWS.select(tone(polars.col("text").str.to_lowercase()).alias("low"))["low"].null_count() == 2
    friendly = NEWS.lazy().filter(tone("text") > 0).select("number").collect(engine="streaming")
    numbers = [number for number, value in zip(NEWS["number"], tones, strict=True) if value is not None and value > 0]
    assert numbers and friendly["number"].to_list() == numbers
    rows = NEWS.select("number", column("text").alias("d")).drop_nulls().explode("d", empty_as_null=False).unnest("d")
    assert rows.equals(table(NEWS, "directed", id="number").collect().select(rows.columns))


@pytest.mark.parametrize(
    "ids",
    [
        polars.Series(["a", None, "a string that is too long to stand in a view"]),
        polars.Series(["a", None, "a"], dtype=polars.Categorical),
        polars.Series(["a", None, "b"], dtype=polars.Enum(["a", "b"])),
        polars.Series([1, None, 3], dtype=polars.Datetime("ms", "UTC")),
        polars.Series([[1], None, []], dtype=polars.List(polars.Int8)),
        polars.Series(["1.50", None, "3.00"]).cast(polars.Decimal(10, 2)),
    ],
    ids=lambda ids: str(ids.dtype),
)
def test_ids_keep_type_and_value(ids: polars.Series) -> None:
    frame = polars.DataFrame({"id": ids, "text": ["Peru thanked Chile.", "Peru left Chile.", "Peru condemned Chile."]})
    rows = table(frame, "tokens", id="id")
    assert rows.collect_schema()["id"] == ids.dtype
    kept = rows.collect()["id"]
    assert kept.dtype == ids.dtype and kept.to_list() == [value for value in ids.to_list() for _ in range(4)]


def test_texts_that_are_categories_or_ids() -> None:
    frame = polars.DataFrame({"text": ["Peru thanked Chile.", None]}, {"text": polars.Categorical})
    assert frame.select(tone("text") > 0)["tone"].to_list() == [True, None]
    assert table(frame, "dyads", id="text").select("text", "source").collect().row(0) == ("Peru thanked Chile.", "PER")


def test_what_is_wrong_is_said_before_anything_is_read() -> None:
    with pytest.raises(polars.exceptions.ColumnNotFoundError, match="url"):
        table(NEWS, id="url")
    with pytest.raises(ValueError, match="kind must be one of"):
        column("text", "quotes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two columns would be called tone"):
        table(NEWS.rename({"number": "tone"}), id="tone")
