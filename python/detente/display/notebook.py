"""Showing a document where the reader is: in a notebook, a terminal or a browser."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from detente.display.html import to_html
from detente.display.terminal import print_tones

if TYPE_CHECKING:
    from detente import Document


def show(doc: Document, browser: bool = False) -> None:
    """In a notebook, show the document there; elsewhere print its tones.

    With `browser`, write its page to a new temporary file and open that in the default browser.
    """
    if browser:
        open_page(doc)
    elif in_notebook():
        from IPython.display import display  # type: ignore[import-not-found, import-untyped, unused-ignore]

        display(doc)  # type: ignore[no-untyped-call, unused-ignore]
    else:
        print_tones(doc)


def in_notebook() -> bool:
    """Whether this process shows HTML to its reader: a kernel of Jupyter, VS Code or Colab does.

    The shell ``ipython`` in a terminal does not.
    """
    get_shell = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_shell() if get_shell else None
    return shell is not None and not any(
        base.__name__ == "TerminalInteractiveShell" for base in type(shell).__mro__
    )


def open_page(doc: Document) -> Path:
    """Write the page of `doc` to a new temporary file, open it in the default browser, and say where it is.

    The file stays: a browser may read it at any later time.
    """
    with tempfile.NamedTemporaryFile(
        "w", suffix=".html", prefix="detente-", delete=False, encoding="utf-8"
    ) as file:
        file.write(to_html(doc))
    path = Path(file.name)
    opened = webbrowser.open(path.as_uri())
    print(path if opened else f"{path} (no browser was found to open it)")
    return path
