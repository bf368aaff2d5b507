"""What the built-in kinds declare is kept beside their classes: it says what they say, for this code alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from ea_repo.metamodel import Kind, Vocabulary, kind, kinds, vocabulary
from ea_repo.metamodel.annotations import declaration_of
from ea_repo.metamodel.declaration import Declaration
from ea_repo.metamodel.vocabulary import classes, declarations_to_keep

NAMES = list(kinds())


def everything(any_kind: Kind) -> dict[str, object]:
    """All that a kind says without its class."""
    return {part.name: getattr(any_kind, part.name) for part in fields(Declaration)}


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_says_what_its_class_says(name: str) -> None:
    assert everything(kind(name)) == everything(Kind.of(kind(name).model))
    assert list(kind(name).fields) == list(kind(name).model.model_fields)


def test_kinds_come_in_the_order_of_their_classes() -> None:
    assert [model.kind for model in classes()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_declaration_said_in_json_is_the_same(name: str) -> None:
    declaration = declaration_of(kind(name).model)
    again = Declaration.from_json(declaration.as_json())
    assert everything(Kind(again, lambda: kind(name).model)) == everything(kind(name))


@pytest.mark.parametrize("kept", ["", "{}", "[1", '{"code": "of another version", "kinds": []}', None])
def test_what_is_not_of_this_code_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, kept: str | None
) -> None:
    file = tmp_path_factory.mktemp("kept") / "declared.json"
    if kept is not None:
        file.write_text(kept, encoding="utf-8")
    monkeypatch.setattr(vocabulary, "DECLARED", file)
    asked: Vocabulary = vocabulary.built_in.__wrapped__()
    assert {name: everything(one) for name, one in asked.kinds.items()} == {
        name: everything(kind(name)) for name in NAMES
    }


def test_asking_about_kinds_makes_no_class(tmp_path: Path) -> None:
    file = tmp_path / "declared.json"
    file.write_text(declarations_to_keep(), encoding="utf-8")
    code = f"""
import sys
from pathlib import Path
from ea_repo.metamodel import built_in, vocabulary
vocabulary.DECLARED = Path({str(file)!r})
known = built_in()
assert known.accepts("application", "referential") and known.kinds["flow"].links["source"].end
sys.exit("pydantic" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
