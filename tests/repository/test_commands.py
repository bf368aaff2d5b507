"""One object with two faces: every command has its method on Repository, and only opens, asks and gives."""

from __future__ import annotations

import ast
import keyword
import pkgutil
from pathlib import Path

import pytest

from ea_repo import cli
from ea_repo.repository import Repository

COMMANDS = sorted(info.name for info in pkgutil.iter_modules(cli.__path__) if not info.ispkg and info.name != "main")
OF_THE_SHELL = {"audience", "completion", "mcp", "lsp", "serve", "site"}
"""What is about the shell, another door to the same methods, or about who comes through it: no question of its own."""
LONGEST = 40
"""How many lines of code a command may have in all, its options and documentation apart."""


def method(command: str) -> str:
    """What a command's method is called: a word of Python has an underscore after it."""
    return f"{command}_" if keyword.iskeyword(command) else command


def source(command: str) -> ast.Module:
    return ast.parse((Path(cli.__path__[0]) / f"{command}.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in OF_THE_SHELL])
def test_every_command_has_its_method(command: str) -> None:
    assert callable(getattr(Repository, method(command), None)), f"Repository.{method(command)} is missing"


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in OF_THE_SHELL])
def test_every_command_calls_its_method(command: str) -> None:
    calls = (node.func for node in ast.walk(source(command)) if isinstance(node, ast.Call))
    called = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    assert method(command) in called


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_thin(command: str) -> None:
    functions = [node for node in ast.walk(source(command)) if isinstance(node, ast.FunctionDef)]
    lines = sum(_lines(function) for function in functions)
    assert lines <= LONGEST, f"{command} decides too much: {lines} lines"


def _lines(function: ast.FunctionDef) -> int:
    """The lines of a function's statements, without its documentation and its imports."""
    body = [node for node in function.body if not isinstance(node, (ast.Expr, ast.ImportFrom)) or not _words(node)]
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in body)


def _words(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
