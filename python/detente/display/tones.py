"""Tones as signs and colours, the same on pages and terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente import Directed, Document, Dyad

#: The two ends of the scale, in red, green and blue: told apart by the colour-blind too.
INFURIATED = (213, 78, 20)
CONCILIATORY = (25, 118, 190)


def signed(tone: float) -> str:
    """Two decimals with a sign, such as −0.90; the minus as wide as the plus."""
    return f"{tone:+.2f}".replace("-", "−")


def background(tone: float, strength: float) -> str:
    """The style of a background that a tone of ±1 covers with opacity `strength`, and 0 not at all.

    Being see-through, it suits light pages and dark ones.
    """
    opacity = min(abs(tone), 1.0) * strength
    if opacity < 0.005:
        return ""
    red, green, blue = INFURIATED if tone < 0 else CONCILIATORY
    return f"background:rgba({red},{green},{blue},{opacity:.2f})"


def names(doc: Document) -> dict[str, str]:
    """The English name of each actor of a document by its id."""
    return {actor.id: actor.name for actor in doc.actors}


def arrow(pair: Directed | Dyad, called: dict[str, str]) -> str:
    """Who toward whom, such as China → United States."""
    return f"{called.get(pair.source, pair.source)} → {called.get(pair.target, pair.target)}"
