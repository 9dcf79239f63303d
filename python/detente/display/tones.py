"""Tones as signs and colours, the same on pages, plots and terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente import Directed, Document, Dyad

#: The two ends of the scale, in red, green and blue: told apart by the colour-blind too.
INFURIATED = (213, 78, 20)
CONCILIATORY = (25, 118, 190)
#: From this tone on, to either side, a tone has a band of its own.
NEUTRAL_BELOW = 0.2
#: A name or a few words are shown up to this many characters, so that one giant does not fill a page.
NAME_CHARS = 60


def signed(tone: float, digits: int = 2) -> str:
    """A number with its sign, such as −0.90; the minus as wide as the plus, and zero always +0.00."""
    return f"{tone:+z.{digits}f}".replace("-", "−")


def background(tone: float, strength: float) -> str:
    """The style of a background that a tone of ±1 covers with opacity `strength`, and 0 not at all.

    Being see-through, it suits light pages and dark ones.
    """
    opacity = min(abs(tone), 1.0) * strength
    if opacity < 0.005:
        return ""
    red, green, blue = INFURIATED if tone < 0 else CONCILIATORY
    return f"background:rgba({red},{green},{blue},{opacity:.2f})"


def short(words: str, limit: int = NAME_CHARS) -> str:
    """`words` on one line, and cut with an ellipsis where they are longer than `limit` characters."""
    line = " ".join(words[: 4 * limit].split())
    return line if len(line) <= limit and len(words) <= 4 * limit else f"{line[: limit - 1].rstrip()}…"


def names(doc: Document) -> dict[str, str]:
    """The English name of each actor of a document by its id."""
    return {actor.id: actor.name for actor in doc.actors}


def parties(pair: Directed | Dyad, called: dict[str, str]) -> tuple[str, str]:
    """The names of the source and of the target of a pair, shortened."""
    return short(called.get(pair.source, pair.source)), short(called.get(pair.target, pair.target))


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, such as 1,204 sentences."""
    return f"{n:,} {noun if n == 1 else plural or f'{noun}s'}"
