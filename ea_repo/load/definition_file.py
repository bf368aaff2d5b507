"""Files that hold one thing each (a rule, a viewpoint, a style): read by a pydantic model, wrong with a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.finding import Position, Text
from ea_repo.load.model import flaws
from ea_repo.load.validation_sentences import reason
from ea_repo.load.yaml import Document

Definition = TypeVar("Definition", bound=BaseModel)


class Words(BaseModel):
    """A sentence in French and English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        return Text(self.fr, self.en)


class DefinitionUnreadable(Exception):
    """A file that does not say what it should: the first thing wrong in it, with its place."""

    def __init__(self, at: Position, said: Text) -> None:
        self.message = Text(f"{at}: {said.fr}", f"{at}: {said.en}")
        super().__init__(self.message.en)


def read_definition(model: type[Definition], file: str, document: Document) -> Definition:
    """What a file says, as that model; raises DefinitionUnreadable."""
    for each in flaws(file, document):
        raise DefinitionUnreadable(each.at or Position(file), each.message)
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        for at, said in mistakes(file, error, document):
            raise DefinitionUnreadable(at, said) from None
        raise


def mistakes(
    file: str, error: ValidationError, document: Document, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[Position, Text]]:
    """Each thing that a model refuses, with its place and a sentence."""
    told: set[tuple[int, int]] = set()
    for each in error.errors(include_url=False):
        path = (*prefix, *each["loc"])
        place = next(
            (document.marks[path[:length]] for length in range(len(path), 0, -1) if path[:length] in document.marks),
            (1, 1),
        )
        name = ".".join(map(str, each["loc"]))
        missing = each["type"] == "missing"
        if place in told and not missing:
            # The other branches of a union: one sentence a place.
            continue
        told.add(place)
        if not name:
            said = Text("attendu un bloc « nom: valeur »", "expected a mapping “name: value”")
        elif missing:
            said = Text(f"il manque « {name} »", f"“{name}” is missing")
        elif each["type"] == "extra_forbidden":
            said = Text(f"« {name} » n'est pas un champ connu ici", f"“{name}” is no field known here")
        else:
            why = reason(each)
            said = Text(f"« {name} » : {why.fr}", f"“{name}”: {why.en}")
        yield Position(file, *place), said
