"""The facts of the model, each with the line of the document that states it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ea_repo.metamodel import Ref
from tests.content.model import repository

STATED = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))


def facts() -> Iterator[Any]:
    """Each fact: the element, the field, one of its values or None where nothing must be recorded."""
    for entry in STATED:
        for fact, value in entry["facts"].items():
            id, field = fact.split(".")
            yield pytest.param(id, field, value, id=f"{entry['line']}-{fact}")


def held(id: str, field: str) -> list[str]:
    """The values of a field as one writes them, whatever their dates; none where it is not recorded."""
    value = repository().workspace.graph.record(id).fields.get(field)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return [item.to if isinstance(item, Ref) else str(item) for item in values]


@pytest.mark.parametrize(("id", "field", "value"), list(facts()))
def test_the_model_says_what_its_text_says(id: str, field: str, value: object) -> None:
    if value is None:
        assert held(id, field) == []
    else:
        assert str(value) in held(id, field)


def test_over_120_facts_are_held_against_the_text() -> None:
    assert sum(len(entry["facts"]) for entry in STATED) > 120
