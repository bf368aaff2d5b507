"""Nothing that people read in French holds English words: no answer, no refusal, no sentence of a catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import ea_repo
from tests.cli.french.answers import english_in, lines, workspace
from tests.cli.running import invoke

ENGINE = Path(ea_repo.__file__).parent
ROOT = ENGINE.parent
FILLED_IN = re.compile(r"{[^{}]*}|\([a-z_]+(?:, [a-z_]+)*\)")
"""What a sentence names and is not its words: `{name}`, a field in brackets behind what people call it."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with elements of every kind that people write, and most of their fields."""
    return workspace(tmp_path_factory.mktemp("french") / "si")


@pytest.mark.parametrize("command", lines("commands.txt"))
def test_no_answer_in_french_holds_english(everything: Path, command: str) -> None:
    said = invoke(everything, *command.split(), "--lang", "fr")
    assert said.out or said.error
    assert not english_in(said.out)
    assert not english_in(said.error)


@pytest.mark.parametrize("command", ["show gam", "list flow", "check", "kinds flow", "retire gam", "impact gam"])
def test_the_same_in_english_is_seen_to_be_english(everything: Path, command: str) -> None:
    assert len(english_in(invoke(everything, *command.split(), "--lang", "en").out)) > 5


@pytest.mark.parametrize("command", ["show gam", "list application", "check", "retire gam", "impact gam", "timeline"])
def test_english_says_business_owner_and_builder(everything: Path, command: str) -> None:
    words = invoke(everything, *command.split(), "--lang", "en").out.lower().replace("(", " ").replace(")", " ").split()
    assert not {"moa", "moe", "quartier"} & set(words)


def test_the_words_searched_for_are_told_where_they_stand() -> None:
    assert english_in("le champ covers est inconnu") == ["covers"]
    assert english_in("`covers`, --until, overdue-poc, f.yaml, « covers » : à taper") == []


def _texts(file: Path) -> Iterator[tuple[int, str, str]]:
    """Each `Text("…", "…")` of a module whose words are constants, with its line."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Text" and len(call.args) == 2:
            fr, en = (_constant(argument) for argument in call.args)
            if fr is not None and en is not None:
                yield call.lineno, fr, en


def _constant(written: ast.expr) -> str | None:
    """The words of a constant, or of an f-string with a sign in place of what is filled in."""
    match written:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in values)  # type: ignore[misc]
        case _:
            return None


MODULES = sorted(file for file in ENGINE.rglob("*.py") if "Text(" in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_every_sentence_of_a_module_is_in_both_languages(file: Path) -> None:
    for line, fr, en in _texts(file):
        assert bool(fr.strip()) == bool(en.strip()), f"{file}:{line}: one language says something, the other nothing"
        assert not english_in(FILLED_IN.sub("…", fr)), f"{file}:{line}: {fr}"


def _pairs(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if set(part) == {"fr", "en"}:
            yield str(part["fr"]), str(part["en"])
        for value in part.values():
            yield from _pairs(value)
    elif isinstance(part, list):
        for value in part:
            yield from _pairs(value)


DATA = [*sorted((ENGINE / "starter").rglob("*.yaml")), *sorted((ROOT / "cartography").glob("*.yaml"))]


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.name)
def test_every_sentence_of_a_rule_and_of_a_map_is_in_both_languages(file: Path) -> None:
    for fr, en in _pairs(yaml.safe_load(file.read_text(encoding="utf-8"))):
        assert fr.strip()
        assert en.strip()
        assert not english_in(FILLED_IN.sub("…", fr)), fr
