"""A document as HTML: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from detente.display.marks import Marker
from detente.display.matrix import matrix
from detente.display.style import PAPER, STYLE
from detente.display.tones import background, counted, names, parties, short, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente import Directed, Document

#: A notebook's output shows this many characters of a text, so that a giant does not choke it.
NOTEBOOK_CHARS = 40_000
#: And this many directed tones.
NOTEBOOK_ROWS = 200
#: A list of more directed tones than this is folded up at first.
OPEN_ROWS = 15
#: Forbids a page to run or load anything, should a mistake of ours ever let markup through.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(doc: Document) -> str:
    """A page that stands alone, with the whole text, its entities and tones.

    Its size and the time it takes are proportional to the text.
    """
    title = next((s.text for s in doc.sentences if s.kind == "headline"), doc.text)
    return printable(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(short(title, 80)) or 'Détente'}</title><style>{PAPER}</style></head>"
        f"<body>{_fragment(doc, len(doc.text), len(doc.directed))}</body></html>\n"
    )


def repr_html(doc: Document) -> str:
    """The same as a piece of HTML for a notebook; of a very long text only the beginning."""
    return printable(_fragment(doc, NOTEBOOK_CHARS, NOTEBOOK_ROWS))


def printable(page: str) -> str:
    """`page` without halves of surrogate pairs, which are no characters and cannot be written."""
    return page.encode("utf-8", "replace").decode("utf-8")


def framed(label: str, *parts: str) -> str:
    """A piece of HTML with its style sheet; `label` says to those who do not see it what it is."""
    inside = "".join(parts)
    return (
        f'<div class="detente" role="group" aria-label="{escape(label)}"><style>{STYLE}</style>{inside}</div>'
    )


def chip(tone: float, band: str) -> str:
    """A tone as a number on its colour, and its band."""
    return f'<b class="dt-tone" style="{background(tone, 0.55)}">{signed(tone)}</b> {escape(band)}'


def toward(who: tuple[str, str]) -> str:
    """Two names with an arrow from the first to the second."""
    source, target = who
    arrow = '<span class="dt-to" role="img" aria-label="toward">→</span>'
    return f"<bdi>{escape(source)}</bdi> {arrow} <bdi>{escape(target)}</bdi>"


def _fragment(doc: Document, n_chars: int, n_rows: int) -> str:
    called = names(doc)
    limit = min(n_chars, len(doc.text))
    more = f"… {len(doc.text) - limit:,} more characters: doc.to_html() shows all"
    note = f'<div class="dt-quiet">{more}</div>' if limit < len(doc.text) else ""
    return framed(
        f"Tone of a text: {signed(doc.tone)} {doc.band}",
        _head(doc),
        matrix(doc.dyads, called, "Net tone of the row toward the column") if len(doc.dyads) > 1 else "",
        f'<div class="dt-text" dir="auto">{Marker(doc, called, limit).written(doc)}{note}</div>',
        _directed(doc.directed, called, n_rows),
        _legend(),
    )


def _head(doc: Document) -> str:
    counts = ", ".join(
        (
            counted(len(doc.sentences), "sentence"),
            counted(len(doc.entities), "entity", "entities"),
            counted(len(doc.directed), "directed tone"),
        )
    )
    return f'<div class="dt-head">{chip(doc.tone, doc.band)}<span class="dt-quiet">{counts}</span></div>'


def _directed(directed: Sequence[Directed], called: dict[str, str], limit: int) -> str:
    if not directed:
        return ""
    n_rows = min(limit, len(directed))
    rows = "".join(_row(directed[number], called) for number in range(n_rows))
    more = f"… {len(directed) - n_rows:,} more directed tones: doc.to_html() shows all"
    note = f'<div class="dt-quiet">{more}</div>' if n_rows < len(directed) else ""
    is_open = " open" if len(directed) <= OPEN_ROWS else ""
    return (
        f"<details{is_open}><summary>Who toward whom, sentence by sentence ({len(directed):,})</summary>"
        f'<div class="dt-wide"><table class="dt-list">{rows}</table></div>{note}</details>'
    )


def _row(d: Directed, called: dict[str, str]) -> str:
    notes: list[str] = [] if d.mode == "asserted" else [d.mode]
    if d.speaker and d.speaker != d.source:
        notes.append(f"says {short(called.get(d.speaker, d.speaker))}")
    cue = f"“<bdi>{escape(short(d.cue_text))}</bdi>”" if d.cue_text else ""
    return (
        f"<tr><td>{toward(parties(d, called))}</td><td>{_bar(d.tone)}{chip(d.tone, d.band)}</td>"
        f'<td>{cue}</td><td class="dt-quiet">{escape(", ".join(notes))}</td></tr>'
    )


def _bar(tone: float) -> str:
    """A bar from the middle of the scale to the tone: to the left where it is below 0."""
    wide = min(abs(tone), 1.0) * 50
    left = 50 - wide if tone < 0 else 50
    side = "dt-minus" if tone < 0 else "dt-plus"
    bar = f'<i class="{side}" style="left:{left:.0f}%;width:{wide:.0f}%"></i>'
    return f'<span class="dt-bar" aria-hidden="true">{bar}</span>'


def _legend() -> str:
    steps = "".join(f'<i style="{background(step / 4, 0.55)}"></i>' for step in range(-4, 5))
    return (
        f'<div class="dt-legend"><span>infuriated −1</span><span class="dt-scale" aria-hidden="true">{steps}</span>'
        "<span>+1 conciliatory</span><span>a number after a sentence: its tone, from ±0.20</span>"
        '<span><u class="dt-cue dt-both">words</u> that carry a directed tone</span></div>'
    )
