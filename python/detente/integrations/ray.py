"""Datasets of Ray Data, by ``map_batches``: one with texts gives one of directed tones and so on.

    >>> from detente.integrations.ray import table
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from detente.integrations import arrow
from detente.integrations.extras import extra

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

    from detente._detente import Analyzer

__all__ = ["table"]


def table(
    dataset: Dataset,
    kind: arrow.Kind = "directed",
    *,
    text: str = "text",
    id: str | Sequence[str],
    analyzer: Analyzer | None = None,
    **options: Any,
) -> Dataset:
    """The rows of :func:`detente.integrations.arrow.table` as a lazy dataset of Ray.

    Each task reads on one thread. The workers need the package; of an analyzer they get its settings alone, so that a
    model file or a gazetteer file has to be there under the same path.

    :param dataset: what holds the texts; no more than these columns is read.
    :param kind: as of :func:`detente.integrations.arrow.table`.
    :param text: the name of the column with the texts.
    :param id: the names of columns to keep, since rows of Ray have no number.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.
    :param options: for ``Dataset.map_batches``, such as ``batch_size`` or ``concurrency``.

    :raises ImportError: if Ray or pyarrow is not installed.
    :raises ValueError: as :func:`detente.integrations.arrow.table`, when the rows are read.

    >>> import ray
    >>> from detente.integrations.ray import table
    >>> news = ray.data.from_items([{"url": "a", "body": "Norway thanked Iceland."}])
    >>> rows = table(news, "directed", text="body", id="url").take_all()
    >>> [(row["url"], row["source"], row["target"]) for row in rows]
    [('a', 'NOR', 'ISL')]
    """
    with extra("ray"):
        import pyarrow  # noqa: F401
        import ray.data  # noqa: F401

    kept = (id,) if isinstance(id, str) else tuple(id)
    read = partial(_read, kind=kind, text=text, id=kept, analyzer=analyzer)
    given = dataset.select_columns(list(dict.fromkeys((*kept, text))))
    return given.map_batches(read, batch_format="pyarrow", zero_copy_batch=True, **options)


def _read(
    batch: pyarrow.Table, kind: arrow.Kind, text: str, id: tuple[str, ...], analyzer: Analyzer | None
) -> pyarrow.Table:
    return arrow.stream(batch, kind, text=text, id=id, analyzer=analyzer, threads=1).read_all()
