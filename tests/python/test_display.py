"""Documents for the eye."""

from __future__ import annotations

import html.parser
import io
import re
import sys
import types
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from conftest import HARD_TEXTS

import detente
from detente.display import Explanations, batch_html, explanation_html, print_tones, repr_html, to_html
from detente.display.arrows import LINE, Arrow, drawing
from detente.display.style import DARK, DARK_PAGES, LIGHT, LIGHT_PAGES, STYLE
from detente.display.sums import Word, hundredths, sum_of
from detente.display.tones import CONCILIATORY, INFURIATED, signed

VOID = {"br", "hr", "img", "meta", "link"}
SHAPES = {"path", "rect"}


class Reader(html.parser.HTMLParser):
    """Reads HTML strictly: every element is closed in order, nothing can run or load. Keeps the document's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self._text: list[str] = []
        self._all_text: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        return "".join(self._text)

    @property
    def all_text(self) -> str:
        return "".join(self._all_text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") or name in {"src", "href", "id"} for name, _ in attributes)
        self.tags.add(tag)
        if tag == "br":
            self.handle_data("\n")
        self.attributes += [(name, value or "") for name, value in attributes]
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self.open]
        if "style" not in {tag for tag, _ in self.open}:
            self._all_text.append(data)
        if "dt-text" in classes and "dt-quiet" not in classes[classes.index("dt-text") :]:
            self._text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert reader.tags <= KNOWN, reader.tags - KNOWN
    for name, value in reader.attributes:
        # A style is of ours alone: nothing of a text gets into one.
        assert name != "style" or re.fullmatch(
            r"(background:rgba\([\d,.]+\)|left:\d+%;width:\d+%|min-width:\d+px)?", value
        )
    return reader


#: All elements that we write.
KNOWN = set(
    "html head meta title style body div details summary span mark u b i small bdi br".split()
    + "table caption tr td th svg path rect text".split()
)


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_html_is_sound_and_holds_the_text(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    reader = read(doc.to_html())
    assert "script" not in reader.tags
    # Browsers read every kind of line end as one; blank lines are kept from tools that drop them.
    assert reader.text == re.sub("\r\n?", "\n", text)
    assert "\n" not in doc._repr_html_().partition("</style>")[2]
    assert doc.to_html() == to_html(doc) and doc._repr_html_() == repr_html(doc)
    # A notebook gets the same piece that a page has in its body.
    assert f"<body>{doc._repr_html_()}</body>" in doc.to_html()


def test_the_page_stands_alone(analyzer: detente.Analyzer) -> None:
    page = analyzer.analyze("Peru Condemns <Chile>\n\nPeru condemned Chile on Monday.").to_html()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "<title>Peru Condemns &lt;Chile&gt;</title>" in page and "default-src 'none'" in page
    assert "<title>Détente</title>" in analyzer.analyze("").to_html()
    assert len(re.findall("<title>(.*?)</title>", analyzer.analyze("a" * 500).to_html())[0]) == 80


def test_colours_follow_the_page_and_the_system() -> None:
    rules = [line for line in STYLE.splitlines() if "--dt-ink:" in line]
    assert len(rules) == 4 and LIGHT.keys() == DARK.keys()
    assert rules[1].startswith("@media (prefers-color-scheme: dark)")
    for pages, colours, rule in ((LIGHT_PAGES, LIGHT, rules[2]), (DARK_PAGES, DARK, rules[3])):
        assert all(f"{page} .detente" in rule for page in pages) and f"--dt-ink: {colours['ink']};" in rule
    used = set(re.findall(r"var\(--dt-(\w+)\)", STYLE))
    assert used == LIGHT.keys(), used ^ LIGHT.keys()
    # No rule of ours reaches anything but what we write.
    for line in STYLE.splitlines()[4:]:
        for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", line.removeprefix("@media (max-width: 600px) {")):
            assert all(re.match(r"\s*\.detente(\.detente \S|\s*$)", one) for one in selectors.split(",")), (
                selectors
            )


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_writing_stands_out(colours: dict[str, str]) -> None:
    """The contrast that WCAG asks for, 4.5 to 1, on the page and on the strongest backgrounds of tones."""

    def light(colour: tuple[float, ...]) -> float:
        parts = (part / 255 for part in colour)
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def parsed(colour: str) -> tuple[float, ...]:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))

    def contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
        low, high = sorted((light(a), light(b)))
        return (high + 0.05) / (low + 0.05)

    page = parsed(colours["page"])
    for name in ("ink", "quiet", "people", "places", "bodies", "arms", "minus", "plus"):
        assert contrast(parsed(colours[name]), page) >= 4.5, name
    for end in (INFURIATED, CONCILIATORY):
        covered = tuple(0.6 * part + 0.4 * below for part, below in zip(end, page, strict=True))
        assert contrast(parsed(colours["ink"]), covered) >= 4.5


def test_zero_has_one_sign() -> None:
    assert [signed(tone) for tone in (-0.9, -0.004, 0.0, 0.004, 0.5)] == ["−0.90", "+0.00", "+0.00", "+0.00", "+0.50"]


def test_html_escapes_everything(analyzer: detente.Analyzer) -> None:
    text = "<script>alert(\"1\")</script> & “Peru” <b onclick=x>condemned</b> 'Chile'. Smith & Sons left."
    reader = read(analyzer.analyze(text).to_html())
    assert reader.text == text and not {"script", "b "} & reader.tags


class Fake:
    """Anything with these attributes."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


