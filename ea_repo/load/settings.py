"""`workspace.yaml`: the file that marks a workspace's root and says how it is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.load.files import read
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.problems import finding
from ea_repo.load.validation_sentences import Mistake, mistakes
from ea_repo.load.validation_sentences import Path as Place
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.metamodel.dates import as_written
from ea_repo.metamodel.element import Euros, Number
from ea_repo.metamodel.own_words import OwnField, OwnKind, OwnWords, Word
from ea_repo.metamodel.own_words_misuse import misuses
from ea_repo.metamodel.text_in_both import TextInBoth

FILE = "workspace.yaml"


_VITAL = ("name", "at")
"""What every answer rests on: a workspace that says it wrongly is not read."""


class WorkspaceUnreadable(Exception):
    """There is no workspace here, or its `workspace.yaml` cannot be understood."""

    def __init__(self, message: Text | str) -> None:
        self.message = Text(message, message) if isinstance(message, str) else message
        super().__init__(self.message.en)


class Complete(BaseModel):
    """What the workspace holds in full, so that an absence there is a no.

    Without `fields`: every element of the kind is written down. With `fields`: on each of them, these are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str
    fields: tuple[str, ...] = ()
    where: dict[str, Any] | None = Field(None, description="a selector: only the elements that it selects")


class Settings(BaseModel):
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
    limits: Limits = Field(USUAL, description="how large it may be, and whether it may lead outside its folder")
    _flaws: tuple[Finding, ...] = PrivateAttr(())

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds of element that may be written here: the built-in ones, with what the workspace declares."""
        own = self.own_words
        return own.vocabulary() if own.fields or own.kinds else built_in()

    @property
    def own_words(self) -> OwnWords:
        """The fields and kinds that the workspace declares."""
        return OwnWords(fields=self.fields, kinds=self.kinds)

    @property
    def flaws(self) -> tuple[Finding, ...]:
        """What is wrong in the text, and was left out."""
        return self._flaws

    @classmethod
    def with_flaws(cls, written: Any, flaws: tuple[Finding, ...]) -> Settings:
        """The settings of what is left of a text without what is wrong in it."""
        settings = cls.model_validate(written)
        settings._flaws = flaws
        return settings


def find_root(start: Path) -> Path:
    """The workspace that holds this folder; raises WorkspaceUnreadable where none does."""
    try:
        start = start.absolute()
    except FileNotFoundError:
        french = "le dossier courant n'existe plus : allez dans un autre, ou nommez-en un par -C"
        english = "the current folder is gone: change to another one, or name one with -C"
        raise WorkspaceUnreadable(Text(french, english)) from None
    if not start.is_dir():
        raise WorkspaceUnreadable(Text(f"{start} : ce dossier n'existe pas", f"{start}: no such folder"))
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceUnreadable(
        Text(
            f"{start} : pas de {FILE} ici ni au-dessus ; « ea init DIR » commence un espace de travail, "
            "« ea -C DIR » en choisit un",
            f"{start}: no {FILE} here or above; `ea init DIR` starts a workspace, `ea -C DIR` picks one",
        )
    )


def vocabulary_at(start: Path) -> Vocabulary:
    """The kinds of the workspace that holds this folder, the built-in ones where none does.

    Raises WorkspaceUnreadable for a workspace whose settings cannot be read.
    """
    try:
        root = find_root(start)
    except WorkspaceUnreadable:
        return built_in()
    return read_settings(root).vocabulary


def read_settings(root: Path) -> Settings:
    """What the workspace says of itself; raises WorkspaceUnreadable, naming file, line and column."""
    source = read(root, root / FILE)
    if source.text is None:
        raise _unreadable(source.findings)
    return settings(source.text)


def settings(text: str) -> Settings:
    """What the text of a `workspace.yaml` says, without what is wrong in it (`flaws`).

    Raises WorkspaceUnreadable, naming line and column, for a text that is not read, and for a name or a date that is
    wrong: every answer rests on these.
    """
    document = parse(text, marks=True)
    if document.flaws:
        raise _unreadable(
            finding(flaw.problem, Position(FILE, flaw.line, flaw.column), FILE, **flaw.facts)
            for flaw in document.flaws[:1]
        )
    written = _written(document.value)
    flaws: tuple[Finding, ...] = ()
    # A declaration that is taken out may be missed by another one, which is looked at in its turn.
    while wrong := _wrong(written):
        new = tuple(_flaw(document, mistake) for mistake in wrong)
        if any(mistake.path[:1] in ((), *((name,) for name in _VITAL)) for mistake in wrong):
            raise _unreadable(new)
        flaws += new
        written = _without(written, {_taken_out(mistake.path) for mistake in wrong})
    return Settings.with_flaws(written, flaws)


def _wrong(written: Any) -> list[Mistake]:
    """What is wrong in what is written: in each setting or, where nothing is, in its own fields and kinds together."""
    try:
        read = Settings.model_validate(written)
    except ValidationError as error:
        return list(mistakes(error, written, Settings))
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


def _unreadable(findings: Iterable[Finding]) -> WorkspaceUnreadable:
    lines = [Text(f"{flaw.at}: {flaw.message.fr}", f"{flaw.at}: {flaw.message.en}") for flaw in findings]
    return WorkspaceUnreadable(Text("\n".join(line.fr for line in lines), "\n".join(line.en for line in lines)))
