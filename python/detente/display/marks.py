"""The text of a document in nested marks: a sentence holds entities, and both hold cues."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from detente.display.tones import NEUTRAL_BELOW, background, parties, short, signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente import Document, Entity, Sentence

#: Labels that are written out after the words. Dates and numbers are only underlined.
NAMES = frozenset("PERSON NORP ORG GPE LOC FAC EVENT PRODUCT WEAPON WORK_OF_ART LAW LANGUAGE".split())
#: So many directed tones are told of one cue.
TOLD = 4


class Cue(NamedTuple):
    """Words that carry directed tones, with what to say of them and their sign: 0 where both occur."""

    start: int
    end: int
    titles: tuple[str, ...]
    sign: int


def _lines(words: str) -> str:
    """`words` as HTML. Line ends are elements: nbconvert drops blank lines, however they are written."""
    return escape(words.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "<br>")


class Marker:
    """Writes a text from its beginning on, in time linear in what it writes."""

    def __init__(self, doc: Document, called: dict[str, str], limit: int) -> None:
        self._text = doc.text[:limit]
        self._called = called
        self._cues = _cues(doc, called, limit)
        self._cue = 0
        self._pieces: list[str] = []

    def written(self, doc: Document) -> str:
        """The text up to the limit."""
        text, entities = self._text, doc.entities
        at = number = 0
        for sentence in doc.sentences:
            if sentence.start_char >= len(text):
                break
            self._pieces.append(_lines(text[at : sentence.start_char]))
            at = min(sentence.end_char, len(text))
            inside: list[Entity] = []
            while number < len(entities) and (entity := entities[number]).start_char < at:
                inside.append(entity)
                number += 1
            self._sentence(sentence, inside, at)
        self._pieces.append(_lines(text[at:]))
        return "".join(self._pieces)

    def _sentence(self, sentence: Sentence, entities: Iterable[Entity], end: int) -> None:
        tone, at = sentence.tone, sentence.start_char
        number = signed(tone)
        # The number is written by the style sheet, so that copied text stays the text.
        shown = f' data-tone="{number}"' if abs(tone) >= NEUTRAL_BELOW else ""
        self._pieces.append(
            f'<span class="dt-s dt-{escape(sentence.kind)}" style="{background(tone, 0.3)}"{shown}'
            f' title="{number} {escape(sentence.band)}">'
        )
        for entity in entities:
            start, entity_end = max(at, entity.start_char), min(end, entity.end_char)
            if start >= entity_end:
                continue
            self._words(at, start)
            opening, closing = self._entity(entity)
            self._pieces.append(opening)
            self._words(start, entity_end)
            self._pieces.append(closing)
            at = entity_end
        self._words(at, end)
        self._pieces.append("</span>")

    def _entity(self, entity: Entity) -> tuple[str, str]:
        label, actor = entity.label, entity.actor
        known = short(self._called.get(actor, actor)) if actor else ""
        title = f' title="{escape(f"{label}: {known}" if actor else label)}"'
        if label not in NAMES:
            return f'<span class="dt-n"{title}>', "</span>"
        # A state's code, where the words are not its name already.
        code = actor if actor and len(actor) == 3 and actor.isupper() and entity.text != known else ""
        shown = escape(f"{label} {code}".strip().replace("_", " "))
        return f'<mark class="dt-e dt-{label.lower()}" data-label="{shown}"{title}>', "</mark>"

    def _words(self, start: int, end: int) -> None:
        """The characters from `start` to `end`, with the cues in them; never goes back."""
        text, cues = self._text, self._cues
        while start < end:
            while self._cue < len(cues) and cues[self._cue].end <= start:
                self._cue += 1
            cue = cues[self._cue] if self._cue < len(cues) else None
            if cue is None or cue.start >= end:
                self._pieces.append(_lines(text[start:end]))
                return
            from_, to = max(start, cue.start), min(end, cue.end)
            self._pieces.append(_lines(text[start:from_]))
            sign = ("dt-plus", "dt-minus")[cue.sign < 0] if cue.sign else "dt-both"
            title = escape("; ".join(cue.titles))
            self._pieces.append(f'<u class="dt-cue {sign}" title="{title}">{_lines(text[from_:to])}</u>')
            start = to


def _cues(doc: Document, called: dict[str, str], limit: int) -> list[Cue]:
    """The cues before `limit` in text order, those that overlap made one."""
    found: list[Cue] = []
    for d in doc.directed:
        if d.cue and d.cue[0] < limit:
            title = f"{' → '.join(parties(d, called))} {signed(d.tone)} {d.band}"
            found.append(Cue(*d.cue, (title,), -1 if d.tone < 0 else 1))
    found.sort()
    merged: list[Cue] = []
    for cue in found:
        last = merged[-1] if merged else None
        if last is None or cue.start >= last.end:
            merged.append(cue)
            continue
        titles = last.titles if len(last.titles) > TOLD else (*last.titles, *cue.titles)
        if len(titles) > TOLD:
            titles = (*titles[:TOLD], "…")
        merged[-1] = Cue(
            last.start, max(last.end, cue.end), titles, last.sign if last.sign == cue.sign else 0
        )
    return merged
