"""The tone through an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente._detente import Document
from detente.display.tones import signed
from detente.plot.canvas import BANDS, EDGES, colour, new_axes, nothing

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def tone(doc: Document, *, ax: Axes | None = None) -> Axes:
    """The tone of each sentence as a bar, in text order.

    Headlines have a diamond at their end, sub-heads a dotted line, and a dashed line is the tone of the
    whole text. Bands are shaded and named at the right. Of boilerplate there is no bar.

    :param doc: the document.
    :param ax: axes to draw on; without them a new figure is made.
    :raises TypeError: if `doc` is no document.
    :raises ImportError: if matplotlib is not installed.

    >>> import detente
    >>> doc = detente.analyze("Peru Condemns Chile\\n\\nPeru condemned Chile on Monday. Nobody spoke in Lima.")
    >>> ax = detente.plot.tone(doc)
    >>> len(ax.patches) - 4  # a bar a sentence; the four bands beside neutral are patches too
    3
    """
    if not isinstance(doc, Document):
        raise TypeError(f"doc must be a Document, as detente.analyze returns, not {type(doc).__name__}")
    sentences = list(doc.sentences)
    ax = new_axes(ax, (min(4 + 0.18 * len(sentences), 12), 3.4))
    from matplotlib.ticker import MaxNLocator

    if not sentences:
        return nothing(ax, "no sentence")
    for low, high, band in zip(EDGES, EDGES[1:], BANDS, strict=False):
        middle = (low + high) / 2
        if band != "neutral":
            ax.axhspan(low, high, color=colour(middle), alpha=0.06 + 0.1 * abs(middle), lw=0, zorder=0)
        ax.text(
            1.01,
            middle,
            band,
            transform=ax.get_yaxis_transform(),
            va="center",
            fontsize="small",
            clip_on=False,
        )
    ax.axhline(0, color="0.5", lw=0.8, zorder=1)
    shown = [s for s in sentences if s.kind != "boilerplate"]
    ax.bar(
        [s.index + 1 for s in shown],
        [s.tone for s in shown],
        0.8,
        color=[colour(s.tone) for s in shown],
        zorder=2,
    )
    for number, s in enumerate(s for s in shown if s.kind == "headline"):
        label = "headline" if number == 0 else None
        ax.plot(s.index + 1, s.tone, "D", color="k", mec="w", ms=7, zorder=4, label=label, clip_on=False)
    for number, s in enumerate(s for s in shown if s.kind == "subhead"):
        ax.axvline(
            s.index + 1, color="0.4", ls=":", lw=1, zorder=1, label="sub-head" if number == 0 else None
        )
    whole = f"whole text {signed(doc.tone)}"
    ax.axhline(doc.tone, color=colour(doc.tone, 0.4), ls="--", lw=1.2, zorder=3, label=whole)
    ax.set(xlim=(0.3, len(sentences) + 0.7), ylim=(-1, 1), xlabel="sentence", ylabel="tone")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.set_yticks(EDGES, [signed(edge, 1) for edge in EDGES])
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize="small", borderaxespad=0.2
    )
    return ax
