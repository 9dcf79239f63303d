"""What all integrations have in common: examples that run, and types, where every library is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import examples
import pytest
from conftest import ROOT

import detente

PACKAGE = Path(detente.__file__).parent
#: Those of PySpark and Ray run where these do.
MODULES = sorted(path for path in (PACKAGE / "integrations").glob("*.py") if path.stem not in ("ray", "spark"))
DOCSTRINGS = {name: text for path in MODULES for name, text in examples.docstrings(path, PACKAGE).items()}


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_every_name_has_an_example_that_runs(name: str) -> None:
    examples.run(name, DOCSTRINGS[name])


def test_the_package_is_typed(tmp_path: Path) -> None:
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "detente"]
    config = ["--config-file", str(ROOT / "pyproject.toml")]
    done = subprocess.run([*mypy, *config], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
