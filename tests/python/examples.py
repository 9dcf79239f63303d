"""The examples of docstrings, as tests."""

from __future__ import annotations

import ast
import doctest
from pathlib import Path


def docstrings(path: Path, root: Path) -> dict[str, str]:
    """The docstrings of a module and of its public classes, methods and functions, by file and name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {"": ast.get_docstring(tree) or ""}
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            found[node.name] = ast.get_docstring(node) or ""
            for member in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    found[f"{node.name}.{member.name}"] = ast.get_docstring(member) or ""
    return {f"{path.relative_to(root)}:{name}": text for name, text in found.items()}


def run(name: str, text: str) -> None:
    """Run the examples of a docstring, of which there must be one."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples, f"{name} has no example"
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert not failed, "".join(said)
