"""The text of `workspace.yaml`: what it may say, as pydantic validates it, and what is wrong in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationError

from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.load import limits, settings
from ea_repo.load.definition_file import Complete
from ea_repo.load.limits import USUAL
from ea_repo.load.problems import finding
from ea_repo.load.settings import FILE, Settings, unreadable
from ea_repo.load.validation_sentences import Mistake, mistakes
from ea_repo.load.validation_sentences import Path as Place
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel.dates import as_written
from ea_repo.metamodel.field_types import Euros, Number
from ea_repo.metamodel.own_words import OwnField, OwnKind, OwnWords, Word
from ea_repo.metamodel.own_words_misuse import misuses
from ea_repo.metamodel.text_in_both import TextInBoth

_VITAL = ("name", "at")
"""What every answer rests on: a workspace that says it wrongly is not read."""
Size = Annotated[int, Strict(), Field(ge=1, le=10**12)]


class Limits(BaseModel):
    """What is read of a workspace, and no more: beyond, a sentence says what is not read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: Size = Field(USUAL.bytes, description="how many bytes the files of a folder may have in all")
    files: Size = Field(USUAL.files, description="how many files a folder may hold, below it")
    depth: Annotated[int, Strict(), Field(ge=1, le=200)] = Field(
        USUAL.depth, description="how deep its folders may be nested"
    )
    elements: Size = Field(USUAL.elements, description="how many elements the model may have")
    outside: Annotated[bool, Strict()] = Field(
        USUAL.outside, description="whether symbolic links may lead outside the workspace's folder"
    )


class WrittenSettings(BaseModel):
    """What `workspace.yaml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(min_length=1, description="the organisation's name, as the heads of reports show it")
    at: Annotated[str, BeforeValidator(as_written)] | None = Field(
        None, description="the date at which commands look, unless told otherwise; a year or a month is its last day"
    )
    lang: Literal["fr", "en"] | None = Field(None, description="the language of reports, unless told otherwise")
    complete: tuple[Complete, ...] = Field((), description="what the workspace holds in full")
    thresholds: dict[str, Number] = Field({}, description="the numbers that rules compare with, by their names")
    targets: dict[str, Number] = Field({}, description="the values that indicators should reach, by their names")
    margins: dict[Annotated[int, Field(ge=1990, le=2100)], Euros] = Field(
        {}, description="the euros that new projects may take, by year: what the portfolio of requests is held against"
    )
    least_known: float = Field(
        1 / 3, ge=0, le=1, description="the share of known facts under which an indicator shows no percentage"
    )
    verified_within: dict[str, Annotated[int, Field(ge=0, le=36_500)]] = Field(
        {}, description="within how many days the elements of a kind are to be verified; 365 where it does not say"
    )
    restricted: bool = Field(False, description="whether the pages of an audit bear that they are for few eyes")
    marking: TextInBoth | None = Field(
        None, description="what every page bears, in French and in English: « Diffusion restreinte »"
    )
    signers: tuple[TextInBoth, ...] = Field(
        (), description="in whose name a committee's decision is signed: the CIO and the business owner, unless told"
    )
    severity: dict[str, Literal[Severity, "off"]] = Field({}, description="rules to take more or less seriously here")
    fields: dict[str, dict[Word, OwnField]] = Field({}, description="fields of its own, by the kind that has them")
    kinds: dict[Word, OwnKind] = Field({}, description="kinds of its own, by their names")
    limits: Limits = Field(Limits(), description="how large it may be, and whether it may lead outside its folder")

    @property
    def own_words(self) -> OwnWords:
        """The fields and kinds that the workspace declares."""
        return OwnWords(fields=self.fields, kinds=self.kinds)

    def settings(self, flaws: tuple[Finding, ...]) -> Settings:
        """The settings, whose text has these flaws."""
        said = {name: getattr(self, name) for name in _TAKEN}
        return Settings(
            **said,
            complete=tuple(settings.Complete(entry.kind, entry.fields, entry.where) for entry in self.complete),
            limits=limits.Limits(**self.limits.model_dump()),
            own_words=self.own_words if self.fields or self.kinds else None,
            flaws=flaws,
        )


_TAKEN = WrittenSettings.model_fields.keys() - {"complete", "limits", "fields", "kinds"}
"""The settings that are taken as they are written."""


def read_text(text: str) -> Settings:
    """What the text of a `workspace.yaml` says, without what is wrong in it (`flaws`).

    Raises WorkspaceUnreadable, naming line and column, for a text that is not read, and for a name or a date that is
    wrong: every answer rests on these.
    """
    document = parse(text, marks=True)
    if document.flaws:
        raise unreadable(
            finding(flaw.problem, Position(FILE, flaw.line, flaw.column), FILE, **flaw.facts)
            for flaw in document.flaws[:1]
        )
    written = _written(document.value)
    flaws: tuple[Finding, ...] = ()
    # A declaration that is taken out may be missed by another one, which is looked at in its turn.
    while wrong := _wrong(written):
        new = tuple(_flaw(document, mistake) for mistake in wrong)
        if any(mistake.path[:1] in ((), *((name,) for name in _VITAL)) for mistake in wrong):
            raise unreadable(new)
        flaws += new
        written = _without(written, {_taken_out(mistake.path) for mistake in wrong})
    return WrittenSettings.model_validate(written).settings(flaws)


def _wrong(written: Any) -> list[Mistake]:
    """What is wrong in what is written: in each setting or, where nothing is, in its own fields and kinds together."""
    try:
        read = WrittenSettings.model_validate(written)
    except ValidationError as error:
        return list(mistakes(error, written, WrittenSettings))
    return [_named(path, message) for path, message in misuses(read.own_words)]


def _named(path: Place, message: Text) -> Mistake:
    name = ".".join(map(str, path))
    return Mistake(path, Text(f"« {name} » : {message.fr}", f"“{name}”: {message.en}"))


def _written(value: Any) -> Any:
    # A name with nothing after it is absent, as in the model.
    if not isinstance(value, dict):
        return {} if value is None else value
    return {name: item for name, item in value.items() if item is not None}


def _flaw(document: Document, mistake: Mistake) -> Finding:
    at, path = Position(FILE, *document.place(mistake.path)), ".".join(map(str, mistake.path))
    return finding("wrong-setting", at, FILE, reason=mistake.message, path=path)


def _taken_out(path: Place) -> Place:
    """What is left out for a mistake at a path: a field of the workspace's own, else an entry of a setting."""
    match path:
        case ("fields", *_):
            return path[:3]
        case ("kinds", _, "fields", *_):
            return path[:4]
        case _:
            return path[:2]


def _without(written: Any, wrong: set[Place], here: Place = ()) -> Any:
    """What is written, without what stands at these paths."""
    if isinstance(written, list):
        items = ((index, _without(item, wrong, (*here, index))) for index, item in enumerate(written))
        return [item for index, item in items if (*here, index) not in wrong]
    if isinstance(written, dict):
        entries = ((key, _without(value, wrong, (*here, key))) for key, value in written.items())
        return {key: value for key, value in entries if (*here, key) not in wrong}
    return written
