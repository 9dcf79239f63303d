"""``python -m detente FILE...``: the tones of articles, one after the other."""

from __future__ import annotations

import sys
from pathlib import Path

from detente import Analyzer

USAGE = "usage: detente FILE...   (- for standard input)"


def main(arguments: list[str] | None = None) -> int:
    """Print the tones of each file; 1 where one could not be read, 2 where there is none."""
    files = sys.argv[1:] if arguments is None else arguments
    if not files or files[0] in ("-h", "--help"):
        print(USAGE, file=sys.stdout if files else sys.stderr)
        return 0 if files else 2
    analyzer = Analyzer()
    code = 0
    for number, file in enumerate(files):
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            doc = analyzer.analyze(text)
        except (OSError, ValueError) as error:
            print(f"detente: {file}: {error}", file=sys.stderr)
            code = 1
            continue
        if len(files) > 1:
            print(f"{'' if number == 0 else chr(10)}{file}")
        doc.show()
    return code


if __name__ == "__main__":
    sys.exit(main())
