"""Documents for the eye."""

from __future__ import annotations

import html.parser
import io
import re
from typing import Any

import pytest
from conftest import HARD_TEXTS

import detente
from detente.display import repr_html, show, to_html

VOID = {"br", "hr", "img", "meta", "link"}


class Reader(html.parser.HTMLParser):
    """Reads HTML strictly: every element is closed in order. Keeps the text of the document part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _ in attributes)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self.open]
        in_text = "dt-text" in classes and self.open[-1][0] != "small"
        if in_text and "dt-quiet" not in classes[classes.index("dt-text") :]:
            self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_html_is_sound_and_holds_the_text(analyzer: detente.Analyzer, text: str) -> None:
    doc = analyzer.analyze(text)
    reader = read(doc.to_html())
    assert "script" not in reader.tags
    assert reader.text == re.sub("\r\n?", lambda end: end[0], text)
    assert doc._repr_html_() == doc.to_html() == to_html(doc)


def test_html_escapes_everything(analyzer: detente.Analyzer) -> None:
    text = '<script>alert("1")</script> & “Peru” <b onclick=x>condemned</b> \'Chile\'. Smith & Sons left.'
    reader = read(analyzer.analyze(text).to_html())
    assert reader.text == text and not {"script", "b "} & reader.tags


class Fake:
    """A document of one sentence with overlapping cues and names made to do harm."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


def fake() -> Any:
    text = "Peru <i> has condemned Chile & co"
    evil = '<img src=x onerror="alert(1)">'
    sentence = Fake(start_char=0, end_char=len(text), tone=-0.8, band="infuriated", kind="body", text=text)
    entity = Fake(start_char=23, end_char=28, label="GPE", actor=evil, text="Chile")
    crossing = Fake(start_char=26, end_char=33, label="DATE", actor=None, text="le & co")
    common = {"source": "PER", "target": evil, "band": "infuriated", "tone": -0.8}
    directed = [
        Fake(**common, cue=(9, 22), cue_text="has condemned", mode="alleged", speaker=evil),
        Fake(**common, cue=(13, 28), cue_text="condemned Chile", mode="asserted", speaker=None),
        Fake(**common, cue=None, cue_text=None, mode="asserted", speaker=None),
    ]
    return Fake(
        text=text, tone=-0.8, band="infuriated", sentences=[sentence], entities=[entity, crossing], directed=directed,
        dyads=[Fake(**common, count=3)], actors=[detente.Actor("PER", "Peru & <b>"), detente.Actor(evil, evil)],
    )


def test_html_of_a_document_made_to_do_harm() -> None:
    reader = read(to_html(fake()))
    assert reader.text == fake().text
    assert {"img", "i", "b"} & reader.tags <= {"i", "b"} and "img" not in reader.tags


def test_html_shows_who_toward_whom() -> None:
    page = to_html(fake())
    assert "Peru &amp; &lt;b&gt; → " in page and "−0.80" in page and "infuriated" in page
    assert "“has condemned”" in page and "alleged" in page
    assert page.count('<mark class="dt-e dt-gpe"') == 1 and '<u class="dt-cue">' in page
    assert "prefers-color-scheme: dark" in page


def test_a_notebook_shows_the_beginning_of_a_giant(analyzer: detente.Analyzer) -> None:
    text = "Peru condemned Chile on Monday. " * 5000
    doc = analyzer.analyze(text)
    short, whole = repr_html(doc), doc.to_html()
    assert len(short) < len(whole) / 3 and "more characters: doc.to_html() shows all" in short
    assert "4,800 more directed tones: doc.to_html() shows all" in short and "more" not in whole.partition("<table")[2]
    assert text.startswith(read(short).text) and len(read(short).text) >= 40_000
    assert read(whole).text == text


def test_show_prints(capsys: pytest.CaptureFixture[str]) -> None:
    detente.analyze("Peru left.").show()
    out = capsys.readouterr().out
    assert "the whole text, 1 sentence" in out and "\x1b" not in out


def test_show_in_colour_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Terminal(), io.StringIO()
    show(fake(), coloured)
    show(fake(), plain)
    assert "\x1b[38;2;" in coloured.getvalue() and "\x1b" not in plain.getvalue()
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured.getvalue()) == plain.getvalue()
    assert "−0.80 infuriated" in plain.getvalue() and "“has condemned”" in plain.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    unset = Terminal()
    show(fake(), unset)
    assert unset.getvalue() == plain.getvalue()


def test_show_on_a_narrow_encoding() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    show(fake(), out)
    out.flush()
    assert b"?0.80 infuriated" in raw.getvalue()
