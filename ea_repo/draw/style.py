"""How maps look: named looks, and which look each value of a field has; the workspace may say its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ea_repo.load.definition_file import Words, read_definition
from ea_repo.load.files import read
from ea_repo.load.yaml import parse
from ea_repo.starter import folder as starter_folder

STYLE = "style.yaml"
Line = Literal["solid", "dashed", "dotted", "bold"]
_COLOUR = r"^#[0-9a-fA-F]{6}$"


class Look(BaseModel):
    """The colours of a box or an arrow, its stroke and, for those who do not see colours, its sign."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fill: str = Field("#ffffff", pattern=_COLOUR)
    ink: str = Field("#1a1a1a", pattern=_COLOUR, description="the colour of the text in the box")
    border: str = Field("#5f6368", pattern=_COLOUR)
    stroke: str | None = Field(None, pattern=_COLOUR, description="the colour of an arrow; the border's by default")
    line: Line = "solid"
    sign: str = Field("", max_length=2)

    @property
    def ink_of_line(self) -> str:
        return self.stroke or self.border


class Value(BaseModel):
    """The look of a value, and how the legend tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    look: str
    words: Words


class Style(BaseModel):
    """What `cartography/style.yaml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    looks: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Look]
    scales: dict[str, dict[str, Value]] = Field(
        description="by field, or by what a map is coloured by: the look of each value; `*` stands for any other"
    )

    @model_validator(mode="after")
    def _whole(self) -> Style:
        named = {each.look for scale in self.scales.values() for each in scale.values()}
        if missing := sorted({"plain", *named} - self.looks.keys()):
            raise ValueError(f"no look is called {', '.join(missing)}")
        return self

    def look(self, name: str) -> Look:
        return self.looks.get(name) or self.looks["plain"]

    def value(self, scale: str, value: str) -> Value | None:
        """How a value of a scale is shown, None where the scale does not tell."""
        found = self.scales.get(scale, {})
        return found.get(value) or found.get("*")

    def order(self, scale: str) -> Iterator[tuple[str, Value]]:
        yield from self.scales.get(scale, {}).items()


def read_style(folder: Path) -> Style:
    """The style of a folder of maps, the starter's where it has none; raises DefinitionUnreadable."""
    file = folder / STYLE
    if not file.is_file():
        file = starter_folder("cartography") / STYLE
    source = read(file.parents[1], file)
    return read_definition(Style, source.file, parse(source.text or "", marks=True))
