"""Random models as plain values, made from the JSON Schema of each kind: what our format allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ea_repo.metamodel import kind, kinds

IDS = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3})?", fullmatch=True) | st.sampled_from(
    ["on", "no", "yes", "null", "true", "y", "2025"]
)
WORDS = [
    "on",
    "yes",
    "No",
    "null",
    "true",
    "~",
    "2023",
    "2023-06-14",
    "12",
    "a: b",
    "- a",
    "# a",
    "{a}",
    "'a'",
    "=",
    "<<",
]
LINES = st.sampled_from(WORDS) | st.text(
    st.characters(categories=["L", "P", "S", "Zs"], exclude_characters="\ufeff"), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()) and text[0] not in "+-.0123456789")
DAYS = st.dates().filter(lambda day: day.year >= 1000)
DATES = (
    DAYS | st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from((4, 7, 10))) | st.integers(1000, 9999)
)


def _ordered(ref: dict[str, Any]) -> bool:
    return not {"from", "until"} <= ref.keys() or str(ref["from"])[:4] < str(ref["until"])[:4]


REFS = IDS | st.fixed_dictionaries({"to": IDS}, optional={"from": DATES, "until": DATES, "note": LINES}).filter(
    _ordered
)
ANYTHING = st.booleans() | st.integers(-(10**9), 10**9) | LINES | st.lists(LINES, max_size=2)
"""What a source may say of a thing that no field here means."""
LINKS = REFS | st.lists(REFS, max_size=3)


def values(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    """The values that a JSON Schema allows (as much of it as our kinds use)."""
    if "$ref" in schema:
        return values(definitions[schema["$ref"].split("/")[-1]], definitions)
    if "anyOf" in schema:
        if any(branch.get("pattern", "").startswith(r"^\d{4}") for branch in schema["anyOf"]):
            return DATES
        return st.one_of(*(values(branch, definitions) for branch in schema["anyOf"] if branch.get("type") != "null"))
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "array":
        return st.lists(values(schema["items"], definitions), max_size=3)
    if "properties" in schema:
        return _object(schema, {field: values(of, definitions) for field, of in schema["properties"].items()})
    if schema["type"] == "object":
        inner = schema["additionalProperties"]
        return st.dictionaries(LINES, ANYTHING if inner is True else values(inner, definitions), max_size=3)
    return _scalars(schema)


def _scalars(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    match schema["type"]:
        case "string" if "pattern" in schema:
            return st.from_regex(schema["pattern"].replace(r"\d", "[0-9]").replace("$", r"\Z"))
        case "string":
            return LINES
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema.get("minimum", -(10**9)), schema.get("maximum", 10**9))
        case "number":
            return st.floats(schema.get("minimum", -1e12), schema.get("maximum", 1e12))
        case other:
            raise AssertionError(f"no strategy for {other}")


def _object(schema: dict[str, Any], fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {name: fields.pop(name) for name in schema.get("required", ()) if name in fields}
    return st.fixed_dictionaries(needed, optional=fields)


@st.composite
def _element(draw: st.DrawFn, name: str) -> dict[str, Any] | None:
    schema = kind(name).model.model_json_schema()
    fields = draw(st.lists(st.sampled_from(sorted(schema["properties"].keys() - {"id"})), unique=True, max_size=6))
    links = kind(name).links
    return {
        field: draw(LINKS if field in links else values(schema["properties"][field], schema.get("$defs", {})))
        for field in fields
    } or None


def models() -> st.SearchStrategy[dict[str, dict[str, Any] | None]]:
    """The value of a file: a few elements of a few kinds."""
    blocks = {name: st.none() | st.dictionaries(IDS, _element(name), max_size=2) for name in kinds()}
    return st.lists(st.sampled_from(sorted(blocks)), unique=True, min_size=1, max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: blocks[name] for name in names})
    )
