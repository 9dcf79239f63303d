"""A batch at a glance: how much there is, who toward whom, and its first texts."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from detente.display.html import chip, framed, printable
from detente.display.matrix import matrix
from detente.display.tones import counted, short
from detente.net import net

if TYPE_CHECKING:
    from detente import Batch, Document

#: A glance reads so many texts, so that it is quick however many there are.
GLANCE = 200
#: And lists so many.
LISTED = 10
#: And so many actors.
MATRIX_ACTORS = 8


def batch_html(batch: Batch) -> str:
    """The number of texts, the net tones and the first texts of a batch, in bounded time."""
    read = list(islice(batch, GLANCE))
    documents = [doc for doc in read if doc is not None]
    directed = [d for doc in documents for d in doc.directed]
    called = {actor.id: actor.name for doc in documents for actor in doc.actors}
    dyads = net((d.source, d.target, d.tone, d.confidence, 1) for d in directed)
    counts = ", ".join(
        (
            counted(sum(len(doc.sentences) for doc in documents), "sentence"),
            counted(sum(len(doc.entities) for doc in documents), "entity", "entities"),
            counted(len(directed), "directed tone"),
            *([f"{len(read) - len(documents):,} null"] if len(documents) < len(read) else []),
        )
    )
    where = f"in the first {len(read):,}: " if len(read) < len(batch) else ""
    number = f"<b>{counted(len(batch), 'text')}</b>"
    head = f'<div class="dt-head">{number}<span class="dt-quiet">{where}{counts}</span></div>'
    rows = "".join(_row(number, doc) for number, doc in enumerate(read[:LISTED]))
    left_out = len(batch) - min(len(read), LISTED)
    note = f'<div class="dt-quiet">… {counted(left_out, "more text")}</div>' if left_out else ""
    table = f'<div class="dt-wide"><table class="dt-list">{rows}</table></div>' if rows else ""
    who = matrix(dyads, called, "Net tone of the row toward the column", MATRIX_ACTORS)
    return printable(framed(counted(len(batch), "text"), head, who, table, note))


def _row(number: int, doc: Document | None) -> str:
    if doc is None:
        return f'<tr><td class="dt-quiet">{number}</td><td class="dt-quiet" colspan="3">null</td></tr>'
    return (
        f'<tr><td class="dt-quiet">{number}</td><td>{chip(doc.tone, doc.band)}</td>'
        f"<td><bdi>{escape(short(doc.text, 90))}</bdi></td>"
        f'<td class="dt-quiet">{counted(len(doc.directed), "directed tone")}</td></tr>'
    )
