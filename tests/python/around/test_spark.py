"""Frames of PySpark, on a cluster of this machine with two workers."""

from __future__ import annotations

import datetime
import decimal
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import examples
import pyarrow
import pytest
from conftest import HARD_TEXTS
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import LongType, StringType

import detente
from detente.integrations import arrow
from detente.integrations.spark import table



def missing() -> str:
    """What PySpark lacks on this machine; empty if nothing."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return "NOT CHECKED WITH SPARK: Java is not installed"
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < 17:
        return f"NOT CHECKED WITH SPARK: it needs Java 17 or later, not {said.splitlines()[:1]}"
    return ""


JAVA = missing()
pytestmark = [
    pytest.mark.skipif(bool(JAVA), reason=JAVA),
    # Spark's own: about versions of pandas, which is not used here, and sockets that it leaves to the collector.
    pytest.mark.filterwarnings("ignore"),
]

KINDS = get_args(arrow.Kind)
MODULE = Path(arrow.__file__).with_name("spark.py")
EXAMPLES = examples.docstrings(MODULE, MODULE.parent)
TEXTS = [None, *HARD_TEXTS.values(), "Norway thanked Iceland. Peru condemned Chile.", None]
NEWS = [(f"a{number}", text) for number, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def news(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(NEWS, "url string, text string").repartition(3)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_name_has_an_example_that_runs(spark: SparkSession, name: str) -> None:
    examples.run(name, EXAMPLES[name])


def plain(rows: list[dict[str, Any]]) -> list[str]:
    """Rows as text in one order, whatever the order of tasks."""
    return sorted(map(repr, rows))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_the_batch(news: DataFrame, kind: arrow.Kind) -> None:
    wanted = arrow.table(pyarrow.record_batch(dict(zip(("url", "text"), zip(*NEWS), strict=True))), kind, id="url")
    frame = table(news, kind, id="url")
    assert frame.columns == wanted.schema.names
    assert {type(field.dataType) for field in frame.schema if field.name.endswith("_char")} <= {LongType}
    rows = [row.asDict() for row in frame.collect()]
    assert plain(rows) == plain(wanted.to_pylist()) and len(rows) > 5


def test_rows_join_back(news: DataFrame) -> None:
    joined = news.join(table(news, "dyads", id="url"), "url").filter(f"url = '{NEWS[-2][0]}' and source = 'NOR'")
    (row,) = joined.select("text", "target", "tone").collect()
    assert row.text == TEXTS[-2] and row.target == "ISL" and row.tone > 0
    assert news.join(table(news, "documents", id="url"), "url").filter("(text is null) != (tone is null)").count() == 0


def test_ids_keep_type_and_value(spark: SparkSession) -> None:
    day = datetime.datetime(2026, 3, 1, 12, 30)
    values = [(1, "a b", day, day.date(), decimal.Decimal("1.50"), ["x", None], True, b"\0", "Peru thanked Chile.")]
    values.append((None,) * 8 + ("Peru condemned Chile.",))
    schema = "n int, `a name` string, t timestamp, d date, m decimal(10,2), l array<string>, b boolean, z binary"
    frame = spark.createDataFrame(values, schema + ", `the text` string").coalesce(1)
    ids = frame.columns[:-1]
    rows = table(frame, "directed", text="the text", id=ids)
    assert rows.schema[: len(ids)] == frame.schema[: len(ids)]
    assert set(map(repr, rows.select(ids).collect())) == set(map(repr, frame.select(ids).collect()))
    assert table(frame, "dyads", text="the text", id="the text").schema["the text"].dataType == StringType()


@pytest.mark.parametrize("kind", ["documents", "directed"])
def test_empty_frames(spark: SparkSession, kind: arrow.Kind) -> None:
    empty = spark.createDataFrame([], "url string, text string")
    rows = table(empty, kind, id="url")
    assert rows.collect() == [] and rows.columns[0] == "url"
    nulls = spark.createDataFrame([("a", None)], "url string, text string")
    assert table(nulls, kind, id="url").count() == (1 if kind == "documents" else 0)


def test_an_analyzer_of_ones_own(spark: SparkSession) -> None:
    own = detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"})
    frame = spark.createDataFrame([("a", "Norway thanked Orlena.")], "url string, text string")
    assert [row.target for row in table(frame, id="url", analyzer=own).collect()] == ["Orlena Mining"]


def test_what_is_wrong_is_said_before_anything_runs(news: DataFrame) -> None:
    with pytest.raises(ValueError, match="not one column called 'link'; there are: url, text"):
        table(news, id="link")
    with pytest.raises(ValueError, match="not one column called 'body'"):
        table(news, text="body", id="url")
    with pytest.raises(ValueError, match="two columns would be called text"):
        table(news, "tokens", id="text")
