"""JSON Schemas of what people write, so that editors complete and check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from ea_repo.answer.request_schemas import NOTHING, changes_schema, opinion_schema, request_schema
from ea_repo.check.common_charter import common_indicators, common_rules
from ea_repo.check.indicator import Indicator
from ea_repo.check.registry import Named, checks, measures
from ea_repo.check.rule import ID, Rule
from ea_repo.draw.style import Style
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.exchange.mapping.language import Mapping as SourceMapping
from ea_repo.load.settings_file import WrittenSettings
from ea_repo.metamodel import Kind, Vocabulary
from ea_repo.metamodel.link import ID_PATTERN, NEEDS
from ea_repo.publication.profile import Profile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


_ID = {"type": "string", "pattern": f"^{ID_PATTERN}$"}
_DATE = {"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, {"type": "integer"}]}
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_DATED = {
    "type": "object",
    "properties": {
        "to": _ID,
        "from": _DATE,
        "until": _DATE,
        "note": {"type": "string"},
        "for": _TEXTS,
        "need": {"enum": [*NEEDS]},
    },
    "required": ["to"],
    "additionalProperties": False,
}
_ONE = {"anyOf": [{"$ref": "#/$defs/id"}, {"$ref": "#/$defs/dated-link"}]}
_LINKS: dict[str, Any] = {
    "id": _ID,
    "dated-link": _DATED,
    "link": {"anyOf": [*_ONE["anyOf"], {"type": "array", "items": _ONE}, {"type": "null"}]},
}


def model_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a file below `model/`: kind, then id, then fields. What is not known is not written: no field is
    required, which is also what a change file's schema, that refers to this one, needs."""
    definitions: dict[str, Any] = dict(_LINKS)
    properties: dict[str, Any] = {}
    for kind in vocabulary.kinds.values():
        schema = TypeAdapter(kind.model).json_schema(ref_template="#/$defs/{model}")
        definitions |= {name: described for name, described in schema.pop("$defs", {}).items() if name != "Ref"}
        fields = {
            name: _field(kind, name, described) for name, described in schema["properties"].items() if name != "id"
        }
        definitions[kind.name] = {"type": ["object", "null"], "properties": fields, "additionalProperties": False}
        properties[kind.name] = {
            "type": ["object", "null"],
            "description": " ".join((kind.model.__doc__ or "").split()),
            "patternProperties": {f"^{ID_PATTERN}$": {"$ref": f"#/$defs/{kind.name}"}},
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


def _field(kind: Kind, name: str, described: dict[str, Any]) -> dict[str, Any]:
    meaning = kind.fields[name]
    if name in kind.links:
        wanted = f"id of: {', '.join(kind.links[name].to)}"
        return {"$ref": "#/$defs/link", "description": f"{meaning} ({wanted})" if meaning else wanted}
    written = _or_alone({key: value for key, value in described.items() if key not in ("title", "default")})
    return _or_nothing(written)


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """The same field with nothing after it as well, which is as if it were not written; its description stays."""
    description = {"description": schema["description"]} if "description" in schema else {}
    ways = schema["anyOf"] if "anyOf" in schema else [{key: schema[key] for key in schema if key != "description"}]
    return {**description, "anyOf": [*(way for way in ways if way != NOTHING), NOTHING]}


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


def _listed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, where what is a list may be written as its one value."""
    fields = {name: _or_alone(field) for name, field in schema["properties"].items()}
    for part, name in (("Focus", "kind"), ("Band", "show")):
        own_fields = schema["$defs"][part]["properties"]
        own_fields[name] = _or_alone(own_fields[name])
    return {**schema, "properties": fields}


def _listed_parts(schema: dict[str, Any]) -> dict[str, Any]:
    """The same for a profile, in what is dropped too."""
    dropped = schema["$defs"]["Dropped"]["properties"]
    fields = dropped["fields"]["additionalProperties"]
    opened = {name: _or_alone(field) for name, field in dropped.items()}
    opened["fields"] = {**dropped["fields"], "additionalProperties": _or_alone(fields)}
    schema["$defs"]["Dropped"]["properties"] = opened
    return {**schema, "properties": {name: _or_alone(field) for name, field in schema["properties"].items()}}


def rule_schema() -> dict[str, Any]:
    """The schema of a rule, or of what is laid over a common one: its own fields, and what the checks take."""
    schema = schema_of(Rule, "ea-repo: a rule")
    fields = schema["properties"]
    fields["check"]["enum"] = list(checks())
    fields["charter"] = _or_alone(fields["charter"])
    for name in ("good", "bad"):
        either = {"anyOf": [{"type": "string"}, fields[name]["items"]]}
        fields[name] = _or_alone({**fields[name], "items": either})
    common = {"properties": {"id": {"enum": sorted(common_rules())}}}
    return {
        **{key: value for key, value in schema.items() if key != "required"},
        "properties": {**fields, **_taken(checks())},
        "additionalProperties": False,
        "required": ["id"],
        # A common rule may be laid over with some keys alone.
        "if": {**common, "required": ["id"]},
        "else": {"required": schema["required"]},
    }


def _taken(takers: Mapping[str, Named]) -> dict[str, dict[str, str]]:
    """The arguments that these checks or measures take, and which of them takes each."""
    taken: dict[str, list[str]] = {}
    for name, taker in takers.items():
        for argument in taker.parameters:
            taken.setdefault(argument, []).append(name)
    return {name: {"description": f"what to give to: {', '.join(names)}"} for name, names in taken.items()}


def indicators_schema() -> dict[str, Any]:
    """The schema of `indicators.yaml`: by its id, each indicator's own fields and what the measures take."""
    indicator = Indicator.model_json_schema()
    definitions, fields = indicator.pop("$defs"), indicator["properties"]
    del fields["id"]
    fields["charter"] = _or_alone(fields["charter"])
    fields["measure"]["enum"] = list(measures())
    entry = {
        **indicator,
        "properties": {**fields, **_taken(measures())},
        "required": [name for name in indicator["required"] if name != "id"],
        "additionalProperties": False,
    }
    laid_over = {key: value for key, value in entry.items() if key != "required"}
    return {
        "$schema": DIALECT,
        "title": "ea-repo: rules/indicators.yaml",
        "type": "object",
        "properties": {
            "indicators": {
                "type": "object",
                "properties": {id: {"$ref": "#/$defs/LaidOver"} for id in common_indicators()},
                "additionalProperties": {"$ref": "#/$defs/Indicator"},
                "propertyNames": {"pattern": ID},
            },
            "without": {
                "description": "common indicators, by their ids, that are not measured here",
                "type": "array",
                "items": {"enum": sorted(common_indicators())},
            },
        },
        "required": ["indicators"],
        "additionalProperties": False,
        "$defs": {**definitions, "Indicator": entry, "LaidOver": laid_over},
    }


def mapping_schema() -> dict[str, Any]:
    """The schema of a mapping: what may be written alone as well as in full may be so here."""
    schema = schema_of(SourceMapping, "ea-repo: a mapping of an imported source")
    definitions = schema["$defs"]
    for name in ("Cell", "RecordRule", "RelationRule"):
        parts = definitions[name]["properties"]
        definitions[name]["properties"] = {field: _or_alone(described) for field, described in parts.items()}
    column = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    definitions["column"] = {"anyOf": [*column["anyOf"], {"$ref": "#/$defs/Cell"}]}
    record = definitions["RecordRule"]["properties"]
    for name in ("key", "id", "name", "source", "target"):
        record[name] = {**record[name], "anyOf": [{"$ref": "#/$defs/column"}, {"type": "null"}]}
    for rule in ("RecordRule", "RelationRule"):
        for name in ("fields", "details"):
            definitions[rule]["properties"][name]["additionalProperties"] = {"$ref": "#/$defs/column"}
    for name, rule in (("records", "RecordRule"), ("relations", "RelationRule")):
        one = [{"type": "string"}, {"$ref": f"#/$defs/{rule}"}] if name == "records" else [{"$ref": f"#/$defs/{rule}"}]
        schema["properties"][name]["additionalProperties"] = {
            "anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]
        }
    schema["properties"] = {name: _or_alone(described) for name, described in schema["properties"].items()}
    return schema


def schemas(vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    """Every schema by the name of what it describes; that of the model is of the kinds of a vocabulary."""
    model = model_schema(vocabulary)
    return {
        "model": model,
        "changes": changes_schema(model),
        "request": request_schema(DIALECT),
        "opinion": opinion_schema(DIALECT),
        "rule": rule_schema(),
        "indicators": indicators_schema(),
        "view": _listed(schema_of(Viewpoint, "ea-repo: a view of cartography/")),
        "style": schema_of(Style, "ea-repo: cartography/style.yaml"),
        "workspace": schema_of(WrittenSettings, "ea-repo: workspace.yaml"),
        "publication": _listed_parts(schema_of(Profile, "ea-repo: a profile of publication/")),
        "mapping": mapping_schema(),
    }


def as_json(schema: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2)
