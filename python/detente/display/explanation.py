"""Explanations as HTML: a sentence with the words that moved its number, and the sum."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, SupportsIndex, cast, overload

from detente.display.arrows import SENTENCE_CHARS, Arrow, drawing
from detente.display.html import chip, framed, printable, toward
from detente.display.sums import Sum, sum_of
from detente.display.tones import background, counted, names, parties, short, signed

if TYPE_CHECKING:
    from detente import Directed, Explanation, Sentence

#: A notebook shows so many directed tones and so many sentences of one text.
NOTEBOOK_DIRECTED = 40
NOTEBOOK_SENTENCES = 100


class Explanations(list["Explanation"]):
    """A list of explanations that a notebook draws, and so are its slices."""

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Explanation: ...
    @overload
    def __getitem__(self, index: slice, /) -> Explanations: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Explanation | Explanations:
        if isinstance(index, slice):
            return Explanations(super().__getitem__(index))
        return super().__getitem__(index)

    def _repr_html_(self) -> str:
        return explanations_html(self)


def explanation_html(explanation: Explanation) -> str:
    """One explanation: for a directed tone with an arrow from the source to the target."""
    item = explanation.item
    panel = _arrow(explanation, names(item.document)) if _is_directed(item) else _sentence(explanation)
    return printable(framed(f"What moved the tone {signed(item.tone)}", panel))


def explanations_html(explanations: list[Explanation]) -> str:
    """The explanations of a text: of its directed tones with arrows, then of its sentences."""
    directed = [e for e in explanations if _is_directed(e.item)]
    sentences = [e for e in explanations if not _is_directed(e.item)]
    panels: list[str] = []
    called: dict[str, str] = {}
    document = None
    for explanation in directed[:NOTEBOOK_DIRECTED]:
        # Explanations of more than one document may stand in a list.
        if explanation.item.document is not document:
            document = explanation.item.document
            called = names(document)
        panels.append(_arrow(explanation, called))
    if len(directed) > NOTEBOOK_DIRECTED:
        panels.append(_left_out(len(directed) - NOTEBOOK_DIRECTED, "directed tone"))
    if sentences:
        rows = "".join(_sentence(e) for e in sentences[:NOTEBOOK_SENTENCES])
        if len(sentences) > NOTEBOOK_SENTENCES:
            rows += _left_out(len(sentences) - NOTEBOOK_SENTENCES, "sentence")
        is_open = "" if directed else " open"
        title = f"What moved the tone of each sentence ({len(sentences):,})"
        panels.append(f"<details{is_open}><summary>{title}</summary>{rows}</details>")
    if not panels:
        panels.append('<div class="dt-quiet">There is no tone to explain.</div>')
    return printable(framed("What moved which tone", *panels))


def _left_out(n: int, noun: str) -> str:
    return f'<div class="dt-quiet">… {counted(n, f"more {noun}")}: doc.explain()[i] shows one</div>'


def _is_directed(item: Sentence | Directed) -> bool:
    return hasattr(item, "source")


def _arrow(explanation: Explanation, called: dict[str, str]) -> str:
    d = cast("Directed", explanation.item)
    text, source, target = d.document.text, *parties(d, called)
    notes: list[str] = [] if d.mode == "asserted" else [d.mode]
    if d.speaker and d.speaker != d.source:
        notes.append(f"says {short(called.get(d.speaker, d.speaker))}")
    found = sum_of(explanation)
    arrow = Arrow(d.source_span, d.target_span, source, target, d.tone, d.mode == "asserted")
    label = f"{source} toward {target}: {signed(d.tone)} {d.band}, in: {short(d.text, SENTENCE_CHARS)}"
    note = f' <span class="dt-quiet">{escape(", ".join(notes))}</span>' if notes else ""
    return (
        f'<div class="dt-why"><div>{toward((source, target))} &nbsp;{chip(d.tone, d.band)}{note}</div>'
        f'<div class="dt-wide">{drawing(text, d.start_char, d.end_char, found.words, arrow, label)}</div>'
        f"{_sum(found)}</div>"
    )


def _sentence(explanation: Explanation) -> str:
    item = explanation.item
    found = sum_of(explanation)
    strongest = max((abs(word.amount) for word in found.words), default=0)
    text, at = item.document.text, item.start_char
    end = min(item.end_char, at + SENTENCE_CHARS)
    pieces: list[str] = []
    for word in found.words:
        start, to = max(at, word.start), min(end, word.end)
        if not word.amount or start >= to:
            continue
        colour = background(word.amount / max(strongest, 10), 0.6)
        number = signed(word.amount / 100)
        shown = f' data-tone="{number}"' if word.named else ""
        pieces.append(escape(text[at:start]))
        pieces.append(
            f'<span class="dt-w" style="{colour}"{shown} title="{number}">{escape(text[start:to])}</span>'
        )
        at = to
    pieces.append(escape(text[at:end]))
    if end < item.end_char:
        pieces.append("…")
    return (
        f'<div class="dt-why dt-quick"><div>{chip(item.tone, item.band)}</div>'
        f"<div><div><bdi>{''.join(pieces)}</bdi></div>{_sum(found)}</div></div>"
    )


def _sum(found: Sum) -> str:
    """The words and what they brought, up to the number."""
    terms = [
        f"<span><bdi>{escape(short(word.text, 30))}</bdi> <b>{signed(word.amount / 100)}</b></span>"
        for word in found.words
        if word.named
    ]
    if found.others:
        terms.append(f"<span>other words <b>{signed(found.others / 100)}</b></span>")
    if found.rest or not terms:
        terms.append(f"<span>no single word <b>{signed(found.rest / 100)}</b></span>")
    total = f'<span class="dt-total">= <b>{signed(found.total / 100)}</b></span>'
    return f'<div class="dt-sum">{"".join(terms)}{total}</div>'
