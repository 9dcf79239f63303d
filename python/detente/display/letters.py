"""How wide words are, roughly: enough to break lines and to place arrows where no page can be asked.

The words are then stretched to that width, so that an arrow meets its word in whatever font the reader has.
"""

from __future__ import annotations

import unicodedata

#: Widths of printing characters in hundredths of the font size, as in Helvetica's metrics.
WIDTHS = {
    char: width
    for width, chars in (
        (22, "'ijl|"),
        (28, " !,./:;I[\\]ft"),
        (34, '"()-`{}r'),
        (39, "*"),
        (50, "^JLckrsvxyz"),
        (56, "#$0123456789?_abdeghnopqu"),
        (60, "+<=>~FTZ"),
        (67, "&ABEKPSVXY"),
        (73, "CDHNRUw"),
        (78, "GOQ"),
        (86, "%Mm"),
        (98, "@W"),
    )
    for char in chars
}


def width(words: str, size: float) -> float:
    """The width of `words` in a font of `size`, in the same unit."""
    return sum(WIDTHS.get(char) or _of_other(char) for char in words) * size / 100


def is_known(words: str) -> bool:
    """Whether `words` are Latin letters and common marks, which may be stretched to fit; others are left alone."""
    return all(char < "\u0300" or "\u2000" <= char < "\u20d0" for char in words)


def _of_other(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc", "Cs"}:
        return 0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 100
    return 100 if char in "—…" else 30 if char in "‘’“”·" else 60
