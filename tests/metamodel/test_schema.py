"""The JSON Schema of each kind builds, is one, and agrees with the model (links apart, checked elsewhere)."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from pydantic import ValidationError

from ea_repo.metamodel import kind, kinds

# Not a plain import: the package brings no types.
jsonschema: Any = importlib.import_module("jsonschema")


@pytest.mark.parametrize("name", list(kinds()))
def test_the_schema_of_each_kind_is_a_json_schema(name: str) -> None:
    schema = kind(name).model.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"].keys() == {info.alias or field for field, info in kind(name).infos.items()}
    assert schema["additionalProperties"] is False


CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("application", {"live_on": 2023}, True),
    ("application", {"live_on": "2023-06-14"}, True),
    ("application", {"live_on": 5}, False),
    ("application", {"live_on": "14/06/2023"}, False),
    ("application", {"type": "core"}, True),
    ("application", {"type": "cor"}, False),
    ("application", {"exposed": "yes"}, False),
    ("application", {"exposed": False}, True),
    ("application", {"needs": {"availability": 4}}, True),
    ("application", {"needs": {"availability": 5}}, False),
    ("application", {"rto": "4 h"}, True),
    ("application", {"rto": "4 hours"}, False),
    ("application", {"yearly_cost": 12.5}, True),
    ("application", {"approvals": {"dsi": False, "rssi": {"on": 2023}}}, True),
    ("application", {"approvals": {"dsi": True}}, False),
    ("application", {"colour": "red"}, False),
    ("node", {"redundancy": {"k": 1, "n": 2}}, True),
    ("node", {"redundancy": {"k": 1}}, False),
    ("node", {"redundancy": {"k": -1, "n": 2}}, False),
    ("technology", {"framework": [{"status": "banned", "from": "2023"}]}, True),
    ("technology", {"framework": [{"status": "banned", "from_": "2023"}]}, False),
    ("flow", {"mode": "api", "need": "vital", "port": 443}, True),
    ("flow", {"mode": "telepathy"}, False),
    ("state", {"date": "2025"}, True),
]


@pytest.mark.parametrize(("name", "fields", "right"), CASES)
def test_the_schema_and_the_model_say_the_same(name: str, fields: dict[str, Any], right: bool) -> None:
    model = kind(name).model
    validator = jsonschema.Draft202012Validator(model.model_json_schema())
    element = {"id": "a", **fields}
    assert validator.is_valid(element) is right
    if right:
        assert model.model_validate(element).id == "a"
    else:
        with pytest.raises(ValidationError):
            model.model_validate(element)
