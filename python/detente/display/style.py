"""The style sheet of a piece of HTML: one set of rules, and its colours for light and for dark.

The rules name our class twice, by which they count more than what notebooks say of all tables.
"""

from __future__ import annotations

import importlib.resources

LIGHT = {
    "ink": "#1c1e21",
    "quiet": "#5f656d",
    "line": "#d9dce1",
    "page": "#fff",
    "chip": "rgba(110,118,129,.13)",
    "people": "#8a5200",
    "places": "#1f6a53",
    "bodies": "#554a9c",
    "arms": "#a03a52",
    "minus": "#b23f0c",
    "plus": "#1565a8",
}
DARK = {
    "ink": "#e4e6ea",
    "quiet": "#a2a9b3",
    "line": "#3a3f46",
    "page": "#16181c",
    "chip": "rgba(160,170,184,.2)",
    "people": "#e0ab5c",
    "places": "#6cc5a5",
    "bodies": "#aaa0ee",
    "arms": "#ea8aa0",
    "minus": "#f59a6c",
    "plus": "#7cbcf2",
}
#: Where a page says which it is, that counts more than what the system prefers: JupyterLab and what it
#: exports, VS Code, Colab, and the themes of documentation sites. There the page shows through.
LIGHT_PAGES = (
    'body[data-jp-theme-light="true"]',
    ".vscode-light",
    ".vscode-high-contrast-light",
    "html[theme=light]",
    "[data-theme=light]",
    "body[data-md-color-scheme=default]",
)
DARK_PAGES = (
    'body[data-jp-theme-light="false"]',
    ".vscode-dark",
    ".vscode-high-contrast:not(.vscode-high-contrast-light)",
    "html[theme=dark]",
    "[data-theme=dark]",
    "body[data-md-color-scheme=slate]",
)


def _colours(colours: dict[str, str], **instead: str) -> str:
    return " ".join(f"--dt-{name}: {colour};" for name, colour in (colours | instead).items())


def _on(pages: tuple[str, ...]) -> str:
    return ", ".join(f"{page} .detente" for page in pages)


def _sheet() -> str:
    rules = importlib.resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            f".detente {{ {_colours(LIGHT)} }}",
            f"@media (prefers-color-scheme: dark) {{ .detente {{ {_colours(DARK)} }} }}",
            f"{_on(LIGHT_PAGES)} {{ {_colours(LIGHT, page='transparent')} }}",
            f"{_on(DARK_PAGES)} {{ {_colours(DARK, page='transparent')} }}",
            rules.strip(),
        )
    )


STYLE = _sheet()
#: The paper around a page that stands alone.
PAPER = (
    f"body {{ margin: 0; background: {LIGHT['page']}; }} .detente {{ margin: 1em auto; }}"
    f" @media (prefers-color-scheme: dark) {{ body {{ background: {DARK['page']}; }} }}"
)
