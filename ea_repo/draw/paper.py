"""Sheets of paper: how large they are, and at which size a map of a size is printed on one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Diagram

LEAST = 7.0
"""The size in points below which a text is not printed."""
MARGIN, FOOT = 24.0, 16.0
"""The room around a map on its sheet, and below it for a line that numbers the sheet."""
_LARGEST = 2.0
"""How much a small map is enlarged at the most."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A format of paper, in points, upright or lying; `width` and `height` are those of the whole sheet.

    `foot` is the height that is not the map's besides the margins, `least` the size of the smallest text.
    """

    name: str
    width: float
    height: float
    foot: float = FOOT
    least: float = LEAST

    @property
    def room(self) -> tuple[float, float]:
        """The width and the height that a map may take."""
        return self.width - 2 * MARGIN, self.height - 2 * MARGIN - self.foot

    @classmethod
    def around(cls, size: tuple[float, float]) -> Paper:
        """A sheet that is as large as a map of a size needs."""
        return cls(SCREEN, size[0] + 2 * MARGIN, size[1] + 2 * MARGIN + FOOT)

    @property
    def lying(self) -> Paper:
        return self if self.width > self.height else replace(self, width=self.height, height=self.width)

    def scale(self, size: tuple[float, float]) -> float:
        """By how much a map of a size is made smaller, or larger, to fill the sheet."""
        across, down = self.room
        return min(across / size[0], down / size[1], _LARGEST)

    def turned_for(self, size: tuple[float, float]) -> Paper:
        """The sheet upright or lying, whichever shows more of a map of a size."""
        return max(self, self.lying, key=lambda paper: paper.scale(size))


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 595, 842),
        Paper("A3", 842, 1191),
        Paper("A2", 1191, 1684),
        Paper("A1", 1684, 2384),
        Paper("A0", 2384, 3370),
    )
}
SCREEN = "screen"
"""The name of no paper at all: the map is one page of its own size."""
USUAL = "A3"


def least_scale(diagram: Diagram, paper: Paper) -> float:
    """The smallest scale at which every name on a map can be read; figures in narrow cells may be smaller."""
    sizes = [box.size for box in diagram.boxes if box.label and not box.narrow] or [10]
    return paper.least / min(*sizes, 9)
