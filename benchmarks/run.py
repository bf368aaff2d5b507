"""Measures ea-repo, alone and beside other programs, and writes the figures to benchmarks/RESULTS.md.

`python benchmarks/run.py` measures every part (`make bench`); `run.py figures`, `compare`, `edits`, `serve` … only the
parts that are named, and the others stay on the page as they were. `--tiny` does the whole work on very small systems,
in seconds: its figures mean nothing, but it shows that every part runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import answers  # noqa: E402
import compare  # noqa: E402
import edits  # noqa: E402
import figures  # noqa: E402
import imports  # noqa: E402
import maps  # noqa: E402
import portal  # noqa: E402
import serve  # noqa: E402
import shared  # noqa: E402
import similar  # noqa: E402
import two_states  # noqa: E402
import writing  # noqa: E402
from scale import FULL, TINY, Scale  # noqa: E402

PARTS: dict[str, Callable[[Scale], Iterator[str]]] = {
    "figures": figures.lines,
    "compare": compare.lines,
    "edits": edits.lines,
    "imports": imports.lines,
    "shared": shared.lines,
    "answers": answers.lines,
    "states": two_states.lines,
    "similar": similar.lines,
    "maps": maps.lines,
    "site": portal.lines,
    "serve": serve.lines,
    "written": writing.lines,
}
"""The parts of the page, in their order."""
HEADINGS = {
    "compare": compare.HEADING,
    "edits": edits.HEADING,
    "imports": imports.HEADING,
    "shared": shared.HEADING,
    "answers": answers.HEADING,
    "states": two_states.HEADING,
    "similar": similar.HEADING,
    "maps": maps.HEADING,
    "site": portal.HEADING,
    "serve": serve.HEADING,
    "written": writing.HEADING,
}
"""With which a part begins; the first one begins the page."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="part", help=f"one of {', '.join(PARTS)}; all by default")
    asked.add_argument("--tiny", action="store_true", help="very small systems, to see that every part runs")
    asked.add_argument("--page", type=Path, default=ROOT / "benchmarks" / "RESULTS.md", help="the page to write")
    words = asked.parse_args()
    for part in words.parts:
        if part not in PARTS:
            asked.error(f"{part}: no such part; there are {', '.join(PARTS)}")
    sections = split(words.page.read_text(encoding="utf-8") if words.page.exists() else "")
    for part in words.parts or PARTS:
        sections[part] = "\n".join(PARTS[part](TINY if words.tiny else FULL))
    page = "\n\n".join(section.strip() for section in sections.values() if section.strip()) + "\n"
    words.page.write_text(page, encoding="utf-8")
    print(page)  # noqa: T201


def split(page: str) -> dict[str, str]:
    """The page cut before each heading, by part; nothing for those that it has not."""
    sections: dict[str, str] = {}
    for part in reversed(HEADINGS):
        page, heading, text = page.partition(HEADINGS[part])
        sections[part] = heading + text
    return {part: sections.get(part, page) for part in PARTS}


if __name__ == "__main__":
    main()
