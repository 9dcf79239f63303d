"""What is said where a library is missing.

    >>> from detente.integrations.extras import extra
    >>> with extra("arrow"):
    ...     import pyarrow
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around imports of what the extra `name` installs: a missing module is an error that names the extra.

    :raises ImportError: if the import within fails.

    >>> from detente.integrations.extras import extra
    >>> try:
    ...     with extra("polars"):
    ...         import there_is_no_such_module
    ... except ImportError as error:
    ...     print(error)
    No module named 'there_is_no_such_module': pip install 'detente[polars]'
    """
    try:
        yield
    except ImportError as error:
        raise ImportError(f"{error}: pip install 'detente[{name}]'", name=error.name, path=error.path) from error
