"""Runs the examples of the pages and compares what they print with what the pages show.

    python docs/examples.py [--accept] [PAGE.md ...]      default: every page of docs/

A block marked ``pycon`` is a session of Python; the blocks of one page are one session. A block marked ``console``
is run by bash if each of its commands calls ``detente``; others (installing, building) are left alone. Both run in a
folder of their own, which holds ``examples``. With ``--accept`` the pages are rewritten to show what is printed now;
read the diff. An expected ``...`` stands for anything, and is kept while it fits. Exit code 1 if a page was wrong.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

DOCS = Path(__file__).resolve().parent
FENCE = re.compile(r"^(```+)(pycon|console)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
CHECKER = doctest.OutputChecker()


def kept(shown: str, printed: str) -> str:
    """What a page shall show: what it shows, if that fits what was printed."""
    return shown if CHECKER.check_output(shown, printed, doctest.ELLIPSIS) else printed


def printed_by(source: str, names: dict[str, object]) -> str:
    """What an interpreter prints for one statement; of a traceback the first and the last line."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, "<page>", "single"), names)
        except Exception as error:
            said = traceback.format_exception_only(error)[-1]
            print(f"Traceback (most recent call last):\n  ...\n{said}", end="")
    return printed.getvalue()


def session(block: str, names: dict[str, object]) -> str:
    parts: list[str] = []
    # What follows a statement up to the next is its output, blank lines too.
    for statement, shown in re.findall(r"^(>>> .*\n(?:\.\.\..*\n)*)((?:(?!>>> ).*\n)*)", block, re.MULTILINE):
        source = "".join(line[4:] or "\n" for line in statement.splitlines(keepends=True))
        parts += [statement, kept(shown, printed_by(source, names))]
    return "".join(parts)


def commands(block: str) -> str:
    turns = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    if not turns or not all(turn.startswith("detente ") for turn in turns):
        return block
    parts: list[str] = []
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for turn in turns:
        # A command goes on over lines that end with a backslash.
        command, shown = re.findall(r"\A((?:.*\\\n)*.*\n)((?:.*\n)*)", turn)[0]
        environment = os.environ | {"PATH": path, "NO_COLOR": "1"}
        done = subprocess.run(
            ["bash", "-c", command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
        )
        parts += [f"$ {command}", kept(shown, done.stdout)]
    return "".join(parts)


def rewritten(page: str) -> str:
    """The page with what its examples print now."""
    names: dict[str, object] = {"__name__": "__main__"}

    def block(found: re.Match[str]) -> str:
        fence, kind, text = found.groups()
        return f"{fence}{kind}\n{session(text, names) if kind == 'pycon' else commands(text)}{fence}"

    return FENCE.sub(block, page)


def main(arguments: list[str]) -> int:
    accept = arguments[:1] == ["--accept"]
    pages = [Path(name).resolve() for name in arguments[accept:]] or sorted(DOCS.rglob("*.md"))
    wrong = 0
    for path in pages:
        page = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            Path("examples").symlink_to(DOCS.parent / "examples")
            now = rewritten(page)
        if now != page:
            wrong += 1
            lines = difflib.unified_diff(page.splitlines(), now.splitlines(), str(path), "printed now", lineterm="", n=2)
            print("\n".join(lines))
            if accept:
                path.write_text(now, encoding="utf-8")
    print(f"examples: {len(pages)} pages, {wrong} {'rewritten' if accept else 'wrong'}")
    return int(wrong > 0 and not accept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