EVIL = '"><img src=x onerror="alert(1)"></style><script>alert(2)</script>\u202e'


def fake() -> Any:
    """A document of one sentence with overlapping cues, and everything that is a string made to do harm."""
    text = "Peru <i> has condemned Chile & co"
    sentence = Fake(
        start_char=0, end_char=len(text), tone=-0.8, band="infuriated", kind=EVIL, text=text, index=0
    )
    entity = Fake(start_char=23, end_char=28, label="GPE", actor=EVIL, text="Chile")
    crossing = Fake(start_char=26, end_char=33, label=EVIL, actor=None, text="le & co")
    common = {"source": "PER", "target": EVIL, "band": EVIL, "tone": -0.8}
    where = {
        "start_char": 0,
        "end_char": len(text),
        "text": text,
        "source_span": (0, 4),
        "target_span": (23, 28),
    }
    directed = [
        Fake(**common, **where, cue=(9, 22), cue_text="has condemned", mode="alleged", speaker=EVIL),
        Fake(**common, **where, cue=(13, 28), cue_text="condemned Chile", mode=EVIL, speaker=None),
        Fake(**common, **where, cue=None, cue_text=None, mode="asserted", speaker=None),
    ]
    doc = Fake(
        text=text,
        tone=-0.8,
        band="infuriated",
        sentences=[sentence],
        entities=[entity, crossing],
        directed=directed,
        dyads=[Fake(**common, count=3), Fake(**{**common, "source": "CHN"}, count=1)],
        actors=[detente.Actor("PER", "Peru & <b>"), detente.Actor(EVIL, EVIL)],
    )
    for item in (sentence, *directed):
        item.document = doc
    return doc


def test_html_of_a_document_made_to_do_harm() -> None:
    for page in (to_html(fake()), repr_html(fake())):
        assert read(page).text == fake().text
        assert (
            "<img" not in page and "<script" not in page and page.count("</style>") == page.count("<style>")
        )


def test_html_shows_who_toward_whom() -> None:
    page = to_html(fake())
    reader = read(page)
    assert "Peru & <b>" in reader.all_text and "−0.80" in reader.all_text and "infuriated" in reader.all_text
    assert "“has condemned”" in reader.all_text and "alleged" in reader.all_text
    assert page.count('<mark class="dt-e dt-gpe"') == 1
    # Two cues that overlap are one mark, though an entity cuts it in two; it tells both tones.
    assert re.findall('<u class="dt-cue dt-minus"[^>]*>(.*?)</u>', page) == ["has condemned ", "Chile"]
    assert ("data-tone", "−0.80") in reader.attributes


