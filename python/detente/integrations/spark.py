"""Frames of PySpark, by ``mapInArrow``: a frame with texts gives one of directed tones and so on.

    >>> from detente.integrations.spark import table
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from detente.integrations import arrow
from detente.integrations.extras import extra

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from detente._detente import Analyzer

__all__ = ["table"]


def table(
    frame: DataFrame,
    kind: arrow.Kind = "directed",
    *,
    text: str = "text",
    id: str | Sequence[str],
    analyzer: Analyzer | None = None,
) -> DataFrame:
    """The rows of :func:`detente.integrations.arrow.table` as a lazy frame of Spark.

    Numbers and offsets are ``bigint``, for Spark has no unsigned numbers. Each task reads on one thread; a
    batch has the rows that ``spark.sql.execution.arrow.maxRecordsPerBatch`` says. The executors need the
    package; of an analyzer they get its settings alone, so that a model file or a gazetteer file has to be
    there under the same path.

    :param frame: what holds the texts; no more than these columns is handed to Python.
    :param kind: as of :func:`detente.integrations.arrow.table`.
    :param text: the name of the column with the texts.
    :param id: the names of columns to keep, since rows of Spark have no number.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.

    :raises ImportError: if PySpark or pyarrow is not installed.
    :raises ValueError: as :func:`detente.integrations.arrow.table`.

    >>> from pyspark.sql import SparkSession
    >>> from detente.integrations.spark import table
    >>> spark = SparkSession.builder.master("local[1]").getOrCreate()
    >>> news = spark.createDataFrame([("a", "Norway thanked Iceland.")], "url string, body string")
    >>> table(news, "directed", text="body", id="url").select("url", "source", "target").collect()
    [Row(url='a', source='NOR', target='ISL')]
    """
    with extra("spark"):
        import pyarrow
        from pyspark.sql.types import DataType, DoubleType, LongType, StringType, StructField, StructType

    kept = (id,) if isinstance(id, str) else tuple(id)
    # The types of what is kept are Spark's own, so any stand in for them here.
    source = pyarrow.schema([(name, pyarrow.null()) for name in frame.columns])
    wanted = arrow.schema(kind, source, id=kept)
    types: dict[pyarrow.DataType, DataType] = {
        pyarrow.uint32(): LongType(),
        pyarrow.float64(): DoubleType(),
        pyarrow.string(): StringType(),
        pyarrow.large_string(): StringType(),
    }
    made = [StructField(field.name, types[field.type]) for field in list(wanted)[len(kept) :]]
    fields = [StructField(name, frame.schema[name].dataType) for name in kept]
    names = list(dict.fromkeys((*kept, arrow.known(text, source))))
    read = partial(_read, kind=kind, text=text, id=kept, analyzer=analyzer)
    return frame.select(names).mapInArrow(read, StructType(fields + made))


def _read(
    batches: Iterator[pyarrow.RecordBatch],
    kind: arrow.Kind,
    text: str,
    id: tuple[str, ...],
    analyzer: Analyzer | None,
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    plain = {pyarrow.uint32(): pyarrow.int64(), pyarrow.large_string(): pyarrow.string()}
    for batch in batches:
        rows = arrow.table(batch, kind, text=text, id=id, analyzer=analyzer, threads=1)
        fields = list(rows.schema)
        for place in range(len(id), len(fields)):
            fields[place] = pyarrow.field(fields[place].name, plain.get(fields[place].type, fields[place].type))
        yield rows.cast(pyarrow.schema(fields))
