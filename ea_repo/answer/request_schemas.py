"""JSON Schemas of what is asked and decided: change files, requests, the rules of opinion."""

from __future__ import annotations

from typing import Any

from ea_repo.check.opinions import OpinionRules
from ea_repo.load.requests import Request
from ea_repo.load.scenario import DECISION, STATUS, STATUSES

# The schemas that others refer to, by the names of their files: `ea init` and `make docs` write them side by side.
MODEL, CHANGES = "model.json", "changes.json"
NOTHING = {"type": "null"}


def changes_schema(model: dict[str, Any]) -> dict[str, Any]:
    """The schema of a change file: the elements that the schema of the model, beside it, describes, and its own keys.

    A field with nothing after it is taken away.
    """
    ids = {"$ref": f"{MODEL}#/$defs/id"}
    own = {
        "remove": {
            "description": "the ids of the elements to remove",
            "anyOf": [ids, {"type": "array", "items": ids}, NOTHING],
        },
        STATUS: {"description": "where it stands", "enum": [*STATUSES, None]},
        DECISION: {"description": "the decision that settled it (id of: decision)", "anyOf": [ids, NOTHING]},
    }
    elements = {kind: {"$ref": f"{MODEL}#/properties/{kind}"} for kind in model["properties"]}
    own_keys = {key: value for key, value in model.items() if key != "$defs"}
    return {**own_keys, "title": "ea-repo: a change file", "properties": {**elements, **own}}


def request_schema(dialect: str) -> dict[str, Any]:
    """The schema of a file of `requests/`; an option changes what a change file says, in one that it names or inline,
    as the schema of change files, beside this one, describes."""
    schema = Request.model_json_schema()
    own = schema.pop("$defs")
    option = own["Option"]["properties"]
    option["changes"] = {
        "description": option["changes"]["description"],
        "anyOf": [{"type": "string"}, {"$ref": CHANGES}],
    }
    for described in (*own.values(), schema):
        described["properties"] = {name: _or_one(field) for name, field in described["properties"].items()}
    return {"$schema": dialect, **schema, "title": "ea-repo: a request", "$defs": own}


def _or_one(field: dict[str, Any]) -> dict[str, Any]:
    """A list may be written as its one value, and anything as nothing."""
    if field.get("type") != "array":
        return field
    described = {"description": field["description"]} if "description" in field else {}
    return {**described, "anyOf": [field["items"], {"type": "array", "items": field["items"]}]}


def opinion_schema(dialect: str) -> dict[str, Any]:
    """The schema of `rules/opinion.yaml`."""
    return {"$schema": dialect, **OpinionRules.model_json_schema(), "title": "ea-repo: rules/opinion.yaml"}
