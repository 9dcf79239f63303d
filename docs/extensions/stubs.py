"""The directive ``stub``: the reference of a class, a function or a value, read from the type stubs.

    .. stub:: detente.Analyzer

Nothing is imported: a name is looked up in the stub of its module, or where there is none in its source, and
followed through ``from ... import``. What is shown of a class are its constructor and its public members in the
order of the stub. Docstrings are reStructuredText, as they stand. A name that is not found stops the build, and so
does a name in the ``__all__`` of a documented module that no page shows.
"""

from __future__ import annotations

import ast
import copy
import functools
import textwrap
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

SOURCES = Path(__file__).parents[2] / "python"
LOG = logging.getLogger(__name__)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def module(name: str) -> ast.Module | None:
    """The tree of a module's stub, else of its source."""
    path = SOURCES.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".pyi"), path.with_suffix(".py"), path / "__init__.pyi", path / "__init__.py"):
        if candidate.is_file():
            return ast.parse(candidate.read_text(encoding="utf-8"))
    return None


def statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a module, with those that are for type checkers alone."""
    found: list[ast.stmt] = []
    for node in body:
        found += statements(node.body) if isinstance(node, ast.If | ast.Try) else [node]
    return found


class Full(ast.NodeTransformer):
    """Writes the names that a module imports in full, so that they lead to their pages."""

    def __init__(self, body: list[ast.stmt]) -> None:
        self.names: dict[str, str] = {}
        for node in body:
            for alias in getattr(node, "names", []):
                if isinstance(node, ast.ImportFrom):
                    # What a private module holds is public in the package around it.
                    public = [part for part in (node.module or "").split(".") if not part.startswith("_")]
                    self.names[alias.asname or alias.name] = ".".join([*public, alias.name])
                elif isinstance(node, ast.Import) and alias.asname:
                    self.names[alias.asname] = alias.name

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(self.names.get(node.id, node.id), mode="eval").body

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.args = self.visit(node.args)
        node.returns = self.visit(node.returns) if node.returns else None
        return node


def definitions(name: str, wanted: str) -> tuple[list[ast.stmt], str]:
    """The definitions of a name of a module (several where it is overloaded), and the docstring under a value."""
    tree = module(name)
    body = statements(tree.body) if tree else []
    found = [node for node in body if getattr(node, "name", None) == wanted]
    if found:
        return [Full(body).visit(copy.deepcopy(node)) for node in found], ""
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == wanted:
            after = body[place + 1] if place + 1 < len(body) else None
            said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and after.value.value
            return [node], textwrap.dedent(str(said or ""))
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if (alias.asname or alias.name) == wanted:
                    return definitions(node.module, alias.name)
    return [], ""


def exported(name: str) -> list[str]:
    """The names in the ``__all__`` of a module."""
    tree = module(name)
    for node in tree.body if tree else []:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return list(ast.literal_eval(node.value))
    return []


def decorators(node: ast.stmt) -> set[str]:
    return {ast.unparse(decorator) for decorator in getattr(node, "decorator_list", [])}


def signature(node: Function, *, method: bool, returns: bool = True) -> str:
    arguments = copy.copy(node.args)
    if method and "staticmethod" not in decorators(node):
        for kind in ("posonlyargs", "args"):
            if getattr(node.args, kind):
                setattr(arguments, kind, getattr(node.args, kind)[1:])
                break
    said = ast.unparse(arguments).removeprefix("/, ").removeprefix("/")
    return f"({said})" + (f" -> {ast.unparse(node.returns)}" if returns and node.returns else "")


def indented(lines: list[str]) -> list[str]:
    return ["   " + line if line else "" for line in lines]


def entry(kind: str, heads: list[str], options: list[str], inside: list[str]) -> list[str]:
    lines = [f".. py:{kind}:: {heads[0]}", *(" " * len(f".. py:{kind}:: ") + head for head in heads[1:])]
    return [*lines, *indented(options), "", *indented(inside), ""]


def documented(node: ast.stmt) -> list[str]:
    return [*(ast.get_docstring(node) or "").splitlines(), ""]  # type: ignore[arg-type]


def function(kind: str, name: str, overloads: list[Function], *, method: bool) -> list[str]:
    heads = [name + signature(node, method=method) for node in overloads]
    said = next((node for node in overloads if ast.get_docstring(node)), overloads[0])
    options = [f":{word}:" for word in ("classmethod", "staticmethod") if word in decorators(said)]
    return entry(kind, heads, options, documented(said))


def members(node: ast.ClassDef) -> list[str]:
    lines: list[str] = []
    done: set[str] = set()
    for member in node.body:
        if isinstance(member, Function) and not member.name.startswith("_") and member.name not in done:
            done.add(member.name)
            if decorators(member) & {"property", "cached_property", "functools.cached_property"}:
                kind = f":type: {ast.unparse(member.returns)}" if member.returns else ""
                lines += entry("property", [member.name], [kind], documented(member))
            else:
                same = [other for other in node.body if getattr(other, "name", None) == member.name]
                lines += function("method", member.name, same, method=True)  # type: ignore[arg-type]
    return lines


def reference(path: str) -> list[str]:
    """The reStructuredText of what `path` names; empty if there is no such thing."""
    owner, _, name = path.rpartition(".")
    found, said = definitions(owner, name)
    first = found[0] if found else None
    lines: list[str] = []
    if isinstance(first, Function):
        lines = function("function", name, found, method=False)  # type: ignore[arg-type]
    elif isinstance(first, ast.ClassDef):
        makers = [n for n in first.body if isinstance(n, Function) and n.name in {"__new__", "__init__"}]
        heads = [name + signature(maker, method=True, returns=False) for maker in makers] or [name]
        failure = any(ast.unparse(base).endswith(("Error", "Exception", "Warning")) for base in first.bases)
        options = [":final:"] if "final" in decorators(first) else []
        lines = entry("exception" if failure else "class", heads, options, [*documented(first), *members(first)])
    elif isinstance(first, ast.AnnAssign):
        lines = entry("data", [name], [f":type: {ast.unparse(first.annotation)}"], said.splitlines())
    # Names in the docstrings and signatures are those of the module.
    return [f".. py:currentmodule:: {owner}", "", *lines] if lines else []


class Stub(SphinxDirective):
    """Shows what its argument names."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        path = self.arguments[0]
        lines = reference(path)
        if not lines:
            raise self.error(f"the stubs have no {path}")
        return self.parse_text_to_nodes("\n".join(lines))


def every_name_is_shown(app: Sphinx, env: BuildEnvironment) -> None:
    shown = set(env.domains["py"].objects)
    for name in app.config.stub_modules:
        for missing in sorted({f"{name}.{public}" for public in exported(name)} - shown):
            LOG.warning("no page shows %s", missing)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_config_value("stub_modules", [], "env", list)
    app.add_directive("stub", Stub)
    app.connect("env-check-consistency", every_name_is_shown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
