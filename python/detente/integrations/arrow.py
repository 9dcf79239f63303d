"""Record batch to record batch: the pure functions on which the other integrations stand.

A null text stays null and never stops a batch. The same input gives the same output, however it is cut into batches and
for any number of threads. Texts may be of any Arrow type that holds strings (also large, view and dictionary).

    >>> import pyarrow
    >>> from detente.integrations import arrow
    >>> articles = pyarrow.record_batch({"url": ["a", "b"], "text": ["Norway thanked Iceland.", None]})
    >>> arrow.table(articles, "documents", id="url").select(["url", "n_tokens", "error"]).to_pylist()
    [{'url': 'a', 'n_tokens': 4, 'error': None}, {'url': 'b', 'n_tokens': None, 'error': 'null'}]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from detente._detente import Analyzer
from detente.integrations.extras import extra

if TYPE_CHECKING:
    import pyarrow

    from detente._detente import Batch

__all__ = ["Kind", "column", "column_type", "schema", "stream", "table"]

Kind: TypeAlias = Literal["documents", "sentences", "entities", "directed", "dyads", "tokens"]
"""Which table of a :class:`detente.Batch` is meant."""

KINDS: tuple[Kind, ...] = ("documents", "sentences", "entities", "directed", "dyads", "tokens")

#: Number of texts that :func:`stream` holds at a time.
ROWS_AT_ONCE = 8192


def table(
    batch: pyarrow.RecordBatch,
    kind: Kind = "directed",
    *,
    text: str = "text",
    id: str | Sequence[str] | None = None,
    analyzer: Analyzer | None = None,
    threads: int | None = None,
) -> pyarrow.RecordBatch:
    """Read one column of a record batch: one row a document, a sentence, an entity, a directed tone and so on.

    The columns are those of the table of that name in :class:`detente.Batch`. With `id` the columns that it
    names stand in the place of ``document``, with the type and the values that they have in `batch`, for
    joining back. Rows are in the order of the texts, then in text order. A null text has a row in
    ``documents``, with nulls, and none elsewhere. An empty batch gives no rows; the schema is that of
    :func:`schema`, whatever the data.

    :param kind: ``"documents"``, ``"sentences"``, ``"entities"``, ``"directed"``, ``"dyads"`` or ``"tokens"``.
    :param text: the name of the column with the texts.
    :param id: the names of columns to keep; without them ``document`` is the row in `batch`, from 0.
    :param analyzer: which analyzer reads; without it ``detente.Analyzer()``.
    :param threads: as of :meth:`detente.Analyzer.analyze_batch`.

    :raises ImportError: if pyarrow is not installed.
    :raises TypeError: if the texts are no strings.
    :raises ValueError: if `kind` is none of the allowed, if there is no column of a name, or if a column to
        keep has the name of one of the table.

    >>> import pyarrow
    >>> from detente.integrations import arrow
    >>> articles = pyarrow.record_batch({"url": ["a", "b"], "body": [None, "Norway thanked Iceland."]})
    >>> arrow.table(articles, "dyads", text="body", id="url").select(["url", "source", "target", "count"]).to_pylist()
    [{'url': 'b', 'source': 'NOR', 'target': 'ISL', 'count': 1}]
    """
    with extra("arrow"):
        import pyarrow

    wanted = schema(kind, batch.schema, id=id)
    read = _read(batch.column(known(text, batch.schema)), analyzer, threads)
    rows = _rows(read, kind)
    if id is None:
        return rows
    place = rows.column("document")
    kept = [_take(batch.column(name), place) for name in _names(id)]
    return pyarrow.RecordBatch.from_arrays([*kept, *rows.columns[1:]], schema=wanted)


def schema(
    kind: Kind = "directed", source: pyarrow.Schema | None = None, *, id: str | Sequence[str] | None = None
) -> pyarrow.Schema:
    """The schema of what :func:`table` makes of record batches with the schema `source`, which `id` alone needs.

    :raises ImportError: if pyarrow is not installed.
    :raises ValueError: as :func:`table`.

    >>> from detente.integrations import arrow
    >>> arrow.schema("dyads").names
    ['document', 'source', 'target', 'source_name', 'target_name', 'tone', 'band', 'count']
    """
    with extra("arrow"):
        import pyarrow

    own = _schema(kind)
    if id is None:
        return own
    if source is None:
        raise ValueError("the types of the columns to keep are not known without the schema that they come from")
    kept = [source.field(known(name, source)) for name in _names(id)]
    fields = [*kept, *list(own)[1:]]
    names = [field.name for field in fields]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two columns would be called {', '.join(twice)}: rename what is to be kept")
    return pyarrow.schema(fields)


def stream(
    source: Any,
    kind: Kind = "directed",
    *,
    text: str = "text",
    id: str | Sequence[str] | None = None,
    analyzer: Analyzer | None = None,
    threads: int | None = None,
) -> pyarrow.RecordBatchReader:
    """Read a table of any size piece by piece, in bounded memory: :func:`table` over a stream of record batches.

    :param source: whatever hands out a stream of Arrow tables: a reader of a Parquet file or a data set, a table of
        pyarrow, a frame of polars or pandas, a relation of DuckDB. It is read as the result is.
    :param kind: as of :func:`table`.
    :param text: as of :func:`table`.
    :param id: as of :func:`table`; without it ``document`` is the row in the whole stream, from 0.
    :param analyzer: as of :func:`table`.
    :param threads: as of :func:`table`.

    :raises ImportError: as :func:`table`.
    :raises TypeError: as :func:`table`, when the rows are read.
    :raises ValueError: as :func:`table`.

    >>> import pyarrow
    >>> from detente.integrations import arrow
    >>> articles = pyarrow.table({"text": ["Talks resumed."] * 3})
    >>> arrow.stream(articles, "tokens").read_all()["document"].to_pylist()
    [0, 0, 0, 1, 1, 1, 2, 2, 2]
    """
    with extra("arrow"):
        import pyarrow
        import pyarrow.compute

    reader = pyarrow.RecordBatchReader.from_stream(source)
    known(text, reader.schema)

    def batches() -> Iterator[pyarrow.RecordBatch]:
        first = 0
        for whole in reader:
            for start in range(0, whole.num_rows, ROWS_AT_ONCE):
                batch = whole.slice(start, ROWS_AT_ONCE)
                rows = table(batch, kind, text=text, id=id, analyzer=analyzer, threads=threads)
                if id is None:
                    before = pyarrow.scalar(first, pyarrow.uint32())
                    place = pyarrow.compute.add_checked(rows.column("document"), before)
                    rows = pyarrow.RecordBatch.from_arrays([place, *rows.columns[1:]], schema=rows.schema)
                first += batch.num_rows
                yield rows

    return pyarrow.RecordBatchReader.from_batches(schema(kind, reader.schema, id=id), batches())


def column(
    texts: Any,
    kind: Kind = "directed",
    *,
    analyzer: Analyzer | None = None,
    threads: int | None = None,
) -> pyarrow.Array:
    """Read a column of texts: one value a text, in the same order, for engines that want a column for a column.

    The value is a struct for ``"documents"`` (tone, band and counts), a list of structs for the others, with
    the columns of :func:`table` but ``document`` and ``error`` as fields. A null text gives a null. The type is
    :func:`column_type`.

    :param texts: as of :meth:`detente.Analyzer.analyze_batch`.
    :param kind: as of :func:`table`.
    :param analyzer: as of :func:`table`.
    :param threads: as of :func:`table`.

    :raises ImportError: if pyarrow is not installed.
    :raises TypeError: if the texts are no strings.
    :raises ValueError: if `kind` is none of the allowed.

    >>> from detente.integrations import arrow
    >>> [value and value["band"] for value in arrow.column(["Norway thanked Iceland.", None], "documents").to_pylist()]
    ['conciliatory', None]
    >>> [len(value) for value in arrow.column(["Norway thanked Iceland.", "Talks resumed."]).to_pylist()]
    [1, 0]
    """
    with extra("arrow"):
        import numpy
        import pyarrow

    made = column_type(kind)
    read = _read(texts, analyzer, threads)
    rows = _rows(read, kind)
    null = _rows(read, "documents").column("error").is_valid()
    fields = list(made if kind == "documents" else made.value_type)
    arrays = [rows.column(field.name) for field in fields]
    if kind == "documents":
        return pyarrow.StructArray.from_arrays(arrays, fields=fields, mask=null)
    values = pyarrow.StructArray.from_arrays(arrays, fields=fields)
    place = rows.column("document").to_numpy()
    ends = numpy.searchsorted(place, numpy.arange(len(read) + 1), side="left")
    return pyarrow.LargeListArray.from_arrays(ends, values, type=made, mask=null)


def column_type(kind: Kind = "directed") -> pyarrow.DataType:
    """The type of what :func:`column` makes: a struct, or a large list of structs.

    :raises ImportError: if pyarrow is not installed.
    :raises ValueError: if `kind` is none of the allowed.

    >>> from detente.integrations import arrow
    >>> [field.name for field in arrow.column_type("documents")]
    ['tone', 'band', 'n_tokens', 'n_sentences', 'n_entities', 'n_directed']
    """
    with extra("arrow"):
        import pyarrow

    value = pyarrow.struct([field for field in _schema(kind) if field.name not in ("document", "error")])
    return value if kind == "documents" else pyarrow.large_list(value)


def known(name: str, source: pyarrow.Schema) -> str:
    """The name of a column that is there.

    :raises ValueError: if there is none of that name in `source`, or more than one.

    >>> import pyarrow
    >>> from detente.integrations import arrow
    >>> arrow.known("text", pyarrow.schema([("text", pyarrow.string())]))
    'text'
    """
    if source.names.count(name) != 1:
        raise ValueError(f"there is not one column called {name!r}; there are: {', '.join(source.names)}")
    return name


def _schema(kind: Kind) -> pyarrow.Schema:
    import pyarrow

    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    # It does not depend on the texts.
    return pyarrow.schema(getattr(Analyzer().analyze_batch([], threads=1), kind))


def _read(texts: Any, analyzer: Analyzer | None, threads: int | None) -> Batch:
    return (analyzer or Analyzer()).analyze_batch(texts, threads=threads, errors="null")


def _rows(read: Batch, kind: Kind) -> pyarrow.RecordBatch:
    import pyarrow

    rows = pyarrow.table(getattr(read, kind))
    return pyarrow.RecordBatch.from_struct_array(rows.to_struct_array().combine_chunks())


def _names(id: str | Sequence[str]) -> tuple[str, ...]:
    return (id,) if isinstance(id, str) else tuple(id)


def _take(values: pyarrow.Array, places: pyarrow.Array) -> pyarrow.Array:
    """The values at these places. pyarrow takes none from views, so these go by way of plain strings."""
    import pyarrow

    plain = {pyarrow.string_view(): pyarrow.large_string(), pyarrow.binary_view(): pyarrow.large_binary()}
    if values.type in plain:
        return values.cast(plain[values.type]).take(places).cast(values.type)
    return values.take(places)
