"""Who toward whom as a table: a row for each source, a column for each target."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

from detente.display.tones import background, counted, short, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Rows and columns at most: the actors with the most directed tones.
MATRIX_ACTORS = 12


class Net(Protocol):
    """The net tone of a pair: of one document, or of many."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def tone(self) -> float: ...
    @property
    def band(self) -> str: ...
    @property
    def count(self) -> int: ...


def matrix(dyads: Sequence[Net], called: dict[str, str], caption: str, n_actors: int = MATRIX_ACTORS) -> str:
    """The table of `dyads`, with names by `called`; empty where there are none."""
    if not dyads:
        return ""
    weight: dict[str, int] = {}
    cells: dict[tuple[str, str], Net] = {}
    for dyad in dyads:
        cells[dyad.source, dyad.target] = dyad
        for actor in (dyad.source, dyad.target):
            weight[actor] = weight.get(actor, 0) + dyad.count
    # Sorting is stable: among equals the first named comes first.
    actors = sorted(weight, key=lambda actor: -weight[actor])[:n_actors]
    sources = [a for a in actors if any((a, b) in cells for b in actors)]
    targets = [b for b in actors if any((a, b) in cells for a in actors)]
    if not sources:
        return ""
    shown = {actor: f"<bdi>{escape(short(called.get(actor, actor), 40))}</bdi>" for actor in actors}
    head = "".join(f'<th scope="col">{shown[b]}</th>' for b in targets)
    rows: list[str] = []
    for a in sources:
        row = "".join(_cell(cells.get((a, b)), a == b) for b in targets)
        rows.append(f'<tr><th scope="row">{shown[a]}</th>{row}</tr>')
    left_out = len(weight) - len(actors)
    more = f"{counted(left_out, 'more actor')} left out"
    note = f'<div class="dt-quiet">{more}</div>' if left_out else ""
    return (
        f'<div class="dt-wide"><table class="dt-matrix"><caption>{escape(caption)}</caption>'
        f"<tr><td></td>{head}</tr>{''.join(rows)}</table></div>{note}"
    )


def _cell(dyad: Net | None, itself: bool) -> str:
    if dyad is None:
        return '<td class="dt-self"></td>' if itself else '<td class="dt-quiet">·</td>'
    times = "once" if dyad.count == 1 else f"{dyad.count:,} times"
    number = f" <small>{dyad.count:,}×</small>" if dyad.count > 1 else ""
    return (
        f'<td style="{background(dyad.tone, 0.55)}" title="{escape(dyad.band)}, {times}">'
        f"{signed(dyad.tone)}{number}</td>"
    )
