"""A document as a piece of HTML: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

import importlib.resources
from html import escape
from typing import TYPE_CHECKING

from detente.display.tones import arrow, background, names, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente import Directed, Document, Dyad, Entity, Sentence

#: Labels that are written out after the words. Dates and numbers are only underlined.
NAMES = frozenset(
    "PERSON NORP ORG GPE LOC FAC EVENT PRODUCT WEAPON WORK_OF_ART LAW LANGUAGE".split()
)
#: A notebook's output shows this many characters of a text, so that a giant does not choke it.
NOTEBOOK_CHARS = 40_000
#: And this many directed tones.
NOTEBOOK_ROWS = 200
#: Rows and columns of the matrix at most: the actors with the most directed tones.
MATRIX_ACTORS = 12
STYLE = importlib.resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8").strip()


def to_html(doc: Document) -> str:
    """The whole text with its entities and tones."""
    return _page(doc, len(doc.text), len(doc.directed))


def repr_html(doc: Document) -> str:
    """The same for a notebook; of a very long text only the beginning."""
    return _page(doc, NOTEBOOK_CHARS, NOTEBOOK_ROWS)


def _page(doc: Document, n_chars: int, n_rows: int) -> str:
    called = names(doc)
    parts = [
        f'<div class="detente"><style>{STYLE}</style>',
        _head(doc),
        f'<div class="dt-text">{_text(doc, n_chars)}</div>',
        _directed(doc.directed, called, n_rows),
        _matrix(doc.dyads, called),
        _legend(),
        "</div>",
    ]
    # Half a surrogate pair is no character and cannot be written to a page.
    return "".join(parts).encode("utf-8", "replace").decode("utf-8")


def _tone(tone: float, band: str) -> str:
    return f'<b class="dt-tone" style="{background(tone, 0.55)}">{signed(tone)}</b> {escape(band)}'


def _head(doc: Document) -> str:
    def counted(n: int, noun: str, plural: str) -> str:
        return f"{n:,} {noun if n == 1 else plural}"

    counts = ", ".join(
        (
            counted(len(doc.sentences), "sentence", "sentences"),
            counted(len(doc.entities), "entity", "entities"),
            counted(len(doc.directed), "directed tone", "directed tones"),
        )
    )
    return f'<div class="dt-head">{_tone(doc.tone, doc.band)}<span class="dt-quiet">{counts}</span></div>'


def _text(doc: Document, limit: int) -> str:
    """The text up to character `limit`, in nested marks: a sentence holds entities, and both hold cues."""
    text = doc.text
    cues = sorted({d.cue for d in doc.directed if d.cue})
    entities = doc.entities
    pieces: list[str] = []
    at = next_entity = next_cue = 0
    for sentence in doc.sentences:
        if sentence.start_char >= limit:
            break
        first = next_entity
        while next_entity < len(entities) and entities[next_entity].start_char < sentence.end_char:
            next_entity += 1
        while next_cue < len(cues) and cues[next_cue][1] <= sentence.start_char:
            next_cue += 1
        here = []
        for cue in cues[next_cue:]:
            if cue[0] >= sentence.end_char:
                break
            here.append(cue)
        pieces.append(escape(text[at : sentence.start_char]))
        pieces.append(_sentence(text, sentence, entities[first:next_entity], here))
        at = sentence.end_char
    if at < limit:
        pieces.append(escape(text[at:limit]))
    if limit < len(text):
        more = len(text) - max(at, limit)
        pieces.append(f'<div class="dt-quiet">… {more:,} more characters: doc.to_html() shows all</div>')
    return "".join(pieces)


def _sentence(
    text: str, sentence: Sentence, entities: Sequence[Entity], cues: list[tuple[int, int]]
) -> str:
    tone, at = sentence.tone, sentence.start_char
    label = f"{signed(tone)} {sentence.band}"
    inside: list[str] = []
    for entity in entities:
        start, end = max(at, entity.start_char), min(sentence.end_char, entity.end_char)
        if start >= end:
            continue
        inside.append(_with_cues(text, at, start, cues))
        inside.append(_entity(entity, _with_cues(text, start, end, cues)))
        at = end
    inside.append(_with_cues(text, at, sentence.end_char, cues))
    kind = f"dt-s dt-{escape(sentence.kind)}"
    return f'<span class="{kind}" style="{background(tone, 0.3)}" title="{label}">{"".join(inside)}</span>'


def _entity(entity: Entity, words: str) -> str:
    label = entity.label
    title = f"{label}, {entity.actor}" if entity.actor else label
    title = f' title="{escape(title)}"'
    if label not in NAMES:
        return f'<span class="dt-n"{title}>{words}</span>'
    return f'<mark class="dt-e dt-{label.lower()}"{title}>{words}<small>{escape(label)}</small></mark>'


def _with_cues(text: str, start: int, end: int, cues: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    for cue_start, cue_end in _merged(cues):
        cue_start, cue_end = max(start, cue_start), min(end, cue_end)
        if cue_start < cue_end:
            pieces.append(escape(text[start:cue_start]))
            pieces.append(f'<u class="dt-cue">{escape(text[cue_start:cue_end])}</u>')
            start = cue_end
    pieces.append(escape(text[start:end]))
    return "".join(pieces)


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ascending spans with those that overlap made one."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _directed(directed: Sequence[Directed], called: dict[str, str], limit: int) -> str:
    if not directed:
        return ""
    rows: list[str] = []
    for d in directed[:limit]:
        notes: list[str] = [] if d.mode == "asserted" else [d.mode]
        if d.speaker and d.speaker != d.source:
            notes.append(f"says {called.get(d.speaker, d.speaker)}")
        cue = f"“{' '.join(d.cue_text.split())}”" if d.cue_text else ""
        rows.append(
            f"<tr><td>{escape(arrow(d, called))}</td>"
            f"<td>{_tone(d.tone, d.band)}</td>"
            f'<td class="dt-words">{escape(cue)}</td><td class="dt-quiet">{escape(", ".join(notes))}</td></tr>'
        )
    left_out = len(directed) - len(rows)
    more = f"… {left_out:,} more directed tones: doc.to_html() shows all"
    note = f'<div class="dt-quiet">{more}</div>' if left_out else ""
    table = f'<table class="dt-list">{"".join(rows)}</table>{note}'
    return f"<h4>Who toward whom, sentence by sentence</h4>{table}"


def _matrix(dyads: Sequence[Dyad], called: dict[str, str]) -> str:
    if not dyads:
        return ""
    weight: dict[str, int] = {}
    for dyad in dyads:
        for actor in (dyad.source, dyad.target):
            weight[actor] = weight.get(actor, 0) + dyad.count
    # Sorting is stable: among equals the first named comes first.
    actors = sorted(weight, key=lambda actor: -weight[actor])[:MATRIX_ACTORS]
    cells = {(dyad.source, dyad.target): dyad for dyad in dyads}
    sources = [a for a in actors if any((a, b) in cells for b in actors)]
    targets = [b for b in actors if any((a, b) in cells for a in actors)]
    if not sources:
        return ""
    head = "".join(f"<th>{escape(called.get(b, b))}</th>" for b in targets)
    rows: list[str] = []
    for a in sources:
        row = "".join(_cell(cells.get((a, b)), a == b) for b in targets)
        rows.append(f"<tr><th>{escape(called.get(a, a))}</th>{row}</tr>")
    left_out = len(weight) - len(actors)
    note = f'<div class="dt-quiet">{left_out} more actors are left out</div>' if left_out else ""
    return (
        f'<h4>Net tone of the row toward the column</h4><div class="dt-wide"><table class="dt-matrix">'
        f"<tr><td></td>{head}</tr>{''.join(rows)}</table></div>{note}"
    )


def _cell(dyad: Dyad | None, itself: bool) -> str:
    if dyad is None:
        return f'<td class="dt-quiet">{"" if itself else "·"}</td>'
    times = "once" if dyad.count == 1 else f"{dyad.count} times"
    title = f"{dyad.band}, {times}"
    return f'<td style="{background(dyad.tone, 0.55)}" title="{escape(title)}">{signed(dyad.tone)}</td>'


def _legend() -> str:
    steps = "".join(f'<i style="{background(step / 4, 0.55)}"></i>' for step in range(-4, 5))
    return (
        f'<div class="dt-legend"><span>infuriated −1</span><span class="dt-scale">{steps}</span>'
        '<span>+1 conciliatory</span><span><u class="dt-cue">words</u> that carry a directed tone</span></div>'
    )
