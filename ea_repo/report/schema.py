"""JSON Schemas of what people write, so that editors complete and check it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from ea_repo.check.rule import Rule
from ea_repo.load import Settings
from ea_repo.metamodel import kinds
from ea_repo.metamodel.link import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def model_schema() -> dict[str, Any]:
    """The schema of a file below `model/`: kind, then id, then fields."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for each in kinds().values():
        schema = TypeAdapter(each.model).json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        schema["properties"].pop("id")
        schema["required"] = [name for name in schema.get("required", ()) if name != "id"]
        for name, described in schema["properties"].items():
            described.pop("title", None)
            described.pop("default", None)
            if name not in each.links and each.fields[name].annotation is not None:
                schema["properties"][name] = _or_alone(described)
        definitions[each.name] = schema | {"type": ["object", "null"]}
        properties[each.name] = {
            "type": ["object", "null"],
            "description": " ".join((each.model.__doc__ or "").split()),
            "patternProperties": {f"^{ID_PATTERN}$": {"$ref": f"#/$defs/{each.name}"}},
            "additionalProperties": False,
        }
    return {
        "$schema": DIALECT,
        "title": "ea-repo: a file of the model",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }


def _or_alone(schema: dict[str, Any]) -> dict[str, Any]:
    """A list may be written as its one value; an absent value may be written as nothing."""
    if schema.get("type") != "array":
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]} if "anyOf" in schema else schema
    described = {"description": schema["description"]} if "description" in schema else {}
    return {
        "anyOf": [schema["items"], {key: value for key, value in schema.items() if key != "description"}],
        **described,
    }


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of a file that one model describes."""
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of what it describes."""
    return {
        "model": model_schema(),
        "rule": schema_of(Rule, "ea-repo: a rule"),
        "workspace": schema_of(Settings, "ea-repo: workspace.yaml"),
    }


def as_json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2)
