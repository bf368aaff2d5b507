"""`workspace.yaml`: the file that marks a workspace's root and says how it is to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ea_repo.finding import Position, Severity
from ea_repo.load.files import read
from ea_repo.load.problems import finding
from ea_repo.load.yaml import parse
from ea_repo.metamodel.dates import as_written
from ea_repo.suggest import did_you_mean

FILE = "workspace.yaml"


class WorkspaceUnreadable(Exception):
    """There is no workspace here, or its `workspace.yaml` cannot be understood."""


class Complete(BaseModel):
    """What the workspace holds in full, so that an absence there is a no.

    Without `fields`: every element of the kind is written down. With `fields`: on each of them, these are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    fields: tuple[str, ...] = ()
    where: dict[str, Any] | None = Field(None, description="a selector: only the elements that it selects")


class Settings(BaseModel):
    """What `workspace.yaml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="the organisation's name, as the heads of reports show it")
    at: Annotated[str, BeforeValidator(as_written)] | None = Field(
        None, description="the date at which commands look, unless told otherwise; a year or a month is its last day"
    )
    lang: Literal["fr", "en"] | None = Field(None, description="the language of reports, unless told otherwise")
    complete: tuple[Complete, ...] = Field((), description="what the workspace holds in full")
    thresholds: dict[str, int | float] = Field({}, description="the numbers that rules compare with, by their names")
    targets: dict[str, int | float] = Field({}, description="the values that indicators should reach, by their names")
    severity: dict[str, Literal[Severity, "off"]] = Field({}, description="rules to take more or less seriously here")


def find_root(start: Path) -> Path:
    """The workspace that holds this folder; raises WorkspaceUnreadable where none does."""
    start = start.absolute()
    if not start.is_dir():
        raise WorkspaceUnreadable(f"{start}: no such folder")
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceUnreadable(
        f"{start}: no {FILE} here or above; `ea init DIR` starts a workspace, `ea -C DIR` picks one"
    )


def read_settings(root: Path) -> Settings:
    """What the workspace says of itself; raises WorkspaceUnreadable, naming file, line and column."""
    source = read(root, root / FILE)
    if source.text is None:
        raise WorkspaceUnreadable(f"{source.findings[0].at}: {source.findings[0].message.en}")
    return settings(source.text)


def settings(text: str) -> Settings:
    """What the text of a `workspace.yaml` says; raises WorkspaceUnreadable, naming line and column."""
    document = parse(text, marks=True)
    for flaw in document.flaws:
        at = Position(FILE, flaw.line, flaw.column)
        raise WorkspaceUnreadable(f"{at}: {finding(flaw.problem, at, FILE, **flaw.facts).message.en}")
    try:
        return Settings.model_validate(_written(document.value))
    except ValidationError as error:
        raise WorkspaceUnreadable("\n".join(_sentences(error, document.marks))) from None


def _written(value: Any) -> Any:
    # A name with nothing after it is absent, as in the model.
    if not isinstance(value, dict):
        return {} if value is None else value
    return {name: each for name, each in value.items() if each is not None}


def _sentences(error: ValidationError, marks: dict[tuple[str | int, ...], tuple[int, int]]) -> list[str]:
    sentences: dict[str, str] = {}
    for each in error.errors(include_url=False):
        # pydantic's place may go on below what the text has (the branches of a union): one sentence a place.
        loc = each["loc"]
        written = next((loc[:length] for length in range(len(loc), 0, -1) if loc[:length] in marks), ())
        line, column = marks.get(written, (1, 1))
        name = ".".join(map(str, written or loc))
        message = each["msg"].removeprefix("Value error, ")
        if each["type"] == "extra_forbidden":
            message = "not a setting" + did_you_mean(str(loc[-1]), Settings.model_fields).en
        if not loc:
            message = "expected settings, name: value"
        sentences.setdefault(f"{FILE}:{line}:{column}: {name}", f": {message}" if name else message)
    return [place + sentence for place, sentence in sentences.items()]
