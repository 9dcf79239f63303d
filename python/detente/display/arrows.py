"""A sentence drawn as SVG, with an arrow from the source of a stance to its target.

There is no script to ask a page where its words are, so lines are broken here. The arrow runs in lanes
between the lines and in the left margin, and never crosses a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from detente.display.letters import is_known, width
from detente.display.tones import CONCILIATORY, INFURIATED, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.display.sums import Word

#: All in pixels. The text begins right of the margin, in which an arrow changes lines.
LINE, MARGIN, FONT, SMALL, SPACE = 660, 22, 15, 10.5, 4.3
#: Heights: of a lane that an arrow runs through, of one that is empty, of words, of numbers under them.
LANE, NO_LANE, WORDS, NUMBERS, NO_NUMBERS = 30, 5, 20, 13, 3
#: The radius of an arrow's corners, and how far a party's frame stands off its words.
CORNER, FRAME = 7.0, 4.0
#: On a narrow screen a drawing shrinks down to this width, and then scrolls.
NARROW = 540
#: A sentence is drawn up to this many characters.
SENTENCE_CHARS = 1_200

Span = tuple[int, int]


class Arrow(NamedTuple):
    """The stance to draw: where the parties are named, if they are, and what to call them else."""

    source: Span | None
    target: Span | None
    source_name: str
    target_name: str
    tone: float
    certain: bool


@dataclass
class Piece:
    """Some characters without white space in one style, at their place on a line."""

    text: str
    #: Hundredths of tone; 0 where it brought nothing.
    amount: int = 0
    numbered: bool = False
    #: Whether it is the source (0) or the target (1); both is impossible.
    party: int | None = None
    #: Whether white space or the beginning of the line comes before it.
    apart: bool = True
    x: float = 0
    wide: float = 0

    @property
    def plain(self) -> bool:
        return not self.amount and self.party is None


@dataclass
class Line:
    """Pieces side by side."""

    pieces: list[Piece] = field(default_factory=list)
    end: float = MARGIN
    lane: bool = False
    top: float = 0

    @property
    def words(self) -> float:
        """Where the words begin, below the lane."""
        return self.top + (LANE if self.lane else NO_LANE)

    @property
    def bottom(self) -> float:
        return self.words + WORDS + (NUMBERS if any(p.numbered for p in self.pieces) else NO_NUMBERS)


def drawing(text: str, start: int, end: int, words: Sequence[Word], arrow: Arrow, label: str) -> str:
    """The sentence from `start` to `end` of `text`, its words coloured, with the arrow over it.

    `label` is what those are told who do not see it. Time and size are bounded.
    """
    cut = min(end, start + SENTENCE_CHARS)
    # "The two countries" are both, and no place for an arrow.
    spans = (arrow.source, arrow.target) if arrow.source != arrow.target else (None, None)
    named = [span is not None and start <= span[0] < min(span[1], cut) for span in spans]
    lines = _broken(_pieces(text, start, cut, words, spans))
    if cut < end:
        lines[-1].pieces.append(Piece("…", x=lines[-1].end + SPACE, wide=FONT))
        lines[-1].end += SPACE + FONT
    if not all(named):
        # Whoever is not named here stands above the sentence.
        lines.insert(0, _heading(arrow, named))
    ends = [_first(lines, party) for party in (0, 1)]
    for line, _ in ends:
        line.lane = True
    top = 0.0
    for line in lines:
        line.top = top
        top = line.bottom + 2
    wide = max(*(line.end for line in lines), 2 * MARGIN) + FRAME + 1
    body = "".join(_line(line, max(1, _strongest(words))) for line in lines)
    return (
        f'<svg class="dt-svg" role="img" aria-label="{escape(label)}" width="{wide:.0f}" height="{top:.0f}"'
        f' viewBox="0 0 {wide:.0f} {top:.0f}" style="min-width:{min(wide, NARROW):.0f}px">'
        f"{body}{_frames(lines)}{_path(ends, arrow, wide)}</svg>"
    )


def _strongest(words: Sequence[Word]) -> int:
    return max((abs(word.amount) for word in words), default=0)


def _pieces(
    text: str, start: int, end: int, words: Sequence[Word], parties: tuple[Span | None, Span | None]
) -> Iterator[Piece]:
    """What stands from `start` to `end`, in pieces that change style nowhere inside."""
    edges = {at for span in parties if span for at in span}
    edges |= {at for word in words for at in (word.start, word.end)}
    cuts = sorted(at for at in edges if start < at < end)
    cut = number = 0
    numbered: set[int] = set()
    for match in re.finditer(r"\S+", text[start:end]):
        at, word_end = start + match.start(), start + match.end()
        apart = True
        while at < word_end:
            while cut < len(cuts) and cuts[cut] <= at:
                cut += 1
            to = min(word_end, cuts[cut]) if cut < len(cuts) else word_end
            while number < len(words) and words[number].end <= at:
                number += 1
            word = words[number] if number < len(words) and words[number].start <= at else None
            party = next((p for p, span in enumerate(parties) if span and span[0] <= at < span[1]), None)
            piece = Piece(text[at:to], party=party, apart=apart)
            if word:
                piece.amount = word.amount
                # A number stands under the first piece of its words.
                piece.numbered = word.named and number not in numbered
                numbered.add(number)
            yield piece
            at, apart = to, False


def _broken(pieces: Iterator[Piece]) -> list[Line]:
    """The pieces on lines, broken at white space, and inside a word that is wider than a line."""
    lines = [Line()]
    word: list[Piece] = []
    for piece in pieces:
        if piece.apart:
            _place(lines, word)
            word = []
        word.append(piece)
    _place(lines, word)
    return lines


def _place(lines: list[Line], word: list[Piece]) -> None:
    most = LINE - MARGIN
    wide = sum(_wide(piece) for piece in word)
    if lines[-1].pieces and lines[-1].end + SPACE + wide > LINE:
        lines.append(Line())
    for piece in word:
        while _wide(piece) > most:
            n_chars = max(1, int(len(piece.text) * most / _wide(piece)))
            _put(lines, Piece(piece.text[:n_chars], piece.amount, piece.numbered, piece.party, piece.apart))
            piece.text, piece.numbered, piece.apart = piece.text[n_chars:], False, False
        _put(lines, piece)


def _put(lines: list[Line], piece: Piece) -> None:
    if lines[-1].pieces and lines[-1].end + _wide(piece) > LINE:
        lines.append(Line())
    line = lines[-1]
    before = line.pieces[-1] if line.pieces else None
    space = SPACE if before and piece.apart else 0.0
    # A frame needs room at both ends.
    opens = piece.party is not None and (before is None or before.party != piece.party)
    closes = before is not None and before.party is not None and before.party != piece.party
    piece.x = line.end + space + FRAME * (opens + closes)
    piece.wide = _wide(piece)
    piece.apart = piece.apart or before is None
    line.end = piece.x + piece.wide
    line.pieces.append(piece)


def _wide(piece: Piece) -> float:
    wide = width(piece.text, FONT)
    return max(wide, width(signed(piece.amount / 100), SMALL) + 2) if piece.numbered else wide


def _heading(arrow: Arrow, named: list[bool]) -> Line:
    line = Line()
    for party, name in enumerate((arrow.source_name, arrow.target_name)):
        if not named[party]:
            piece = Piece(name, party=party, x=line.end + (5 * MARGIN if line.pieces else FRAME))
            piece.wide = _wide(piece)
            line.end = piece.x + piece.wide
            line.pieces.append(piece)
    return line


def _first(lines: list[Line], party: int) -> tuple[Line, float]:
    """The line that names a party first, and the middle of the name on it."""
    for line in lines:
        found = [piece for piece in line.pieces if piece.party == party]
        if found:
            return line, (found[0].x + found[-1].x + found[-1].wide) / 2
    return lines[0], MARGIN


def _line(line: Line, strongest: int) -> str:
    base = line.words + FONT
    out: list[str] = []
    plain: list[Piece] = []
    for piece in line.pieces:
        if piece.plain:
            plain.append(piece)
            continue
        out.append(_text(plain, base))
        plain = []
        if piece.amount:
            rgb = ",".join(map(str, INFURIATED if piece.amount < 0 else CONCILIATORY))
            opacity = min(1.0, abs(piece.amount) / max(strongest, 10)) * 0.6
            out.append(
                f'<rect x="{piece.x - 1:.1f}" y="{line.words:.1f}" width="{piece.wide + 2:.1f}" height="{WORDS}"'
                f' rx="2" fill="rgba({rgb},{opacity:.2f})"/>'
            )
        out.append(_text([piece], base))
        if piece.numbered:
            middle = piece.x + piece.wide / 2
            out.append(
                f'<text class="dt-under" x="{middle:.1f}" y="{line.words + WORDS + SMALL:.1f}"'
                f' text-anchor="middle">{signed(piece.amount / 100)}</text>'
            )
    out.append(_text(plain, base))
    return "".join(out)


def _text(pieces: list[Piece], base: float) -> str:
    """Neighbours as one text, as wide as they were taken to be."""
    if not pieces:
        return ""
    words = "".join(f" {p.text}" if p.apart and p is not pieces[0] else p.text for p in pieces)
    x, end = pieces[0].x, pieces[-1].x + pieces[-1].wide
    # A piece that is wider than its word, for the number below, has the word in its middle.
    wide = width(words, FONT) if len(pieces) == 1 else end - x
    x += (end - x - wide) / 2
    fits = wide > 0 and is_known(words)
    fit = f' textLength="{wide:.1f}" lengthAdjust="spacingAndGlyphs"' if fits else ""
    return f'<text x="{x:.1f}" y="{base:.1f}"{fit}>{escape(words)}</text>'


def _frames(lines: list[Line]) -> str:
    out: list[str] = []
    for line in lines:
        for party in (0, 1):
            found = [piece for piece in line.pieces if piece.party == party]
            if found:
                x, end = found[0].x - FRAME, found[-1].x + found[-1].wide + FRAME
                out.append(
                    f'<rect class="dt-party" x="{x:.1f}" y="{line.words - 1:.1f}" width="{end - x:.1f}"'
                    f' height="{WORDS + 2}" rx="5"/>'
                )
    return "".join(out)


def _path(ends: list[tuple[Line, float]], arrow: Arrow, wide: float) -> str:
    (from_, x), (to, target_x) = ends
    lane, target_lane = from_.top + LANE - 12, to.top + LANE - 12
    head = to.words - 1
    if from_ is to:
        r = min(CORNER, abs(target_x - x) / 2)
        side = r if target_x > x else -r
        run = f"Q{x:.1f} {lane:.1f} {x + side:.1f} {lane:.1f}H{target_x - side:.1f}"
        turn = f"Q{target_x:.1f} {lane:.1f} {target_x:.1f} {lane + r:.1f}"
        left, right = sorted((x, target_x))
    else:
        r, gutter = CORNER, MARGIN / 3
        down = r if target_lane > lane else -r
        run = (
            f"Q{x:.1f} {lane:.1f} {x - r:.1f} {lane:.1f}H{gutter + r:.1f}"
            f"Q{gutter:.1f} {lane:.1f} {gutter:.1f} {lane + down:.1f}V{target_lane - down:.1f}"
            f"Q{gutter:.1f} {target_lane:.1f} {gutter + r:.1f} {target_lane:.1f}H{target_x - r:.1f}"
        )
        turn = f"Q{target_x:.1f} {target_lane:.1f} {target_x:.1f} {target_lane + r:.1f}"
        left, right = gutter, x
    number = signed(arrow.tone)
    half = width(number, 12) / 2 + 1
    middle = min(max((left + right) / 2, half), wide - half)
    side_class = "dt-minus" if arrow.tone < 0 else "dt-plus"
    dashes = "" if arrow.certain else ' stroke-dasharray="5 4"'
    thick = 1.5 + 1.5 * min(abs(arrow.tone), 1.0)
    return (
        f'<path class="dt-arrow {side_class}"'
        f' d="M{x:.1f} {from_.words - 1:.1f}V{lane + r:.1f}{run}{turn}V{head - 6:.1f}"'
        f' stroke-width="{thick:.1f}"{dashes}/>'
        f'<path class="dt-tip {side_class}" d="M{target_x:.1f} {head:.1f}l-5 -8h10z"/>'
        f'<text class="dt-over {side_class}" x="{middle:.1f}" y="{lane - 4:.1f}" text-anchor="middle">{number}</text>'
    )
