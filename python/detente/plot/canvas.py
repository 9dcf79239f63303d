"""Axes and colours. matplotlib is imported when the first plot is drawn, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.display.tones import CONCILIATORY, INFURIATED, short, signed

if TYPE_CHECKING:
    from types import ModuleType

    from matplotlib.axes import Axes
    from matplotlib.colors import LinearSegmentedColormap

#: Where one band ends and the next begins, with the ends of the scale.
EDGES = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
BANDS = ("infuriated", "critical", "neutral", "cordial", "conciliatory")
#: Names are cut to so many characters.
NAME_CHARS = 26


def pyplot() -> ModuleType:
    """The module ``matplotlib.pyplot``.

    :raises ImportError: if matplotlib is not installed.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise ImportError("plots need matplotlib: pip install 'detente[plot]'") from error
    return plt


def new_axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """`ax`, or the axes of a new figure of this size in inches."""
    plt = pyplot()
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=size, layout="constrained")
    axes: Axes = made
    return axes


def scale(middle: float) -> LinearSegmentedColormap:
    """Colours from infuriated to conciliatory over a grey of this lightness, for values from 0 to 1."""
    from matplotlib.colors import LinearSegmentedColormap

    ends = [tuple(part / 255 for part in colour) for colour in (INFURIATED, CONCILIATORY)]
    return LinearSegmentedColormap.from_list("tone", [ends[0], (middle,) * 3, ends[1]])


#: The lightness of the middle of the scale: of surfaces, and of lines, which have to show on white.
SURFACE, STROKE = 0.96, 0.62


def colour(tone: float, middle: float = STROKE) -> tuple[float, float, float, float]:
    """The colour of a tone."""
    red, green, blue, alpha = scale(middle)((tone + 1) / 2)
    return red, green, blue, alpha


def label(name: str) -> str:
    """A name, shortened, without what is no character to draw.

    Dollar signs, between which matplotlib reads a formula, are escaped.
    """
    drawable = "".join(char for char in short(name, NAME_CHARS) if char.isprintable())
    return drawable.replace("$", r"\$")


def colourbar(ax: Axes, middle: float, title: str, edges: tuple[float, ...] = EDGES) -> None:
    """A scale of tones beside `ax`, with numbers at these tones."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    figure = ax.get_figure()
    if figure is None:
        return
    tones = ScalarMappable(Normalize(-1, 1), scale(middle))
    bar = figure.colorbar(tones, ax=ax, shrink=0.7, aspect=25, pad=0.02, ticks=list(edges))
    bar.ax.set_yticklabels([signed(edge, 1) for edge in edges], fontsize="small")
    bar.outline.set_visible(False)  # type: ignore[operator, unused-ignore]
    bar.set_label(title, fontsize="small")


def nothing(ax: Axes, what: str) -> Axes:
    """`ax` with a word that there is nothing to draw."""
    ax.text(0.5, 0.5, what, transform=ax.transAxes, ha="center", va="center")
    ax.set_axis_off()
    return ax
