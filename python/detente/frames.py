"""Tables as frames of pandas and polars, where those are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
    import polars

    from detente import Table


def to_pandas(table: Table) -> pandas.DataFrame:
    """The table as a pandas frame.

    :raises ImportError: if pandas or pyarrow is not installed.
    """
    try:
        import pandas
        import pyarrow  # noqa: F401  (pandas reads Arrow through it)
    except ImportError as error:
        raise ImportError("frames of pandas need it and pyarrow: pip install 'detente[pandas]'") from error
    return pandas.DataFrame.from_arrow(table)


def to_polars(table: Table) -> polars.DataFrame:
    """The table as a polars frame.

    :raises ImportError: if polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise ImportError("frames of polars need it: pip install 'detente[polars]'") from error
    return polars.DataFrame(table)
