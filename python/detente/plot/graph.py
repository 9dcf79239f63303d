"""Actors as nodes, their stances as arrows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from detente.display.tones import counted, signed
from detente.plot.canvas import STROKE, colour, colourbar, label, new_axes, nothing
from detente.plot.grid import strongest
from detente.plot.layout import places
from detente.plot.rows import rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from detente.plot.rows import Data

#: So many arrows have their number, those with the most directed tones.
NUMBERED = 30
#: How far arrows are bent, so that two between the same actors lie apart.
BEND = 0.2

Place = tuple[float, float]


def network(
    data: Data, *, top: int = 12, min_count: int = 1, colorbar: bool = True, ax: Axes | None = None
) -> Axes:
    """Actors, with an arrow from each source to each target, coloured by net tone, as wide as there are many.

    The number at an arrow is the net tone; the size of a node is the number of directed tones of the
    actor. The same data give the same picture: nodes lie as far apart as there are arrows between them.

    :param data: as of :func:`dyads`.
    :param top: so many actors, those with the most directed tones.
    :param min_count: leave out pairs with fewer directed tones.
    :param colorbar: whether to draw the scale beside the graph.
    :param ax: axes to draw on; without them a new figure is made.
    :raises ImportError: if matplotlib is not installed.
    :raises TypeError: if `data` is none of these.
    :raises ValueError: if `top` is below 2.

    >>> import detente
    >>> doc = detente.analyze("Norway thanked Iceland for its help. Iceland praised Norway. Peru condemned Chile.")
    >>> ax = detente.plot.network(doc)
    >>> sorted(text.get_text() for text in ax.texts if text.get_text().isalpha())
    ['Chile', 'Iceland', 'Norway', 'Peru']
    """
    rows = rows_of(data)
    pairs, left_out = strongest([pair for pair in rows.net() if pair.count >= min_count], top)
    ax = new_axes(ax, (9, 6))
    if not pairs:
        return nothing(ax, "no directed tone")
    counts: dict[str, int] = {}
    for pair in pairs:
        for actor in (pair.source, pair.target):
            counts[actor] = counts.get(actor, 0) + pair.count
    number = {actor: place for place, actor in enumerate(counts)}
    at = places(len(number), {(number[pair.source], number[pair.target]) for pair in pairs})
    area = np.array([60 + 400 * counts[actor] / max(counts.values()) for actor in number])
    radius = dict(zip(number, np.sqrt(area / np.pi), strict=True))
    ax.scatter(at[:, 0], at[:, 1], s=area, color="0.85", edgecolors="0.35", linewidths=1, zorder=3)
    most = max(pair.count for pair in pairs)
    by_count = sorted(pairs, key=lambda pair: -pair.count)
    for place, pair in enumerate(by_count):
        start, end = at[number[pair.source]], at[number[pair.target]]
        ax.annotate(
            "", tuple(end), tuple(start), zorder=2,
            arrowprops={
                "arrowstyle": "-|>,head_length=0.5,head_width=0.25",
                "connectionstyle": f"arc3,rad={BEND}",
                "color": colour(pair.tone),
                "lw": 0.8 + 2.2 * (pair.count / most) ** 0.5,
                "shrinkA": radius[pair.source] + 1,
                "shrinkB": radius[pair.target] + 2,
                "joinstyle": "miter",
            },
        )  # fmt: skip
        if place < NUMBERED:
            along = end - start
            # The middle of the arrow's curve: half as far from the straight line as its control point.
            middle = (start + end) / 2 + BEND / 2 * np.array([along[1], -along[0]])
            ax.text(
                middle[0], middle[1], signed(pair.tone), fontsize="x-small", ha="center", va="center", zorder=4,
                bbox={"boxstyle": "round,pad=0.15", "fc": ax.get_facecolor(), "ec": "none", "alpha": 0.85},
            )  # fmt: skip
    for actor, place in number.items():
        ends = {
            number[p.target if p.source == actor else p.source]
            for p in pairs
            if actor in (p.source, p.target)
        }
        others: list[Place] = [(at[end, 0], at[end, 1]) for end in sorted(ends)]
        _label(ax, (at[place, 0], at[place, 1]), label(rows.name(actor)), radius[actor], others)
    # Bent arrows are where their numbers are sought only if both ways have one scale.
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.12, 0.18)
    ax.set_axis_off()
    notes = [f"the widest arrow: {counted(most, 'directed tone')}"]
    if left_out:
        notes.append(f"{counted(left_out, 'more actor')} left out")
    ax.set_title("; ".join(notes), loc="left", fontsize="small")
    if colorbar:
        colourbar(ax, STROKE, "net tone")
    return ax


def _label(ax: Axes, at: Place, name: str, radius: float, others: list[Place]) -> None:
    """A name beside a node, on the side that is farthest from the arrows to the `others`."""
    from matplotlib.patheffects import withStroke

    angles = [math.atan2(y - at[1], x - at[0]) for x, y in others]

    def room(side: tuple[int, int]) -> float:
        angle = math.atan2(side[1], side[0])
        nearest = min((abs(math.remainder(other - angle, math.tau)) for other in angles), default=math.pi)
        # Names are wide: beside a node they need more room than above or below it.
        return nearest * (0.8 if side[0] else 1)

    x, y = max(((0, 1), (0, -1), (1, 0), (-1, 0)), key=room)
    ax.annotate(
        name, at, xytext=(x * (radius + 3), y * (radius + 2)), textcoords="offset points",
        ha=("center", "left", "right")[x], va=("center", "bottom", "top")[y], zorder=5,
        path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())],
    )  # fmt: skip
