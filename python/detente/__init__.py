"""Who is conciliatory (+1) or infuriated (-1) toward whom in English news.

    >>> import detente
    >>> doc = detente.analyze("China condemned Japan on Monday.")
    >>> [token.text for token in doc.tokens]
    ['China', 'condemned', 'Japan', 'on', 'Monday', '.']

Everything happens on this machine: the model is inside the package, nothing is downloaded, no file
is written. Offsets are characters as Python counts them, so that ``text[item.start_char:item.end_char]``
is ``item.text``. Results do not depend on the machine or on the number of threads.
"""

from __future__ import annotations

from detente._detente import (
    Actor,
    Analyzer,
    Batch,
    Block,
    Directed,
    Document,
    Dyad,
    Entity,
    Explanation,
    InternalError,
    ModelError,
    Part,
    Quote,
    Sentence,
    Table,
    Token,
    Tokenizer,
    View,
    __version__,
    _model_version,
    actor,
)

# Known to type checkers by its name; importing `typing` for it would take longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from detente import plot as plot

    model_version: int
    """The version of the model inside the package: what was learned, apart from the code."""

__all__ = [
    "Actor",
    "Analyzer",
    "Batch",
    "Block",
    "Directed",
    "Document",
    "Dyad",
    "Entity",
    "Explanation",
    "InternalError",
    "ModelError",
    "Part",
    "Quote",
    "Sentence",
    "Table",
    "Token",
    "Tokenizer",
    "View",
    "__version__",
    "actor",
    "analyze",
    "model_version",
]


def analyze(text: str) -> Document:
    """Read one text with the model inside the package.

    The same as ``Analyzer().analyze(text)``; the model is decoded once a process.

    :raises TypeError: if `text` is no ``str``.
    :raises ValueError: if `text` holds a lone surrogate, or 4 GiB and more.

    >>> import detente
    >>> detente.analyze("Talks resumed.").sentences[0].text
    'Talks resumed.'
    """
    return Analyzer().analyze(text)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # Asking for the version decodes the model, which importing the package should not.
        if name == "model_version":
            return _model_version()
        # Nor should it import what only those need who draw.
        if name == "plot":
            import detente.plot

            return detente.plot
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
