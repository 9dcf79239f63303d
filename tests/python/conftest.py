"""What the tests share. They run against the installed package, never against the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import detente

# Plots are drawn without a screen.
os.environ["MPLBACKEND"] = "Agg"

ROOT = Path(__file__).resolve().parents[2]

#: Texts that offsets go wrong on: characters of one to four bytes, quotes of every kind, line ends
#: of every kind, NUL, no-break spaces, combining marks, right-to-left letters, no spaces, only spaces.
HARD_TEXTS = {
    "empty": "",
    "spaces": " \t\r\n\u00a0\u2003 ",
    "plain": "Norway thanked Iceland on Monday. Peru condemned Chile.",
    "emoji": "Peru 🇵🇪 and Chile 👩‍🚀🙂 met. “Wonderful” 🙂🙂, said Lima.",
    "curly": "“We reject this“, the minister said. ‘Never’, he’d added — “not (ever) …”",
    "crlf": "Talks resume\r\n\r\nSEOUL (Agence) — The sides met.\r\nThey’ll meet again.\r",
    "nul": "Peru\0condemned \0 Chile.\0\0",
    "nbsp": "Norway\u00a0thanked\u202fIceland.\u00a0\u00a0Peru\u2009left.",
    "combining": "Pe\u0301rou a re\u0301agi. Ångström, A\u030angstro\u0308m.",
    "scripts": "首相は日本を批判した。 Москва осудила Токио. القاهرة تشكر",
    "astral": "𝐍𝐨𝐫𝐰𝐚𝐲 𝔱𝔥𝔞𝔫𝔨𝔢𝔡 𝕀𝕔𝕖𝕝𝕒𝕟𝕕.",
    "separators": "One.\u2028Two.\u2029Three.\x0bFour.\x0cFive.\x85Six.",
    "bidi": "Norway \u202ethanked\u202c Iceland\ufeff.\u200b",
    "no_space": "a" * 5000,
    "article": (
        "Envoys trade barbs over radar\n\nBy a reporter\n\nOSLO (Wire) — Norway on Tuesday accused Sweden of"
        " “blinding our pilots“, and said 1.5% of flights were late.\n\nInfuriated\n\n“That is false,” said"
        " Sweden’s defence minister, Anna Berg, who hadn’t seen the U.N. report. Denmark offered to help"
        " both sides.\n\nReading time: 2 minutes\n"
    ),
}


@pytest.fixture(scope="session")
def analyzer() -> detente.Analyzer:
    return detente.Analyzer()


@pytest.fixture(scope="session")
def article() -> str:
    """An article of about 130 words, of our own."""
    return HARD_TEXTS["article"] * 2


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run_python(tmp_path: Path) -> Run:
    """Runs code in a fresh interpreter, away from the source tree, with a hard time limit."""

    def run(
        code: str, *, timeout: float = 60, check: bool = True, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        script = tmp_path / "script.py"
        script.write_text(textwrap.dedent(code), encoding="utf-8")
        plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            [sys.executable, script],
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=tmp_path,
            env=plain | {"PYTHONUTF8": "1"} | dict(environment or {}),
        )
        if check:
            assert done.returncode == 0, done.stderr
        return done

    return run


def listings(doc: detente.Document) -> str:
    """Everything that a document says, as text."""
    lists = (doc.tokens, doc.sentences, doc.entities, doc.quotes, doc.directed, doc.dyads, doc.blocks)
    return repr((doc.text, doc.tone, doc.band, doc.actors, *lists))
