"""What a map is drawn from: a graph at its date, what an analysis says of its elements, the style, the language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ea_repo.draw.style import Style
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.select import NOTHING_IN_FULL, Knowledge

NOT_RECORDED = "null"
"""The value, in a scale, of what is not recorded."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an analysis says of an element: a value of the analysis's scale, and a sentence for its tooltip.

    `words` say the value where those of the scale would not say the whole: what is certain, and what is possible.
    `day` is that from which, or until which, the analysis says so: the last day of a support.
    """

    value: str
    sentence: str = ""
    words: str = ""
    day: dt.date | None = None


@dataclass(frozen=True)
class Context:
    """What a map is drawn from.

    `unreadable` is how many parts of the model could not be read: the map warns that it may miss something. `marking`
    is what it must bear. `known` tells whether an absence is a no.
    """

    graph: Graph
    style: Style
    lang: Lang
    situation: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    focus: tuple[str, ...] = ()
    depth: int | None = None
    unreadable: int = 0
    marking: str = ""
    known: Knowledge = NOTHING_IN_FULL

    def say(self, text: Text) -> str:
        """A sentence in the language of the map."""
        return text[self.lang]

    def date(self, day: dt.date) -> str:
        """A day as the language of the map writes it."""
        return f"{day:%d/%m/%Y}" if self.lang == "fr" else day.isoformat()

    @property
    def colon(self) -> str:
        """A colon as the language writes it: French puts a space before it."""
        return self.say(Text(" : ", ": "))
