"""Who toward whom as a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.display.tones import counted, signed
from detente.plot.canvas import EDGES, SURFACE, colourbar, label, new_axes, nothing, scale
from detente.plot.rows import rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.net import NetTone
    from detente.plot.rows import Data


def dyads(data: Data, *, top: int = 10, colorbar: bool = True, ax: Axes | None = None) -> Axes:
    """The net tone of each source (row) toward each target (column), with the number of directed tones.

    The scale is centred at 0. Net tones are means weighted as those of :attr:`detente.Document.dyads`,
    over all documents.

    :param data: a document, a batch, a list of documents, or a frame (pandas, polars, pyarrow, a dict)
        with the columns source, target and tone, such as ``batch.directed`` or ``batch.dyads``; columns
        confidence, count, source_name and target_name are used where there are such.
    :param top: so many actors, those with the most directed tones; a row or column without any is left out.
    :param colorbar: whether to draw the scale beside the matrix.
    :param ax: axes to draw on; without them a new figure is made.
    :raises ImportError: if matplotlib is not installed.
    :raises TypeError: if `data` is none of these.
    :raises ValueError: if `top` is below 2.

    >>> import detente
    >>> batch = detente.Analyzer().analyze_batch(["Norway thanked Iceland.", "Peru condemned Chile."])
    >>> ax = detente.plot.dyads(batch)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Norway', 'Peru']
    """
    rows = rows_of(data)
    pairs, left_out = strongest(rows.net(), top)
    sources, targets = _in_order(pairs)
    ax = new_axes(ax, (2.6 + 0.85 * max(len(targets), 2), 1.4 + 0.55 * max(len(sources), 2)))
    if not pairs:
        return nothing(ax, "no directed tone")
    from matplotlib.patches import Rectangle

    tones = np.full((len(sources), len(targets)), np.nan)
    for pair in pairs:
        tones[sources[pair.source], targets[pair.target]] = pair.tone
    ax.imshow(np.ma.masked_invalid(tones), cmap=scale(SURFACE), vmin=-1, vmax=1, aspect="auto")
    for pair in pairs:
        at = targets[pair.target], sources[pair.source]
        ink = "w" if abs(pair.tone) > 0.7 else "k"
        ax.annotate(
            signed(pair.tone),
            at,
            ha="center",
            va="bottom",
            color=ink,
            xytext=(0, -2),
            textcoords="offset points",
        )
        ax.annotate(
            f"{pair.count:,}×", at, ha="center", va="top", color=ink, alpha=0.75, fontsize="x-small",
            xytext=(0, -3), textcoords="offset points",
        )  # fmt: skip
    for actor in sources.keys() & targets.keys():
        corner = (targets[actor] - 0.5, sources[actor] - 0.5)
        ax.add_patch(Rectangle(corner, 1, 1, facecolor="0.5", alpha=0.15, lw=0))
    ax.set_xticks(
        range(len(targets)),
        [label(rows.name(a)) for a in targets],
        rotation=35,
        ha="left",
        rotation_mode="anchor",
    )
    ax.set_yticks(range(len(sources)), [label(rows.name(a)) for a in sources])
    ax.set_xticks(np.arange(len(targets) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(sources) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="0.5", alpha=0.3, lw=0.6)
    ax.tick_params(which="both", length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    note = f"; {counted(left_out, 'more actor')} left out" if left_out else ""
    ax.set_xlabel(f"net tone of the row toward the column{note}", fontsize="small", labelpad=8)
    if colorbar:
        # Beside few rows there is no room for all edges of bands.
        colourbar(ax, SURFACE, "net tone", EDGES if len(sources) > 4 else (-1, 0, 1))
    return ax


def strongest(pairs: list[NetTone], top: int) -> tuple[list[NetTone], int]:
    """The pairs among the `top` actors with the most directed tones, and the number of other actors.

    :raises ValueError: if `top` is below 2.
    """
    if top < 2:
        raise ValueError(f"top must be 2 or more, not {top}")
    weight: dict[str, int] = {}
    for pair in pairs:
        for actor in (pair.source, pair.target):
            weight[actor] = weight.get(actor, 0) + pair.count
    # Sorting is stable: among equals the first named comes first.
    actors = set(sorted(weight, key=lambda actor: -weight[actor])[:top])
    return [pair for pair in pairs if pair.source in actors and pair.target in actors], len(weight) - len(
        actors
    )


def _in_order(pairs: list[NetTone]) -> tuple[dict[str, int], dict[str, int]]:
    """The places of sources and of targets: the actors with the most directed tones come first in both."""
    weight: dict[str, int] = {}
    for pair in pairs:
        for actor in (pair.source, pair.target):
            weight[actor] = weight.get(actor, 0) + pair.count
    actors = sorted(weight, key=lambda actor: -weight[actor])
    sources, targets = {pair.source for pair in pairs}, {pair.target for pair in pairs}
    return (
        {actor: place for place, actor in enumerate(a for a in actors if a in sources)},
        {actor: place for place, actor in enumerate(a for a in actors if a in targets)},
    )
