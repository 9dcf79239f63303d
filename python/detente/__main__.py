"""The command ``detente``, also as ``python -m detente``."""

from __future__ import annotations

import signal
import sys

from detente._detente import _command


def main(arguments: list[str] | None = None) -> int:
    """Run the command with `arguments`, those of the process where none are given; its exit code."""
    # The command does not return to the interpreter before it ends, so Ctrl-C has to end the process by itself.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return _command(["detente", *(sys.argv[1:] if arguments is None else arguments)])
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    sys.exit(main())
