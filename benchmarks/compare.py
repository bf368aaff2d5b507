"""ea-repo beside other programs and bare traversals: the same systems, the same machine, one run.

The others are installed in an environment of their own (they need Python 3.12), kept in the user's cache folder.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import platformdirs

from ea_repo.impact.exchanges import Exchanges
from ea_repo.load import recall

HERE = Path(__file__).parent
OTHERS = ("etcion", "pyArchimate", "rustworkx", "networkx", "numpy", "scipy")
SIZES = (1_000, 10_000, 50_000)
LARGEST = 125_000
LIMIT = 600
"""How many seconds a process may take."""
Figures = dict[str, float]
HEADING = "## Beside other programs"
PROGRAMS = ("ea", "etcion", "pyArchimate")
ASKED = (("first reading", "load"), ("second reading", "reload"), ("one impact", "impact"))


def environment() -> str:
    """The Python of the others, installed when it is not there yet."""
    folder = platformdirs.user_cache_path("ea-repo", appauthor=False) / "benchmarks"
    python = folder / "bin" / "python"
    if not python.exists():
        found = _of_pyenv() or shutil.which("python3.12")
        if found is None:
            raise SystemExit("etcion needs Python 3.12, which is not on this machine")
        subprocess.run([found, "-m", "venv", folder], check=True)  # noqa: S603
        subprocess.run([python, "-m", "pip", "install", "--quiet", *OTHERS], check=True)  # noqa: S603
    return str(python)


def _of_pyenv() -> str | None:
    found = sorted(Path.home().glob(".pyenv/versions/3.12*/bin/python"))
    return str(found[-1]) if found else None


def told(*command: str | Path, **variables: str) -> Figures | None:
    """What a process measured, None where it took too long or could not."""
    try:
        done = subprocess.run(  # noqa: S603
            list(map(str, command)), capture_output=True, text=True, timeout=LIMIT, check=False,
            env=os.environ | variables,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(done.stderr[-600:], file=sys.stderr)  # noqa: T201
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def exchanged(system: Path, folder: Path) -> None:
    """Writes the applications and the exchanges of a system in what the others read, and whom to ask about."""
    exchanges = Exchanges.of(recall(system).graph)
    flows = list(exchanges.all())
    ends = sorted({each.giver for each in flows} | {each.taker for each in flows})
    with (folder / "system.xml").open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<model identifier="id-system" ')
        file.write('xmlns="http://www.opengroup.org/xsd/archimate/3.0/" ')
        file.write(
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<name xml:lang="en">system</name>\n<elements>\n'
        )
        for id in ends:
            file.write(f'<element identifier={quoteattr("id-" + id)} xsi:type="ApplicationComponent">')
            file.write(f'<name xml:lang="en">{id}</name></element>\n')
        file.write("</elements>\n<relationships>\n")
        for each in flows:
            file.write(f"<relationship identifier={quoteattr('id-' + each.id)} source={quoteattr('id-' + each.giver)} ")
            file.write(f'target={quoteattr("id-" + each.taker)} xsi:type="Flow"/>\n')
        file.write("</relationships>\n</model>\n")
    # Those of the middle: a hub touches everything, and many feed nobody.
    middle = [id for id in ends if 0 < len(exchanges.given(id)) < 200]
    asked = middle[:: max(1, len(middle) // 20)][:20]
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")


def measured(applications: int, python: str) -> dict[str, Figures | None]:
    """What each takes on a system of this size."""
    with tempfile.TemporaryDirectory() as name:
        folder, system = Path(name), Path(name) / "system"
        ea = [sys.executable, "-m", "ea_repo.cli.main", "demo", "-n", str(applications), "-o", str(system)]
        subprocess.run(ea, capture_output=True, check=True)  # noqa: S603
        kept = {"EA_CACHE_DIR": str(folder / "kept")}
        ours = HERE / "ours.py"
        found: Figures = {}
        for part in ("load", "ask", "audit"):
            if part == "ask":
                exchanged(system, folder)
            one = told(sys.executable, ours, part, system, folder / "asked.json", **kept) or {}
            found |= {f"{part} memory" if key == "memory" else key: value for key, value in one.items()}
        beside = {
            each: told(python, HERE / "peers.py", each, folder) for each in ("etcion", "pyArchimate", "traversals")
        }
        return {"ea": found, **beside}


def shown(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.2f} s" if value >= 1 else f"{1e3 * value:.{1 if value < 0.1 else 0}f} ms"


def held(memory: float | None) -> str:
    return "–" if memory is None else f"{memory:,.0f} MB"


def ratio(theirs: float | None, ours: float | None) -> str:
    return "–" if not theirs or not ours else f"{theirs / ours:.1f} ×"


def exponent(sizes: Sequence[float], times: Sequence[float | None]) -> str:
    """How a time grows: the slope of its logarithm against that of the size, by least squares."""
    known = [(math.log(size), math.log(time)) for size, time in zip(sizes, times, strict=True) if time]
    if len(known) < 2:
        return "–"
    mean_x, mean_y = (sum(each[axis] for each in known) / len(known) for axis in (0, 1))
    over = sum((x - mean_x) * (y - mean_y) for x, y in known)
    return f"{over / sum((x - mean_x) ** 2 for x, _ in known):.2f}"


def _beside(size: int, found: dict[str, Figures | None]) -> Iterator[str]:
    """The rows of one size."""
    ea, *others = (found[name] or {} for name in PROGRAMS)
    for what, key in ASKED:
        theirs = [each.get(key) for each in others]
        best = ratio(min((each for each in theirs if each), default=None), ea.get(key))
        yield f"| {size:,} | {what} | {' | '.join(map(shown, (ea.get(key), *theirs)))} | {best} |"
    yield f"| {size:,} | whole charter, text read before | {shown(ea.get('audit'))} | has none | has none | |"
    own = f"{held(ea.get('ask memory'))}, {held(ea.get('audit memory'))} with the charter"
    memory = " | ".join(held(each.get("memory")) for each in others)
    yield f"| {size:,} | memory to read again and ask | {own} | {memory} | |"


def lines(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """The section of the page."""
    python = environment()
    listed = [python, "-m", "pip", "list", "--format=freeze"]
    versions = subprocess.run(listed, capture_output=True, text=True, check=True)  # noqa: S603
    used = ", ".join(each for each in versions.stdout.split() if each.split("==")[0] in OTHERS)
    found = {size: measured(size, python) for size in sizes}
    elements = [(found[size]["ea"] or {}).get("elements", size) for size in sizes]
    yield from (
        HEADING,
        "",
        f"Systems of `ea demo`; {used}. etcion and pyArchimate read the applications and their exchanges only, from "
        "ArchiMate's exchange format; ea-repo reads the whole system (sites, data, processes, technologies, projects: "
        "eight elements an application), checks it, and answers more: who is lost, degraded or possibly so, by which "
        "chain, at which site. etcion's second reading is that of its own JSON; pyArchimate has only the one. "
        "pyArchimate has no impact: a walk over its relationships stands for it. Neither has a charter; their times "
        f"are those of one process each, – where it took more than {LIMIT // 60} minutes.",
        "",
        "| applications | what | ea-repo | etcion | pyArchimate | best of both / ea-repo |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    )
    for size in sizes:
        yield from _beside(size, found[size])
    yield from ("", "How each grows with the number of elements (fitted exponent: 1 is in proportion):", "")
    yield from ("| what | ea-repo | etcion | pyArchimate |", "| --- | ---: | ---: | ---: |")
    for what, key in (*ASKED, ("charter", "audit")):
        slopes = [exponent(elements, [(found[size][name] or {}).get(key) for size in sizes]) for name in PROGRAMS]
        yield f"| {what} | {' | '.join(slopes)} |"
    yield from (
        "",
        "All that an application feeds, with a shortest chain to each (`ea deps --direction out`), beside bare "
        "reachability over the same exchanges, in memory already; the CSR traversal is the limit:",
        "",
        "| nodes | ea-repo | networkx | lists of integers | rustworkx | CSR (scipy) | ea-repo / CSR |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for size in sizes:
        ea, bare = found[size]["ea"] or {}, found[size]["traversals"] or {}
        others = " | ".join(shown(bare.get(name)) for name in ("networkx", "lists", "rustworkx", "csr"))
        yield f"| {size:,} | {shown(ea.get('walk'))} | {others} | {ratio(ea.get('walk'), bare.get('csr'))} |"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "asked.json").write_text("[]", encoding="utf-8")
        bare = told(python, HERE / "peers.py", "large", folder) or {}
    others = " | ".join(shown(bare.get(name)) for name in ("networkx", "lists", "rustworkx", "csr"))
    yield f"| 1,000,000 | | {others} | |"
    yield from _a_million()


def _a_million() -> Iterator[str]:
    """What the largest system takes, each part in a process of its own, once."""
    with tempfile.TemporaryDirectory() as name:
        system, kept = Path(name) / "system", {"EA_CACHE_DIR": f"{name}/kept"}
        ea = [sys.executable, "-m", "ea_repo.cli.main", "demo", "-n", str(LARGEST), "-o", str(system)]
        subprocess.run(ea, capture_output=True, check=True)  # noqa: S603
        first, again = (told(sys.executable, HERE / "ours.py", "load", system, **kept) or {} for _ in range(2))
    yield from (
        "",
        f"{LARGEST:,} applications, {first.get('elements', 0):,.0f} elements:",
        "",
        "| what | time | memory |",
        "| --- | ---: | ---: |",
        f"| first reading, from the text | {shown(first.get('load'))} | {held(first.get('memory'))} |",
        f"| second reading, from its snapshot | {shown(again.get('load'))} | {held(again.get('memory'))} |",
    )


if __name__ == "__main__":
    print("\n".join(lines([int(each) for each in sys.argv[1:]] or SIZES)))  # noqa: T201
