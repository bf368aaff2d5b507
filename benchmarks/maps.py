"""Every map on A3: how large its texts are printed, on how many sheets, in which time and memory.

`python benchmarks/maps.py FOLDER` prints which maps of a workspace there are, `maps.py FOLDER VIEW [ID]` measures one,
in a process of its own.
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scale import Scale  # noqa: E402
from systems import generated  # noqa: E402

HEADING = "## Maps"
_PAPER = "A3"
_MOST_SECONDS, _MOST_MEMORY = 20, 1_000


@dataclass(frozen=True)
class Measured:
    """A map: how large its texts are on one sheet and on its sheets, in points, and what drawing it took."""

    view: str
    boxes: int
    on_one: float
    points: float
    sheets: int
    memory: float
    seconds: float

    @property
    def row(self) -> str:
        return (
            f"| {self.view} | {self.boxes:,} | {self.on_one:.1f} | {self.points:.1f} | {self.sheets} "
            f"| {self.seconds:.1f} | {self.memory:.0f} |"
        )


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page, line by line."""
    yield HEADING
    yield ""
    yield f"`python benchmarks/run.py maps`: every map that shows something, as a PDF on {_PAPER}; one run each, in a"
    yield "process of its own that also reads the workspace. A map around an element is drawn around the"
    yield "application with the most flows. Points: the median of all texts in boxes, if the whole map were on one"
    yield "sheet, and on the sheets that are printed (there are several where a name would be smaller than 7)."
    yield f"Memory: the most that this process, or Graphviz, holds. The bounds are {_MOST_SECONDS} s a sheet and"
    yield f"{_MOST_MEMORY:,} MB."
    yield from _system("AP-HP", ROOT, scale.drawn_views)
    for applications in scale.drawn:
        with generated(applications) as folder:
            yield from _system(f"{applications:,} applications, made up", folder / "system", scale.drawn_views)


def _system(name: str, folder: Path, most: int) -> Iterator[str]:
    """The maps of a system, at most so many."""
    yield ""
    yield f"| {name} | boxes | points on one sheet | points | sheets | seconds | MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    questions: list[list[str]] = _printed(str(folder))
    measured = [found for view, *focus in questions[:most] if (found := _measured(folder, view, focus))]
    yield from (found.row for found in measured)
    slow = [found.view for found in measured if found.seconds > _MOST_SECONDS * found.sheets]
    large = [found.view for found in measured if found.memory > _MOST_MEMORY]
    yield ""
    yield f"Slower than a sheet may take: {', '.join(slow) or 'none'}. Larger: {', '.join(large) or 'none'}."


def _questions(folder: Path) -> list[list[str]]:
    """Every view that is no table, around the application with the most flows where it needs one."""
    from ea_repo.repository import Repository

    repository = Repository(folder)
    graph = repository.graph
    ends = Counter(
        end for flow in graph.of("flow") for name in ("source", "target") for end in graph.targets(flow, name)
    )
    busiest = max(sorted(ends), key=lambda application: ends[application])
    views = {question.view: question.focus for question in repository.every_map()}
    drawn = (view for view in views if repository.cartography.views[view].point.form != "table")
    return [[view, busiest] if views[view] else [view] for view in drawn]


def _measured(folder: Path, view: str, focus: list[str]) -> Measured | None:
    """The figures of a map; None of one that shows nothing."""
    start = time.perf_counter()
    found: dict[str, Any] = _printed(str(folder), view, *focus)
    return Measured(" ".join((view, *focus)), **found, seconds=time.perf_counter() - start) if found else None


def _printed(*words: str) -> Any:
    """What this script prints in a process of its own."""
    command = [sys.executable, __file__, *words]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603


def _most_memory() -> float:
    """The most memory that this process, or one that it started, has held, in MB.

    What a process held when it started another counts as that one's too, so that its own is read elsewhere (Linux).
    """
    own = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"), re.MULTILINE)
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own[1]) if own else 0, started) / 1024


def _draw(folder: Path, view: str, focus: tuple[str, ...]) -> dict[str, float]:
    """Draws a map on its sheets, as `ea draw` does; what there is on them."""
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.map import Map, MapQuestion
    from ea_repo.draw.paper import PAPERS
    from ea_repo.draw.pdf import as_pdf
    from ea_repo.draw.sheets import sheets
    from ea_repo.report.map import diagram
    from ea_repo.repository import Repository

    answer = Repository(folder).draw(MapQuestion(view, focus))
    if not isinstance(answer.content, Map):
        return {}
    drawn = diagram(Answer(answer.situation, answer.content), "en")
    if drawn.empty:
        return {}
    whole, *others = sheets(drawn, answer.content.style, PAPERS[_PAPER])
    as_pdf([whole, *others], answer.content.style)
    sizes = [box.size * whole.scale for box in drawn.boxes if box.label]
    printed = [box.size * sheet.scale for sheet in others for box in sheet.drawing.diagram.boxes if box.label]
    return {
        "boxes": len(drawn.boxes),
        "on_one": statistics.median(sizes),
        "points": statistics.median(printed or sizes),
        "sheets": 1 + len(others),
        "memory": _most_memory(),
    }


if __name__ == "__main__":
    workspace, asked = Path(sys.argv[1]), sys.argv[2:]
    figures = _draw(workspace, asked[0], tuple(asked[1:])) if asked else _questions(workspace)
    print(json.dumps(figures))  # noqa: T201
