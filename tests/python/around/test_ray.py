"""Datasets of Ray Data, on a cluster of this machine with two workers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import examples
import pyarrow
import pytest
import ray
import ray.data
from conftest import HARD_TEXTS

import detente
from detente.integrations import arrow
from detente.integrations.ray import table

# Ray's own: about what changes in its later versions, and files that it leaves to the collector.
pytestmark = pytest.mark.filterwarnings("ignore")

KINDS = get_args(arrow.Kind)
MODULE = Path(arrow.__file__).with_name("ray.py")
EXAMPLES = examples.docstrings(MODULE, MODULE.parent)
TEXTS = [None, *HARD_TEXTS.values(), "Norway thanked Iceland. Peru condemned Chile.", None]
NEWS = pyarrow.table({"url": [f"a{number}" for number in range(len(TEXTS))], "text": TEXTS})


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 << 20)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_name_has_an_example_that_runs(name: str) -> None:
    examples.run(name, EXAMPLES[name])


def plain(rows: list[dict[str, Any]]) -> list[str]:
    """Rows as text in one order, whatever the order of tasks."""
    return sorted(map(repr, rows))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_those_of_the_batch(kind: arrow.Kind) -> None:
    wanted = arrow.table(NEWS.to_batches()[0], kind, id="url").to_pylist()
    dataset = ray.data.from_arrow([NEWS.slice(0, 5), NEWS.slice(5)])
    made = table(dataset, kind, id="url", batch_size=4)
    assert plain(made.take_all()) == plain(wanted) and len(wanted) > 5
    assert made.schema().base_schema.equals(arrow.schema(kind, NEWS.schema, id="url"))


def test_rows_join_back() -> None:
    dataset = ray.data.from_arrow(NEWS)
    tones = {row["url"]: row["tone"] for row in table(dataset, "documents", id="url").take_all()}
    assert all((tones[row["url"]] is None) == (row["text"] is None) for row in dataset.take_all())
    assert len(tones) == len(TEXTS)


def test_ids_keep_type_and_value() -> None:
    day = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    news = pyarrow.table(
        {
            "n": pyarrow.array([1, None], pyarrow.uint8()),
            "day": pyarrow.array([day, None], pyarrow.timestamp("us", "UTC")),
            "kind": pyarrow.array(["x", None]).dictionary_encode(),
            "body": pyarrow.array(["Peru thanked Chile.", "Peru condemned Chile."], pyarrow.large_string()),
        }
    )
    (piece,) = ray.get(table(ray.data.from_arrow(news), text="body", id=["n", "day", "kind"]).to_arrow_refs())
    assert piece.schema.types[:3] == news.schema.types[:3]
    assert piece.select(["n", "day", "kind"]).to_pylist() == news.select(["n", "day", "kind"]).to_pylist()


@pytest.mark.parametrize("kind", ["documents", "directed"])
def test_empty_and_null(kind: arrow.Kind) -> None:
    nulls = ray.data.from_arrow(pyarrow.table({"url": ["a"], "text": pyarrow.nulls(1, pyarrow.string())}))
    assert table(nulls, kind, id="url").count() == (1 if kind == "documents" else 0)
    assert table(ray.data.from_arrow(NEWS.slice(0, 0)), kind, id="url").take_all() == []


def test_an_analyzer_of_ones_own() -> None:
    own = detente.Analyzer(gazetteer={"Orlena": "Orlena Mining"})
    dataset = ray.data.from_items([{"url": "a", "text": "Norway thanked Orlena."}])
    assert [row["target"] for row in table(dataset, id="url", analyzer=own).take_all()] == ["Orlena Mining"]


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(Exception, match="body"):
        table(ray.data.from_arrow(NEWS), text="body", id="url").take_all()
