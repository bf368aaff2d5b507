"""A question that may be asked beside the command line: its parameters as data, how the repository answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError, create_model

from ea_repo.finding import Lang, Text
from ea_repo.load.validation_sentences import mistakes
from ea_repo.repository import Repository

LINE, LINES = Annotated[str, Strict(), Field(max_length=2_000)], Annotated[list[str], Field(max_length=500)]
WHOLE, YES = Annotated[int, Strict(), Field(ge=1, le=1_000_000_000)], Annotated[bool, Strict()]


class WronglyAsked(ValueError):
    """Parameters that a question does not take."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def choice(*words: str) -> Any:
    """One of these words."""
    return Literal[words]


@dataclass(frozen=True)
class Parameter:
    """What one says with a question; without a default, it must be said."""

    type: Any
    help: Text
    default: Any = ...


@dataclass(frozen=True)
class Reply:
    """What the repository answers: the module of `ea_repo/report/json/` that writes it, and what it takes besides."""

    name: str
    content: Any
    wishes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A command that reads: it has the name of the command, and its answers are those of `--format json`."""

    name: str
    title: Text
    help: Text
    ask: Callable[[Repository, Any], Reply]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    many: bool = False
    """Whether its answer is a list, of which a part may be asked for."""

    def schema(self, lang: Lang) -> dict[str, Any]:
        """The JSON Schema of its parameters, described in a language."""
        return self._model(lang).model_json_schema()

    def read(self, given: Mapping[str, Any]) -> Any:
        """The parameters as they are given, each an attribute; raises WronglyAsked."""
        try:
            return self._checked.model_validate(dict(given))
        except ValidationError as error:
            wrong = [mistake.message for mistake in mistakes(error, dict(given), self._checked)]
            fr, en = ("; ".join(message[lang] for message in wrong) for lang in ("fr", "en"))
            raise WronglyAsked(Text(f"{self.name} : {fr}", f"{self.name}: {en}")) from None

    @cached_property
    def _checked(self) -> type[BaseModel]:
        return self._model("en")

    def _model(self, lang: Lang) -> type[BaseModel]:
        fields: dict[str, Any] = {
            name: (parameter.type, Field(parameter.default, description=parameter.help[lang]))
            for name, parameter in self.parameters.items()
        }
        return create_model(self.name, __config__=ConfigDict(extra="forbid"), **fields)
