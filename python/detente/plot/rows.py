"""Directed tones as rows, out of documents, batches, tables and frames."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias, cast

import detente
from detente.net import NetTone, net


class Frame(Protocol):
    """A frame of pandas or polars, or a table of pyarrow: columns by name."""

    def __getitem__(self, name: str, /) -> Any: ...


Data: TypeAlias = (
    detente.Document
    | detente.Batch
    | detente.Table
    | Iterable[detente.Document | None]
    | Frame
    | Mapping[str, Sequence[Any]]
)


@dataclass(frozen=True, slots=True)
class Row:
    """A directed tone, or the net tone of `count` of them."""

    #: The row of its text in the batch; of a frame that does not say, its own row; -1 where it is null.
    document: int
    source: str
    target: str
    tone: float
    confidence: float
    count: int
    #: Its place among the rows of a frame.
    index: int


class Rows(NamedTuple):
    """Directed tones, and the name of each actor by its id."""

    rows: list[Row]
    names: dict[str, str]

    def net(self) -> list[NetTone]:
        """The net tone of each pair, by first appearance."""
        return net((r.source, r.target, r.tone, r.confidence, r.count) for r in self.rows)

    def name(self, actor: str) -> str:
        """What an actor is called."""
        return self.names.get(actor) or detente.actor(actor).name

    def actor(self, wanted: str, role: str) -> str:
        """The id of the actor with this id or, failing that, of this name.

        :raises ValueError: if no row has it in this role, ``"source"`` or ``"target"``.
        """
        counts: dict[str, int] = {}
        for row in self.rows:
            actor = row.source if role == "source" else row.target
            counts[actor] = counts.get(actor, 0) + row.count
        if wanted in counts:
            return wanted
        for actor in counts:
            if self.name(actor).casefold() == wanted.casefold():
                return actor
        most = sorted(counts, key=lambda actor: -counts[actor])[:5]
        known = ", ".join(f"{actor!r} ({self.name(actor)})" for actor in most) or "none"
        raise ValueError(f"no directed tone has the {role} {wanted!r}; the most frequent: {known}")


def rows_of(data: Data) -> Rows:
    """The directed tones in `data`.

    :raises TypeError: if it is none of what :data:`Data` names, or a frame lacks a column.
    :raises ImportError: if it is a :class:`detente.Table` and neither polars nor pyarrow is installed.
    """
    if isinstance(data, detente.Document):
        return _of_documents([data])
    if isinstance(data, detente.Batch):
        return _of_documents(data)
    if isinstance(data, detente.Table):
        return _of_frame(_readable(data))
    if isinstance(data, Mapping) or hasattr(data, "column_names") or hasattr(data, "columns"):
        return _of_frame(data)
    if isinstance(data, Iterable) and not isinstance(data, str):
        return _of_documents(cast("Iterable[detente.Document | None]", data))
    raise TypeError(f"expected a Document, a Batch or a frame of directed tones, not {type(data).__name__}")


def _of_documents(documents: Iterable[detente.Document | None]) -> Rows:
    rows: list[Row] = []
    names: dict[str, str] = {}
    for number, doc in enumerate(documents):
        if doc is None:
            continue
        if not isinstance(doc, detente.Document):
            raise TypeError(f"item {number} is no Document but {type(doc).__name__}")
        for d in doc.directed:
            rows.append(Row(number, d.source, d.target, d.tone, d.confidence, 1, len(rows)))
        if rows and rows[-1].document == number:
            names.update((actor.id, actor.name) for actor in doc.actors)
    return Rows(rows, names)


def _of_frame(frame: Any) -> Rows:
    columns = column_names(frame)
    missing = [name for name in ("source", "target", "tone") if name not in columns]
    if missing:
        raise TypeError(
            f"the frame has no column {missing[0]!r}; its columns: {', '.join(map(str, columns))}"
        )

    def values(name: str, default: Any) -> Iterator[Any]:
        return iter(column(frame, name)) if name in columns else itertools.repeat(default)

    sources = column(frame, "source")
    rows: list[Row] = []
    names: dict[str, str] = {}
    each = zip(
        range(len(sources)),
        sources,
        column(frame, "target"),
        column(frame, "tone"),
        values("confidence", 1.0),
        values("count", 1),
        column(frame, "document") if "document" in columns else itertools.count(),
        values("source_name", None),
        values("target_name", None),
        # Columns that the frame lacks have no end.
        strict=False,
    )
    for index, source, target, tone, confidence, count, document, source_name, target_name in each:
        if is_null(source) or is_null(target) or is_null(tone):
            continue
        sure = 1.0 if is_null(confidence) else float(confidence)
        place = -1 if is_null(document) else int(document)
        rows.append(Row(place, str(source), str(target), float(tone), sure, int(count), index))
        for actor, name in ((source, source_name), (target, target_name)):
            if not is_null(name):
                names[str(actor)] = str(name)
    return Rows(rows, names)


def _readable(table: detente.Table) -> Any:
    try:
        import polars
    except ImportError:
        pass
    else:
        return polars.DataFrame(table)
    try:
        import pyarrow  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        message = "reading a Table needs polars or pyarrow; a Batch is read without them"
        raise ImportError(message) from error
    return pyarrow.table(table)


def column_names(frame: Any) -> list[str]:
    """The names of a frame's columns."""
    if isinstance(frame, Mapping):
        return list(frame)
    # pyarrow calls the columns themselves `columns`.
    return list(frame.column_names if hasattr(frame, "column_names") else frame.columns)


def column(frame: Any, name: str) -> list[Any]:
    """The values of a column."""
    return listed(frame[name])


def listed(values: Any) -> list[Any]:
    """The values of a column of pandas, polars, pyarrow or numpy, or of any iterable."""
    for method in ("to_pylist", "to_list"):
        if hasattr(values, method):
            found: list[Any] = getattr(values, method)()
            return found
    return list(values)


def is_null(value: Any) -> bool:
    """Whether `value` is ``None``, NaN, ``NaT`` or ``NA``."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    # Not a time, and pandas' NA, are not equal to themselves; the latter does not even answer.
    try:
        return not bool(value == value)
    except TypeError:
        return True
