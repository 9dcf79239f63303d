"""Every example in the documentation runs, and every public name has one; types fit the module."""

from __future__ import annotations

import ast
import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import detente

STUB = Path(detente.__file__).with_name("_detente.pyi")
FLAGS = doctest.ELLIPSIS


def documented(tree: ast.Module) -> dict[str, str]:
    """The docstrings of a module and of its public classes, methods and functions, by name."""
    found = {"": ast.get_docstring(tree) or ""}
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            found[node.name] = ast.get_docstring(node) or ""
            for member in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    found[f"{node.name}.{member.name}"] = ast.get_docstring(member) or ""
    return found


DOCSTRINGS = {
    f"{path.name}:{name}": text
    for path in (STUB, Path(detente.__file__))
    for name, text in documented(ast.parse(path.read_text(encoding="utf-8"))).items()
}


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_every_name_has_an_example_that_runs(name: str) -> None:
    text = DOCSTRINGS[name]
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples, f"{name} has no example"
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert not failed, "".join(said)


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
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "detente"], capture_output=True, text=True, cwd="/"
    )
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
