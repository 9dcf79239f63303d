"""Every example in the documentation runs, and every public name has one; types fit the module."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import examples
import pytest
from conftest import ROOT

import detente

PACKAGE = Path(detente.__file__).parent
#: Those modules of the integrations whose libraries this environment has; the others are tested in "around".
HERE = ("__init__", "arrow", "duckdb", "extras", "polars")
MODULES = [PACKAGE / "_detente.pyi", PACKAGE / "__init__.py", *(PACKAGE / f"integrations/{name}.py" for name in HERE)]
DOCSTRINGS = {name: text for path in MODULES for name, text in examples.docstrings(path, PACKAGE).items()}


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_every_name_has_an_example_that_runs(name: str) -> None:
    examples.run(name, DOCSTRINGS[name])


def test_the_readme_runs(tmp_path: Path) -> None:
    readme = ROOT / "README.md"
    blocks = re.findall(r"```python\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        script = tmp_path / "readme.py"
        script.write_text(block, encoding="utf-8")
        done = subprocess.run([sys.executable, "-X", "utf8", script], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout, done.stderr


def test_notebooks_are_kept_without_outputs() -> None:
    notebooks = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        kept = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count") is not None]
        assert not kept, f"{path.name}: clear all outputs"


def test_the_stubs_fit_the_module() -> None:
    allowed = ["--allowlist", str(ROOT / "tests/python/stubtest.txt"), "--ignore-unused-allowlist"]
    config = ["--mypy-config-file", str(ROOT / "pyproject.toml")]
    command = [sys.executable, "-m", "mypy.stubtest", "detente", *config, *allowed]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr


def test_uses_are_typed(tmp_path: Path) -> None:
    """A program that uses every list passes mypy in strict mode, and a wrong use does not."""
    program = tmp_path / "program.py"
    program.write_text(
        "import detente\n"
        "doc = detente.Analyzer().analyze('Peru left.')\n"
        "tones: list[float] = [s.tone for s in doc.sentences] + [d.tone for d in doc.directed]\n"
        "words: list[str] = [token.text for token in doc.tokens[1:]]\n"
        "actor: str | None = doc.entities[0].actor if doc.entities else None\n"
        "version: int = detente.model_version\n"
        "batch = detente.Analyzer().analyze_batch(['a'], threads=2, errors='null')\n"
        "first = batch[0]\n"
        "assert first is not None\n"
        "name: str = first.text + batch.documents.column_names[0]\n",
        encoding="utf-8",
    )
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache")]
    good = subprocess.run([*mypy, program], capture_output=True, text=True, cwd=tmp_path)
    assert good.returncode == 0, good.stdout
    program.write_text("import detente\ndetente.Analyzer().analyze_batch(['a'], errors='ignore')\n")
    bad = subprocess.run([*mypy, program], capture_output=True, text=True, cwd=tmp_path)
    assert bad.returncode == 1 and "errors" in bad.stdout + bad.stderr
