"""Functions of SQL in DuckDB.

    >>> import duckdb
    >>> from detente.integrations.duckdb import register
    >>> con = register(duckdb.connect())
    >>> news = con.sql("SELECT 'a' AS url, 'Norway thanked Iceland.' AS body")
    >>> rows = con.sql("SELECT url, unnest(directed(body), recursive := true) FROM news")
    >>> rows.project("url, source, target").fetchall()
    [('a', 'NOR', 'ISL')]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from detente.integrations import arrow
from detente.integrations.extras import extra

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    from detente._detente import Analyzer

__all__ = ["register"]


def register(
    connection: duckdb.DuckDBPyConnection, *, analyzer: Analyzer | None = None, prefix: str = ""
) -> duckdb.DuckDBPyConnection:
    """Add the functions of Détente to the SQL of a connection, and return the connection.

    ============================================= =====================================================================
    ``tone(text)``                                the tone of the text as a document: DOUBLE
    ``document(text)``                            a STRUCT of tone, band and counts
    ``sentences``, ``entities``, ``directed``,    a list of STRUCTs with the columns of the table of that name in
    ``dyads``, ``tokens`` of ``(text)``           :class:`detente.Batch`
    ============================================= =====================================================================

    A NULL gives a NULL. ``unnest(directed(text), recursive := true)`` makes a row of each directed tone, and a
    column of each field; columns that stand beside it are kept. Every function reads the text anew.

    :param connection: the connection; its cursors have the functions too.
    :param analyzer: as of :func:`detente.integrations.arrow.table`.
    :param prefix: what the names begin with, where others have them. Functions of Python that have the names
        already are replaced.

    :raises ImportError: if DuckDB or pyarrow is not installed.

    >>> import duckdb
    >>> from detente.integrations.duckdb import register
    >>> con = register(duckdb.connect(), prefix="news_")
    >>> con.sql("SELECT news_tone('Norway thanked Iceland.') > 0, news_tone(NULL)").fetchall()
    [(True, None)]
    """
    with extra("duckdb"):
        import duckdb
        import pyarrow

    kinds: dict[str, arrow.Kind] = {
        "document": "documents",
        "sentences": "sentences",
        "entities": "entities",
        "directed": "directed",
        "dyads": "dyads",
        "tokens": "tokens",
    }
    functions = {name: (_reader(kind, analyzer), arrow.column_type(kind)) for name, kind in kinds.items()}
    functions["tone"] = (_scorer(analyzer), pyarrow.float64())
    string = duckdb.sqltype("VARCHAR")
    for name, (function, made) in functions.items():
        # DuckDB says itself what the type is in its terms.
        (known,) = connection.from_arrow(pyarrow.table({"": pyarrow.array([], made)})).types
        try:
            connection.remove_function(prefix + name)
        except duckdb.InvalidInputException:
            pass  # There is none.
        # The words stand for members of enumerations that are somewhere else in each version.
        words: Any = {"type": "arrow", "null_handling": "special"}
        connection.create_function(prefix + name, function, [string], known, **words)
    return connection


# DuckDB evaluates the annotations of what it is given, and these would need pyarrow as a global name: so lambdas.
def _reader(kind: arrow.Kind, analyzer: Analyzer | None) -> Callable[[Any], pyarrow.Array]:
    return lambda texts: arrow.column(texts, kind, analyzer=analyzer)


def _scorer(analyzer: Analyzer | None) -> Callable[[Any], pyarrow.Array]:
    import pyarrow.compute

    read = _reader("documents", analyzer)
    return lambda texts: pyarrow.compute.struct_field(read(texts), "tone")
