"""A document as lines for a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from detente.display.tones import CONCILIATORY, INFURIATED, counted, names, parties, short, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente import Directed, Document, Dyad


def print_tones(doc: Document, file: TextIO | None = None) -> None:
    """Print the tone of the text, the directed tones and the net tones.

    In colour where `file` (standard output unless given) is a terminal and the variable
    ``NO_COLOR`` is not set.
    """
    out = sys.stdout if file is None else file
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    lines = "\n".join(_lines(doc, colour)) + "\n"
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(lines.encode(encoding, "replace").decode(encoding))


def _lines(doc: Document, colour: bool) -> list[str]:
    called = names(doc)
    lines = [f"{_toned(doc.tone, doc.band, colour)}  the whole text, {counted(len(doc.sentences), 'sentence')}"]
    sections: list[tuple[str, Sequence[Directed | Dyad]]] = [
        ("Sentence by sentence", doc.directed),
        ("Net tone", doc.dyads),
    ]
    for title, pairs in sections:
        rows = [_row(pair, called) for pair in pairs]
        if rows:
            wide = max(len(who) for who, _ in rows)
            lines += ["", title]
        for pair, (who, words) in zip(pairs, rows, strict=True):
            band = f"{pair.band:<12}  " if words else pair.band
            lines.append(f"  {who:<{wide}}  {_toned(pair.tone, band, colour)}{words}")
    return lines


def _row(pair: Directed | Dyad, called: dict[str, str]) -> tuple[str, str]:
    who = _drawable(" -> ".join(parties(pair, called)))
    count = getattr(pair, "count", None)
    if count is not None:
        return who, f"{count} ×"
    cue = getattr(pair, "cue_text", None)
    return who, f"“{_drawable(short(cue))}”" if cue else ""


def _drawable(words: str) -> str:
    """`words` without control characters, by which a text could command the terminal."""
    return "".join(char for char in words if char.isprintable())


def _toned(tone: float, band: str, colour: bool) -> str:
    words = f"{signed(tone)} {band}"
    if not colour or abs(tone) < 0.2:
        return words
    red, green, blue = INFURIATED if tone < 0 else CONCILIATORY
    return f"\x1b[38;2;{red};{green};{blue}m{words}\x1b[0m"
