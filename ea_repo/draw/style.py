"""How maps look: named looks, and which look each value of a field has; the workspace may say its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ea_repo.finding import Text
from ea_repo.load.definition_file import Words
from ea_repo.suggest import did_you_mean

Line = Literal["solid", "dashed", "dotted", "bold"]
_COLOUR = r"^#[0-9a-fA-F]{6}$"


class Look(BaseModel):
    """The colours of a box or an arrow, its stroke and, for those who do not see colours, its sign."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    look: str
    words: Words


class Style(BaseModel):
    """What `cartography/style.yaml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    looks: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Look]
    scales: dict[str, dict[str, Value]] = Field(
        description="by field, or by what a map is coloured by: the look of each value; `*` stands for any other"
    )

    def look(self, name: str) -> Look:
        return self.looks.get(name) or self.looks["plain"]

    def value(self, scale: str, value: str) -> Value | None:
        """How a value of a scale is shown, None where the scale does not tell."""
        values = self.scales.get(scale, {})
        return values.get(value) or values.get("*")

    def order(self, scale: str) -> Iterator[tuple[str, Value]]:
        """The values of a scale, from the mildest to the worst."""
        yield from self.scales.get(scale, {}).items()

    def worst(self, scale: str | None, looks: list[str], *, default: str) -> str:
        """Of several looks, the one that comes last in a scale."""
        order = [value.look for _, value in self.order(scale)] if scale else []
        return max(looks, key=lambda look: order.index(look) if look in order else -1, default=default)


def style_errors(style: Style) -> Iterator[tuple[tuple[str, ...], Text]]:
    """What a style says that can mean nothing, with where it is written: looks that it does not have."""
    if "plain" not in style.looks:
        yield ("looks",), Text("il manque l'aspect « plain »", "the look “plain” is missing")
    for name, scale in style.scales.items():
        for value, shown_as in scale.items():
            if shown_as.look not in style.looks:
                yield ("scales", name, value, "look"), unknown_look(shown_as.look, style)


def unknown_look(look: str, style: Style) -> Text:
    hint = did_you_mean(look, style.looks)
    return Text(f"aucun aspect ne s'appelle « {look} »{hint.fr}", f"no look is called “{look}”{hint.en}")