def test_copied_text_is_the_text(analyzer: detente.Analyzer) -> None:
    """Numbers and labels are written by the style sheet, and do not stand between the words."""
    text = "Norway thanked Iceland for its help. Beijing condemned Tokyo."
    reader = read(analyzer.analyze(text).to_html())
    assert text in reader.all_text
    labels = [value for name, value in reader.attributes if name == "data-label"]
    assert labels == ["GPE", "GPE", "GPE CHN", "GPE JPN"]


def test_the_matrix_has_headers_for_those_who_do_not_see_it(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze(
        "Norway thanked Iceland for its help. Peru condemned Chile. Iceland praised Norway."
    )
    reader = read(doc.to_html())
    page = doc.to_html()
    assert re.findall('<th scope="row"><bdi>(.*?)</bdi>', page) == ["Norway", "Iceland", "Peru"]
    assert re.findall('<th scope="col"><bdi>(.*?)</bdi>', page) == ["Norway", "Iceland", "Chile"]
    assert "<caption>Net tone of the row toward the column</caption>" in page
    assert (
        "aria-label",
        f"Tone of a text: {doc.tone:+.2f} {doc.band}".replace("-", "−"),
    ) in reader.attributes
    # One pair needs no matrix.
    assert "<caption>" not in analyzer.analyze("Peru condemned Chile.").to_html()


def test_a_notebook_shows_the_beginning_of_a_giant(analyzer: detente.Analyzer) -> None:
    text = "Peru condemned Chile on Monday. " * 3000
    doc = analyzer.analyze(text)
    short, whole = repr_html(doc), doc.to_html()
    assert len(short) < len(whole) / 2 and "more characters: doc.to_html() shows all" in short
    assert "2,800 more directed tones: doc.to_html() shows all" in short and len(short) < 700_000
    assert read(short).text == text[:40_000]
    all_of_it = read(whole)
    assert all_of_it.text == text and "more" not in all_of_it.all_text


def test_a_notebook_is_not_choked_by_one_sentence_or_name(analyzer: detente.Analyzer) -> None:
    """What is shown is bounded, even where a sentence, a name or a cue has no end."""
    giant = fake()
    giant.text = giant.sentences[0].text = "<" * 2_000_000
    giant.sentences[0].end_char = len(giant.text)
    giant.actors = [detente.Actor("PER", "P" * 1_000_000)]
    for d in giant.directed:
        d.cue, d.cue_text, d.end_char, d.text, d.target = (
            (10, 1_900_000),
            "<" * 1_000_000,
            len(giant.text),
            giant.text,
            "N" * 500_000,
        )
    assert len(repr_html(giant)) < 250_000
    many = analyzer.analyze("Peru, Chile. Iran and <Oman> " * 20_000)
    assert len(repr_html(many)) < 1_500_000
    parts = tuple(detente.Part("<<", at, at + 2, 0.001) for at in range(0, 100_000, 2))
    assert len(explanation_html(detente.Explanation(giant.directed[0], parts))) < 400_000


def shown_sums(page: str) -> list[tuple[list[tuple[str, int]], int]]:
    """The terms of each sum on a page, and what they are said to come to, in hundredths."""
    found: list[tuple[list[tuple[str, int]], int]] = []
    for line in re.findall('<div class="dt-sum">(.*?)</div>', page):
        numbers = [
            (
                html.unescape(re.sub("<[^>]*>", "", words)).strip(),
                round(100 * float(number.replace("−", "-"))),
            )
            for words, number in re.findall("<span[^>]*>(.*?)<b>(.*?)</b></span>", line)
        ]
        assert numbers[-1][0] == "="
        found.append((numbers[:-1], numbers[-1][1]))
    return found


def test_explanations_show_sums_that_are_right(analyzer: detente.Analyzer, article: str) -> None:
    doc = analyzer.analyze(article)
    explanations = doc.explain()
    assert len(explanations) > len(doc.sentences)
    for explanation in explanations:
        page = explanation_html(explanation)
        read(page)
        ((terms, total),) = shown_sums(page)
        assert sum(number for _, number in terms) == total
        assert total == round(100 * float(f"{explanation.tone:.2f}"))
        brought = {part.text: part.amount for part in explanation.parts}
        for words, number in terms:
            if words in brought and sum(part.text == words for part in explanation.parts) == 1:
                assert abs(number / 100 - brought[words]) <= 0.01 + 1e-9


def test_rounded_parts_add_up() -> None:
    assert hundredths([0.333, 0.333, 0.334], 100) == [33, 33, 34]
    assert hundredths([-0.333, -0.333, -0.334], -100) == [-33, -33, -34]
    assert hundredths([0.004] * 5, 2) == [1, 1, 0, 0, 0]
    assert hundredths([], 0) == []
    by_hand = detente.Explanation(
        Fake(tone=0.5), (detente.Part("a", 0, 1, 0.301), detente.Part("b", 2, 3, 0.01))
    )
    # Parts that come to something else: what is missing is said.
    assert (sum_of(by_hand).others, sum_of(by_hand).rest, sum_of(by_hand).total) == (1, 19, 50)


def test_an_arrow_runs_from_the_source_to_the_target(analyzer: detente.Analyzer) -> None:
    text = "Peru condemned Chile."
    (explanation,) = [e for e in analyzer.analyze(text).explain() if isinstance(e.item, detente.Directed)]
    page = explanation_html(explanation)
    reader = read(page)
    assert {"svg", "path", "rect"} <= reader.tags
    assert any(
        name == "aria-label" and value.startswith("Peru toward Chile: −0.")
        for name, value in reader.attributes
    )
    source, target = (float(x) for x in re.findall(r'<rect class="dt-party" x="([\d.]+)"', page))
    start = float(re.findall(r'dt-arrow dt-minus" d="M([\d.]+)', page)[0])
    tip = float(re.findall(r'dt-tip dt-minus" d="M([\d.]+)', page)[0])
    assert source < start < target < tip
    other = page.replace("Peru", "").replace("Chile", "")
    assert "condemned" in other and "dt-under" in page


def test_parties_without_a_name_in_the_sentence_stand_above_it() -> None:
    text = "They condemned Chile."
    words = [Word(5, 14, "condemned", -50, True)]
    for source, target, above in (
        (None, (15, 20), ["Peru"]),
        ((0, 4), None, ["Chile"]),
        (None, None, ["Peru", "Chile"]),
        # "The two countries": both.
        ((0, 4), (0, 4), ["Peru", "Chile"]),
    ):
        picture = drawing(text, 0, 21, words, Arrow(source, target, "Peru", "Chile", -0.5, False), "label")
        assert "stroke-dasharray" in picture
        drawn = re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>(.*?)</text>', picture)
        first = min(float(y) for y, _ in drawn)
        assert [words for y, words in drawn if float(y) == first] == above
        assert picture.count("dt-party") == 2


def test_long_sentences_are_broken_into_lines_and_cut() -> None:
    text = "They " + "condemned and deplored " * 400 + "x" * 3000
    words = [Word(5, 14, "condemned", -50, True)]
    picture = drawing(text, 0, len(text), words, Arrow((0, 4), (2000, 2010), "Peru", "Chile", -0.5, True), "")
    places = [(float(x), float(y)) for x, y in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', picture)]
    assert max(x for x, _ in places) <= LINE and len({y for _, y in places}) > 10
    assert picture.count("condemned") < 60 and "…" in picture
    # One word that no line holds is broken inside.
    giant = drawing("x" * 500, 0, 500, [], Arrow(None, None, "Peru", "Chile", 0.5, True), "")
    pieces = re.findall("<text[^>]*>(x+)</text>", giant)
    assert len(pieces) > 3 and sum(map(len, pieces)) == 500


def test_explanations_of_what_is_made_to_do_harm() -> None:
    doc = fake()
    parts = (
        detente.Part(EVIL, 9, 12, -0.5),
        detente.Part("x", 13, 9999, -0.2),
        detente.Part("", None, None, -0.1),
    )
    explanations = Explanations(detente.Explanation(item, parts) for item in (*doc.sentences, *doc.directed))
    for page in (explanations._repr_html_(), *map(explanation_html, explanations)):
        reader = read(page)
        assert "<img" not in page and "<script" not in page and page.count("</style>") == 1
        assert "condemned" in reader.all_text


def test_a_list_of_explanations_draws_itself(analyzer: detente.Analyzer) -> None:
    doc = analyzer.analyze("Peru condemned Chile. Nobody spoke in Oslo. " * 60)
    explanations = doc.explain()
    assert isinstance(explanations, list)
    page = explanations._repr_html_()  # type: ignore[attr-defined]
    assert read(page).tags >= {"svg", "details"}
    assert page.count("<svg") == 40 and "20 more directed tones" in page and "20 more sentences" in page
    assert all(sum(number for _, number in terms) == total for terms, total in shown_sums(page))
    assert explanations[-2:]._repr_html_().count("<svg") == 2  # type: ignore[attr-defined]
    assert explanations[-1]._repr_html_() == explanation_html(explanations[-1])
    assert "no tone to explain" in Explanations()._repr_html_()


def test_a_batch_at_a_glance(analyzer: detente.Analyzer) -> None:
    texts = ["Peru condemned Chile. <b>", None, "Norway thanked Iceland.", *["Nobody spoke."] * 300]
    batch = analyzer.analyze_batch(texts, errors="null")
    page = batch._repr_html_()
    assert page == batch_html(batch)
    said = read(page).all_text
    assert (
        "303 texts" in said and "in the first 200" in said and "1 null" in said and "293 more texts" in said
    )
    assert "Peru condemned Chile. <b>" in said
    assert re.findall('<th scope="row"><bdi>(.*?)</bdi>', page) == ["Peru", "Norway"]
    assert "0 texts" in read(batch_html(analyzer.analyze_batch([]))).all_text


def test_show_prints(capsys: pytest.CaptureFixture[str]) -> None:
    detente.analyze("Peru left.").show()
    out = capsys.readouterr().out
    assert "the whole text, 1 sentence\n" in out and "\x1b" not in out


def test_show_in_a_notebook_displays_and_in_ipython_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[object] = []
    ipython, display = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    display.display = shown.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    doc = detente.analyze("Peru left.")
    kernel = type("ZMQInteractiveShell", (), {})()
    terminal = type("Console", (type("TerminalInteractiveShell", (), {}),), {})()
    for shell, expected in ((kernel, [doc]), (terminal, []), (None, [])):
        shown.clear()
        ipython.get_ipython = lambda shell=shell: shell  # type: ignore[attr-defined]
        doc.show()
        assert shown == expected and bool(capsys.readouterr().out) == (not expected)


@pytest.mark.parametrize("found", [True, False])
def test_show_in_a_browser(
    found: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or found)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    doc = detente.analyze("Peru left “Lima”.")
    doc.show(browser=True)
    (path,) = tmp_path.iterdir()
    assert opened == [path.as_uri()] and path.read_text(encoding="utf-8") == doc.to_html()
    out = capsys.readouterr().out
    assert out.startswith(str(path)) and ("no browser" in out) == (not found)


def test_print_in_colour_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Terminal(), io.StringIO()
    print_tones(fake(), coloured)
    print_tones(fake(), plain)
    assert "\x1b[38;2;" in coloured.getvalue() and "\x1b" not in plain.getvalue()
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured.getvalue()) == plain.getvalue()
    assert "−0.80 infuriated" in plain.getvalue() and "“has condemned”" in plain.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    unset = Terminal()
    print_tones(fake(), unset)
    assert unset.getvalue() == plain.getvalue()


def test_a_text_does_not_command_the_terminal() -> None:
    doc = fake()
    doc.actors = [detente.Actor("PER", "Peru\x1b[2J\x07")]
    doc.directed[0].cue_text = "has\x1b]0;title\x07\ncondemned"
    out = io.StringIO()
    print_tones(doc, out)
    assert "Peru[2J -> " in out.getvalue() and "“has]0;title condemned”" in out.getvalue()
    assert not {"\x1b", "\x07"} & set(out.getvalue())


def test_print_on_a_narrow_encoding() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    print_tones(fake(), out)
    out.flush()
    assert b"?0.80 infuriated" in raw.getvalue()
