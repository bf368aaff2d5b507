"""Files that hold one thing each (a rule, a viewpoint, a style): read by a pydantic model, wrong with a place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ea_repo.finding import Position, Text
from ea_repo.load.model import flaws
from ea_repo.load.validation_sentences import mistakes
from ea_repo.load.yaml import Document

Definition = TypeVar("Definition", bound=BaseModel)


class Words(BaseModel):
    """A sentence in French and English."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        return Text(self.fr, self.en)


class Complete(BaseModel):
    """What the workspace holds in full, so that an absence there is a no.

    Without `fields`: every element of the kind is written down. With `fields`: on each of them, these are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str
    fields: tuple[str, ...] = ()
    where: dict[str, Any] | None = Field(None, description="a selector: only the elements that it selects")


class DefinitionUnreadable(Exception):
    """A file that does not say what it should: the first thing wrong in it, with its place."""

    def __init__(self, at: Position, reason: Text) -> None:
        self.at, self.reason = at, reason
        self.message = Text(f"{at}: {reason.fr}", f"{at}: {reason.en}")
        super().__init__(self.message.en)


def read_definition(model: type[Definition], file: str, document: Document) -> Definition:
    """What a file says, as that model; raises DefinitionUnreadable."""
    for flaw in flaws(file, document):
        raise DefinitionUnreadable(flaw.at or Position(file), flaw.message)
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        for mistake in mistakes(error, document.value, model):
            raise DefinitionUnreadable(Position(file, *document.place(mistake.path)), mistake.message) from None
        raise
