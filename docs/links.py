"""Checks the built site: every link within it leads to a page and a place that exist, and nothing is loaded from elsewhere.

    python docs/links.py SITE

Pages of rustdoc, in SITE/rust, are places to lead to; their own links are rustdoc's to check.
"""

from __future__ import annotations

import functools
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

# Where the browser fetches an address by itself, without a click.
LOADS = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("link", "href")}
# Links that a browser does not load.
RELATIONS = {"canonical", "next", "prev", "index", "search", "author", "help", "copyright"}


class Page(HTMLParser):
    """The links of a page, what it loads, and its places."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, loads and names."""
        values = {name: value or "" for name, value in attrs}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        for name in values.keys() & {"href", "src"}:
            loaded = (tag, name) in LOADS and not RELATIONS & set(values.get("rel", "").split())
            (self.loads if loaded else self.links).add(values[name])


@functools.cache
def page(path: Path) -> Page:
    parsed = Page()
    parsed.feed(path.read_text(encoding="utf-8"))
    return parsed


def faults(site: Path) -> list[str]:
    """What is wrong, a line each."""
    found: list[str] = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site)
        if name.parts[0] == "rust":
            continue
        for address in sorted(page(path).links | page(path).loads):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if address in page(path).loads and parts.scheme != "data":
                    found.append(f"{name} loads {address}")
                continue
            there, place = urldefrag(address)
            target = (path.parent / unquote(urlsplit(there).path)).resolve() if there else path
            if not target.is_file():
                found.append(f"{name} links to {address}, which does not exist")
            elif place and target.suffix == ".html" and unquote(place) not in page(target).places:
                found.append(f"{name} links to {address}, which has no such place")
    for path in site.rglob("*.css"):
        if path.relative_to(site).parts[0] != "rust":
            loads = re.findall(r"url\(\s*[\"']?((?:https?:)?//[^)\"']+)", path.read_text(encoding="utf-8"))
            found += [f"{path.relative_to(site)} loads {address}" for address in loads]
    return found


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "index.html").is_file():
        sys.exit("usage: links.py SITE")
    found = faults(Path(sys.argv[1]).resolve())
    print("\n".join([*found, f"links: {len(found)} faults"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
