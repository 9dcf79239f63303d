"""Makes notebook.png, the picture of a notebook's output in the README.

    python docs/pictures/notebook.py

Needs the package, Pillow, and Chromium as ``chromium`` or in the variable ``CHROMIUM``.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

import detente

TEXT = """\
Norway Rebukes Sweden Over Closed Fishing Grounds

OSLO — Norway condemned Sweden on Tuesday for closing the Skagerrak to its trawlers, and threatened to halt talks \
on a joint coast guard.

“We regret this bitterly,” said Norway's fisheries minister, Ingrid Solberg. Norway thanked Denmark for opening two \
harbours to the fleet.

Sweden rejected the charge but praised Denmark for an offer to mediate. The three ministers will meet in Aarhus \
next week.
"""
WIDTH, HEIGHT, SCALE = 800, 1600, 1.5


def main() -> None:
    """Draw the document and the strongest explanation, and cut off the empty rest."""
    doc = detente.analyze(TEXT)
    directed = [e for e in doc.explain() if isinstance(e.item, detente.Directed)]
    strongest = max(directed, key=lambda explanation: abs(explanation.tone))
    page = (
        '<!DOCTYPE html><meta charset="utf-8"><style>body { margin: 12px }</style>'
        f"{doc._repr_html_()}{strongest._repr_html_()}"
    )
    target = Path(__file__).with_suffix(".png")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        window = [f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}"]
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        browser = os.environ.get("CHROMIUM", "chromium")
        command = [browser, *quiet, *window, f"--screenshot={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
    picture = Image.open(target).convert("RGB")
    written = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    bottom = written[3] if written else picture.height
    picture.crop((0, 0, picture.width, bottom + 20)).quantize(192).save(target, optimize=True)
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
