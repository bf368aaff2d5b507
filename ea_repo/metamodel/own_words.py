"""The fields and kinds that a workspace declares of its own, and the vocabulary with them."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)

from ea_repo.finding import Text, Wrong
from ea_repo.metamodel.declaration import Wording
from ea_repo.metamodel.element import Sourced
from ea_repo.metamodel.field_types import End, Euros, Flag, Line, Lines, Number, Refs, Several, Start
from ea_repo.metamodel.kind import Kind
from ea_repo.metamodel.link import Link
from ea_repo.metamodel.text_in_both import TextInBoth
from ea_repo.metamodel.vocabulary import Vocabulary, built_in

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
"""The name of a field or a kind: lower-case words joined by underscores."""
Path = tuple[str | int, ...]
FieldType = Literal["text", "number", "money", "date-start", "date-end", "yes-no", "choice", "link"]

_TYPES: Mapping[str, Any] = {
    "text": Line,
    "number": Number,
    "money": Euros,
    "date-start": Start,
    "date-end": End,
    "yes-no": Flag,
}


_ONE_OR_SEVERAL = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
)


class OwnField(BaseModel):
    """A field that a workspace declares."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    type: FieldType = Field(description="what the field takes")
    label: TextInBoth | None = Field(None, description="what people call it, in French and in English")
    help: TextInBoth | None = Field(None, description="what it means, in French and in English")
    several: Flag | None = Field(None, description="whether it takes a list: a text (false) or a link (true)")
    choices: dict[Line, TextInBoth | None] = Field({}, description="of a choice: the words, each with its label")
    to: Annotated[tuple[str, ...], Several, _ONE_OR_SEVERAL] = Field(
        (), description="of a link: the kinds that it may point at (`*`: any)"
    )
    inverse: Word | None = Field(None, description="of a link: the name of the same relation seen from the other end")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        needed = {"choice": ("choices",), "link": ("to", "inverse")}.get(self.type, ())
        allowed = {"text": ("several",), "link": ("several",)}.get(self.type, ()) + needed
        for name in ("choices", "to", "inverse"):
            if name in needed and not getattr(self, name):
                fr = f"un champ de type {self.type} demande « {name} »"
                raise Wrong(Text(fr, f"a field of type {self.type} needs “{name}”"))
        for name in ("several", "choices", "to", "inverse"):
            if name in self.model_fields_set and name not in allowed:
                fr = f"un champ de type {self.type} n'a pas de « {name} »"
                raise Wrong(Text(fr, f"a field of type {self.type} has no “{name}”"))
        return self

    def definition(self, name: str) -> tuple[Any, Any]:
        """The annotation and the default of the field, as pydantic takes them."""
        choices = {word: label or Text(word, word) for word, label in self.choices.items()}
        label = self.label or Text(name, name)
        wording = Wording(label, self.help, choices)
        described = " – ".join(text.en for text in (self.label, self.help) if text is not None)
        if self.type == "link":
            link = Link(self.to, self.inverse or "", one=self.several is False)
            return Annotated[Refs, link, wording], Field((), description=described)
        if self.several:
            return Annotated[Lines, wording], Field((), description=described)
        if self.type == "choice":
            words: Any = Literal[tuple(self.choices)]
            return Annotated[words | None, BeforeValidator(_as_word), wording], Field(None, description=described)
        return Annotated[_TYPES[self.type] | None, wording], Field(None, description=described)


class OwnKind(BaseModel):
    """A kind that a workspace declares; its elements have what every element has, and these fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    label: TextInBoth = Field(description="what people call one of them, in French and in English")
    help: TextInBoth | None = Field(None, description="what it is, in French and in English")
    archimate: Line = Field("Grouping", description="the concept of ArchiMate 3.2 that it stands for")
    fields: dict[Word, OwnField] = Field({}, description="its fields")

    def model(self, name: str) -> type[Sourced]:
        """The class of its elements."""
        known = {
            "__module__": __name__,
            "kind": name,
            "label": self.label,
            "archimate": self.archimate,
            "help": self.help,
        }
        base: type[Sourced] = types.new_class(_class_name(name), (Sourced,), {}, lambda space: space.update(known))
        return _with_fields(base, self.fields)


class OwnWords(BaseModel):
    """All that a workspace declares of its own."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    fields: dict[str, dict[Word, OwnField]] = Field({})
    kinds: dict[Word, OwnKind] = Field({})

    def vocabulary(self) -> Vocabulary:
        """The built-in kinds with the fields that are declared, then the kinds that are.

        The declarations are right, as `misuses` tells.
        """
        return Vocabulary([*self._extended(), *(Kind.of(kind.model(name)) for name, kind in self.kinds.items())])

    def _extended(self) -> Iterator[Kind]:
        for kind in built_in().kinds.values():
            widening = (*reversed(built_in().wider(kind.name)), kind.name)
            declared = {name: field for wider in widening for name, field in self.fields.get(wider, {}).items()}
            yield Kind.of(_with_fields(kind.model, declared)) if declared else kind

    def fields_of(self) -> Iterator[tuple[Path, str, str, OwnField]]:
        """Every field that is declared: where, its kind, its name."""
        for kind_name, fields in self.fields.items():
            for name, field in fields.items():
                yield ("fields", kind_name, name), kind_name, name, field
        for kind_name, kind in self.kinds.items():
            for name, field in kind.fields.items():
                yield ("kinds", kind_name, "fields", name), kind_name, name, field


def _as_word(value: Any) -> Any:
    """A word of a choice: `2` is one where the text declares it, though YAML reads a number."""
    return str(value) if type(value) in (int, float) else value


def _class_name(kind_name: str) -> str:
    return "".join(word.capitalize() for word in kind_name.split("_"))


def _with_fields(base: type[Any], fields: Mapping[str, OwnField]) -> type[Any]:
    """A class with some more fields, of the same kind."""
    definitions: dict[str, Any] = {name: field.definition(name) for name, field in fields.items()}
    return create_model(base.__name__, __base__=base, __module__=base.__module__, __doc__=base.__doc__, **definitions)
