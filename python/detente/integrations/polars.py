"""Expressions and lazy frames of polars, also in its streaming engine.

    >>> import polars
    >>> from detente.integrations.polars import column, table, tone
    >>> news = polars.LazyFrame({"url": ["a", "b"], "text": ["Norway thanked Iceland.", None]})
    >>> news.with_columns(tone=tone("text")).collect()["tone"].is_null().to_list()
    [False, True]
    >>> news.join(table(news, "directed", id="url"), on="url").select("url", "source", "target").collect().rows()
    [('a', 'NOR', 'ISL')]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.integrations import arrow
from detente.integrations.extras import extra

if TYPE_CHECKING:
    import polars

    from detente._detente import Analyzer

__all__ = ["column", "table", "tone"]


def tone(texts: str | polars.Expr, *, analyzer: Analyzer | None = None) -> polars.Expr:
    """An expression for the tone of each text as a document, in [-1, 1]; null for a null.

    Short for ``column(texts, "documents").struct.field("tone")``.

    :param texts: the name of a column, or an expression for strings.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.

    :raises ImportError: as :func:`column`.

    >>> import polars
    >>> from detente.integrations.polars import tone
    >>> polars.DataFrame({"text": ["Norway thanked Iceland."]}).select(tone("text") > 0).item()
    True
    """
    return column(texts, "documents", analyzer=analyzer).struct.field("tone")


def column(
    texts: str | polars.Expr, kind: arrow.Kind = "directed", *, analyzer: Analyzer | None = None
) -> polars.Expr:
    """An expression for :func:`detente.integrations.arrow.column`: a struct or a list of structs a text.

    Its type is known before anything is read, and a row does not depend on the others, so it runs in lazy frames and
    in the streaming engine. Every expression reads the texts anew: take the fields of one rather than two.

    :param texts: the name of a column, or an expression for strings.
    :param kind: as of :func:`detente.integrations.arrow.table`.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.

    :raises ImportError: if polars or pyarrow is not installed.
    :raises ValueError: if `kind` is none of the allowed.

    >>> import polars
    >>> from detente.integrations.polars import column
    >>> news = polars.DataFrame({"url": ["a"], "text": ["Norway thanked Iceland for its help."]})
    >>> said = news.select("url", column("text", "directed").alias("d")).explode("d").unnest("d")
    >>> said.select("url", "source", "target").row(0)
    ('a', 'NOR', 'ISL')
    """
    with extra("polars"):
        import polars
        import pyarrow

    def read(series: polars.Series) -> polars.Series:
        # With the name of the texts, as polars does it for its own functions.
        return polars.Series(series.name, arrow.column(series, kind, analyzer=analyzer))

    expression = polars.col(texts) if isinstance(texts, str) else texts
    known = polars.Series(pyarrow.array([], arrow.column_type(kind))).dtype
    return expression.map_batches(read, return_dtype=known, is_elementwise=True)


def table(
    frame: polars.DataFrame | polars.LazyFrame,
    kind: arrow.Kind = "directed",
    *,
    text: str = "text",
    id: str | Sequence[str] | None = None,
    analyzer: Analyzer | None = None,
) -> polars.LazyFrame:
    """The rows of :func:`detente.integrations.arrow.table` as a lazy frame, for the streaming engine too.

    :param frame: what holds the texts; of a lazy frame no more than these columns is read, and piece by piece.
    :param kind: as of :func:`detente.integrations.arrow.table`.
    :param text: the name of the column with the texts.
    :param id: the names of columns to keep; without them ``document`` is the row in the frame, from 0.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.

    :raises ImportError: if polars or pyarrow is not installed.
    :raises polars.exceptions.ColumnNotFoundError: if there is no column of a name.
    :raises ValueError: as :func:`detente.integrations.arrow.table`.

    >>> import polars
    >>> from detente.integrations.polars import table
    >>> news = polars.DataFrame({"url": ["a"], "text": ["Norway thanked Iceland for its help."]})
    >>> table(news, "dyads", id="url").select("url", "source", "target", "count").collect().row(0)
    ('a', 'NOR', 'ISL', 1)
    """
    with extra("polars"):
        import polars
        import pyarrow

    lazy = frame.lazy()
    if id is None:
        lazy, id = lazy.with_row_index("document"), "document"
    kept = (id,) if isinstance(id, str) else tuple(id)
    lazy = lazy.select(list(dict.fromkeys((*kept, text))))

    def read(piece: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(arrow.stream(piece, kind, text=text, id=kept, analyzer=analyzer).read_all())

    empty = polars.DataFrame(schema=lazy.collect_schema()).to_arrow(compat_level=polars.CompatLevel.newest())
    known = polars.DataFrame(pyarrow.Table.from_batches([], arrow.schema(kind, empty.schema, id=kept))).schema
    return lazy.map_batches(read, schema=known, streamable=True)
