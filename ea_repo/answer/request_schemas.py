"""JSON Schemas of what is asked and decided: change files, requests, the rules of opinion."""

from __future__ import annotations

from typing import Any

from ea_repo.check.opinions import OpinionRules
from ea_repo.load.requests import Request
from ea_repo.load.scenario import DECISION, STATUS, STATUSES

_NULL = {"type": "null"}


def changes_schema(model: dict[str, Any]) -> dict[str, Any]:
    """The schema of a change file, from that of the model: a field with nothing after it is taken away."""
    definitions = {
        name: {**described, "required": [], "properties": _may_be_nothing(described["properties"])}
        if name in model["properties"]
        else described
        for name, described in model["$defs"].items()
    }
    ids = {"$ref": "#/$defs/id"}
    own = {
        "remove": {
            "description": "the ids of the elements to remove",
            "anyOf": [ids, {"type": "array", "items": ids}, _NULL],
        },
        STATUS: {"description": "where it stands", "enum": [*STATUSES, None]},
        DECISION: {"description": "the decision that settled it (id of: decision)", "anyOf": [ids, _NULL]},
    }
    return {
        **model,
        "title": "ea-repo: a change file",
        "properties": {**model["properties"], **own},
        "$defs": definitions,
    }


def _may_be_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    """The same fields, each of which may be written with nothing after it; what describes them stays in front."""
    return {
        name: {
            **({"description": described["description"]} if "description" in described else {}),
            "anyOf": [{key: value for key, value in described.items() if key != "description"}, _NULL],
        }
        for name, described in fields.items()
    }


def request_schema(dialect: str, changes: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file of `requests/`; an option changes what a change file says, beside or inline."""
    schema = Request.model_json_schema()
    own = schema.pop("$defs")
    option = own["Option"]["properties"]
    inline = {"type": "object", "properties": changes["properties"], "additionalProperties": False}
    option["changes"] = {"description": option["changes"]["description"], "anyOf": [{"type": "string"}, inline, _NULL]}
    for described in (*own.values(), schema):
        described["properties"] = {name: _or_one(field) for name, field in described["properties"].items()}
    return {"$schema": dialect, **schema, "title": "ea-repo: a request", "$defs": {**changes["$defs"], **own}}


def _or_one(field: dict[str, Any]) -> dict[str, Any]:
    """A list may be written as its one value, and anything as nothing."""
    if field.get("type") != "array":
        return field
    described = {"description": field["description"]} if "description" in field else {}
    return {**described, "anyOf": [field["items"], {"type": "array", "items": field["items"]}]}


def opinion_schema(dialect: str) -> dict[str, Any]:
    """The schema of `rules/opinion.yaml`."""
    return {"$schema": dialect, **OpinionRules.model_json_schema(), "title": "ea-repo: rules/opinion.yaml"}
