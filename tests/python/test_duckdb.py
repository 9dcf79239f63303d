"""Functions of SQL in DuckDB."""

from __future__ import annotations

from typing import Any, get_args

import duckdb
import polars
import pyarrow
import pytest
from conftest import HARD_TEXTS

import detente
from detente.integrations import arrow
from detente.integrations.duckdb import register

LISTS = [kind for kind in get_args(arrow.Kind) if kind != "documents"]
TEXTS = [None, *HARD_TEXTS.values(), "Norway thanked Iceland for its help. Peru condemned Chile.", None]


@pytest.fixture
def con() -> Any:
    connection = duckdb.connect()
    news = pyarrow.table({"number": range(1000, 1000 + len(TEXTS)), "body": TEXTS})
    connection.register("frame", news)
    connection.execute("CREATE TABLE news AS FROM frame")
    yield register(connection)
    connection.close()


def rows(con: Any, sql: str) -> list[dict[str, Any]]:
    return list(con.sql(sql).to_arrow_table().to_pylist())


def test_a_tone_for_each_text(con: Any, analyzer: detente.Analyzer) -> None:
    tones = [None if text is None else analyzer.analyze(text).tone for text in TEXTS]
    assert con.execute("SELECT tone(body) FROM news ORDER BY number").fetchall() == [(tone,) for tone in tones]
    assert con.execute("SELECT typeof(tone(body)) FROM news LIMIT 1").fetchall() == [("DOUBLE",)]
    # Among other things, and where no row is left.
    assert con.execute("SELECT max(tone(body)) FROM news").fetchall() == [(max(t for t in tones if t is not None),)]
    assert con.execute("SELECT tone(body) FROM news WHERE number < 0").fetchall() == []
    alone = con.execute("SELECT tone('Norway thanked Iceland.') > 0, tone(NULL), tone('')")
    assert alone.fetchall() == [(True, None, 0)]


def test_documents(con: Any) -> None:
    wanted = arrow.column(TEXTS, "documents").to_pylist()
    assert [row["d"] for row in rows(con, "SELECT document(body) AS d FROM news ORDER BY number")] == wanted
    fields = con.execute("SELECT count(*), count(d.band), sum(d.n_tokens) FROM (SELECT document(body) AS d FROM news)")
    read = [value for value in wanted if value]
    assert fields.fetchall() == [(len(TEXTS), len(read), sum(value["n_tokens"] for value in read))]


@pytest.mark.parametrize("kind", LISTS)
def test_lists(con: Any, kind: arrow.Kind) -> None:
    wanted = arrow.column(TEXTS, kind).to_pylist()
    assert [row["d"] for row in rows(con, f"SELECT {kind}(body) AS d FROM news ORDER BY number")] == wanted
    batch = pyarrow.record_batch({"number": range(1000, 1000 + len(TEXTS)), "body": TEXTS})
    table = arrow.table(batch, kind, text="body", id="number")
    exploded = rows(con, f"SELECT number, unnest({kind}(body), recursive := true) FROM news")
    assert sorted(map(repr, exploded)) == sorted(map(repr, table.to_pylist())) and len(exploded) > 5


def test_more_rows_than_a_vector(con: Any) -> None:
    """DuckDB hands over 2,048 rows at a time, and those of several threads at once."""
    many = polars.DataFrame({"number": range(30_000)}).with_columns(
        body=polars.when(polars.col("number") % 7 == 0).then(None).otherwise(polars.lit("Peru thanked Chile."))
    )
    con.register("many", many.to_arrow())
    con.execute("SET threads = 4; CREATE TABLE copies AS FROM many")
    con.execute("CREATE TABLE lists AS SELECT directed(body) AS d FROM copies")
    counted = con.execute("SELECT count(*), count(d), min(len(d)), max(d[1].target) FROM lists")
    assert counted.fetchall() == [(30_000, 30_000 - len(range(0, 30_000, 7)), 1, "CHL")]
    null = con.execute("SELECT count(*) FROM copies WHERE (tone(body) IS NULL) != (number % 7 = 0)")
    assert null.fetchall() == [(0,)]


def test_names_and_analyzers(con: Any) -> None:
    own = detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"})
    sql = "SELECT {}directed('Norway thanked Orlena for its help.')[1].target"
    register(con, analyzer=own, prefix="own_")
    assert con.execute(sql.format("own_")).fetchall() == [("Orlena Mining",)]
    assert con.execute(sql.format("")).fetchall() != [("Orlena Mining",)]
    # To call it once more is no error, and wins.
    register(con, analyzer=own)
    assert con.execute(sql.format("")).fetchall() == [("Orlena Mining",)]


def test_cursors_have_them_too(con: Any) -> None:
    assert con.cursor().execute("SELECT tone('Peru thanked Chile.') > 0").fetchall() == [(True,)]


def test_what_is_no_text_is_refused(con: Any) -> None:
    with pytest.raises(duckdb.BinderException):
        con.execute("SELECT tone([1, 2])")
