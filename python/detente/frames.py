"""Tables as frames of pandas and polars, where those are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as _pandas  # type: ignore[import-untyped, unused-ignore]
    import polars as _polars

    from detente import Table


def to_pandas(table: Table) -> _pandas.DataFrame:
    """The table as a pandas frame.

    :raises ImportError: if pandas or pyarrow is not installed.
    """
    try:
        # pandas reads Arrow through pyarrow.
        import pandas  # type: ignore[import-untyped, unused-ignore]
        import pyarrow  # type: ignore[import-untyped, unused-ignore]  # noqa: F401
    except ImportError as error:
        raise ImportError("frames of pandas need it and pyarrow: pip install 'detente[pandas]'") from error
    return pandas.DataFrame.from_arrow(table)


def to_polars(table: Table) -> _polars.DataFrame:
    """The table as a polars frame.

    :raises ImportError: if polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise ImportError("frames of polars need it: pip install 'detente[polars]'") from error
    return polars.DataFrame(table)
