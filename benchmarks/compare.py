"""ea-repo beside other programs and bare traversals: the same systems, the same machine, one run.

The others are installed in an environment of their own (they need Python 3.12), kept in the user's cache folder.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from exported import exported

from ea_repo.load import recall
from ea_repo.semantics.exchanges import Exchanges

HERE = Path(__file__).parent
OTHERS = ("etcion", "pyArchimate", "rustworkx", "networkx", "numpy", "scipy")
SIZES = (1_000, 10_000, 50_000)
LARGEST = 125_000
LIMIT = 360
"""How many seconds a process may take; a walk of pyArchimate, which never comes to its end, is given less."""
WALK = 120
REPEATS = 5
ONCE = 20
"""From how many seconds on the others are asked once."""
BOUNDS = {
    7_370: ("4 s", "0.4 s", "10 ms", "2 s", "400 MB"),
    36_850: ("–", "2 s", "50 ms", "10 s", "2,000 MB"),
}
"""By the number of applications that makes 60,000 and 300,000 elements."""
Figures = dict[str, float]
HEADING = "## Beside other programs"
VIEW = """
title: {fr: Tout, en: Everything}
question: {fr: "Qui échange avec qui ?", en: "Who exchanges with whom?"}
show: {kind: application, in_service: true}
label: [name]
arrows: [{flows: {in_service: true}, verb: {fr: transmet à, en: sends to}}]
most: 200
empty: {fr: "Rien.", en: "Nothing."}
"""
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


def told(*command: str | Path, limit: int = LIMIT, **variables: str) -> Figures | None:
    """What a process measured, None where it took too long or could not."""
    try:
        done = subprocess.run(  # noqa: S603
            list(map(str, command)), capture_output=True, text=True, timeout=limit, check=False,
            env=os.environ | variables,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        # What it measured before counts.
        return json.loads((late.stdout or b"{}").splitlines()[-1]) if late.stdout else None
    if done.returncode:
        print(done.stderr[-600:], file=sys.stderr)  # noqa: T201
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def exchanged(system: Path, folder: Path) -> None:
    """Writes a system in what the others read, its exchanges as bare pairs, and whom to ask about."""
    graph = recall(system).graph
    exported(graph, folder / "system.xml")
    exchanges = Exchanges.in_service(graph)
    pairs = [(each.giver, each.taker) for each in exchanges.all()]
    ends = sorted({end for pair in pairs for end in pair})
    # Those of the middle: a hub touches everything, and many feed nobody.
    middle = [id for id in ends if 0 < len(exchanges.given(id)) < 200]
    asked = middle[:: max(1, len(middle) // 20)][:20]
    (folder / "asked.json").write_text(json.dumps({"asked": asked, "pairs": pairs}), encoding="utf-8")


def repeated(*command: str | Path, fresh: Path | None = None, **variables: str) -> Figures:
    """The medians of what a process measures several times, with an empty cache each time where a folder is given."""
    found: list[Figures] = []
    for number in range(REPEATS):
        own = {"EA_CACHE_DIR": f"{fresh}-{number}"} if fresh else {}
        found.append(told(*command, **(variables | own)) or {})
        if fresh:
            shutil.rmtree(f"{fresh}-{number}", ignore_errors=True)
    return {key: statistics.median(each[key] for each in found if key in each) for key in found[0]}


def measured(applications: int, python: str) -> dict[str, Figures | None]:
    """What each takes on a system of this size."""
    with tempfile.TemporaryDirectory() as name:
        found: dict[str, Figures | None] = {"ea": own(applications, Path(name))}
        for each in ("etcion", "pyArchimate", "traversals"):
            limit = WALK if each == "pyArchimate" else LIMIT
            found[each] = told(python, HERE / "peers.py", each, name, limit=limit)
        return found


def own(applications: int, folder: Path) -> Figures:
    """What ea-repo takes on a system of this size, made in a folder with what the others read of it."""
    system, ours, kept = folder / "system", HERE / "ours.py", {"EA_CACHE_DIR": str(folder / "kept")}
    ea = [sys.executable, "-m", "ea_repo.cli.main", "demo", "-n", str(applications), "-o", str(system)]
    subprocess.run(ea, capture_output=True, check=True)  # noqa: S603
    found = named("load", repeated(sys.executable, ours, "load", system, fresh=folder / "empty"))
    told(sys.executable, ours, "load", system, **kept)
    with changed_environment(kept):
        exchanged(system, folder)
    for part in ("ask", "audit"):
        found |= named(part, repeated(sys.executable, ours, part, system, folder / "asked.json", **kept))
    return found


def bounds() -> Iterator[str]:
    """What was asked of the product, beside what it takes."""
    yield from (
        f"Systems of `ea demo` of the sizes for which bounds are set, each part in a process of its own, medians of "
        f"{REPEATS}. The memory is the most of any part, that of two processes added up though they share what was "
        "read.",
        "",
        "| elements | first reading | second reading | one impact | whole charter | memory | planted, missed, beside |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for applications, wanted in BOUNDS.items():
        with tempfile.TemporaryDirectory() as name:
            ea = own(applications, Path(name))
        memory = max(ea[f"{part} memory"] for part in ("load", "ask", "audit"))
        times = [shown(ea[key]) for key in ("load", "reload", "impact", "audit")]
        yield f"| {ea['elements']:,.0f} | {' | '.join(times)} | {held(memory)} | {found_all(ea)} |"
        yield f"| at most | {' | '.join(wanted)} | |"


def named(part: str, figures: Figures) -> Figures:
    """The figures of a part, its memory told apart from that of the others."""
    return {f"{part} memory" if key == "memory" else key: value for key, value in figures.items()}


@contextmanager
def changed_environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


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


def found_all(ea: Figures) -> str:
    """How many violations were planted, how many the audit missed, and what else it found."""
    return ", ".join(f"{ea.get(key, math.nan):,.0f}" for key in ("planted", "missed", "else"))


def _beside(size: int, found: dict[str, Figures | None]) -> Iterator[str]:
    """The rows of one size."""
    ea, *others = (found[name] or {} for name in PROGRAMS)
    for what, key in ASKED:
        theirs = [each.get(key) for each in others]
        best = ratio(min((each for each in theirs if each), default=None), ea.get(key))
        yield f"| {size:,} | {what} | {' | '.join(map(shown, (ea.get(key), *theirs)))} | {best} |"
    yield f"| {size:,} | whole charter, text read before | {shown(ea.get('audit'))} | has none | has none | |"
    yield f"| {size:,} | violations planted, missed, found beside | {found_all(ea)} | | | |"
    own = f"{held(ea.get('ask memory'))}, {held(ea.get('audit memory'))} with the charter"
    memory = " | ".join(held(each.get("memory")) for each in others)
    yield f"| {size:,} | memory to read again and ask | {own} | {memory} | |"
    yield f"| {size:,} | memory of a first reading | {held(ea.get('load memory'))} | | | |"


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
        f"Systems of `ea demo` (eight elements an application), {used}. The others read all of it that ArchiMate's "
        "exchange format holds: elements, links and flows as relationships, fields as properties. ea-repo also checks "
        "what it reads, and answers more: who is lost, degraded or possibly so, by which chain, at which site. "
        "etcion's second reading is that of its own JSON; pyArchimate has only the one, and no impact: a walk over its "
        f"relationships stands for it. Neither has a charter. Medians of {REPEATS}, in one run; of the others, the one "
        f"time of what takes more than {ONCE} seconds, – where it took more than {WALK // 60} minutes (etcion: "
        f"{LIMIT // 60}). The "
        "memory of ea-repo is that of its two processes added up, though they share what was read.",
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
        "What an application reaches by its exchanges (`ea deps --direction out`: each solution, how far, by which "
        "hop), beside bare reachability over the same exchanges, all in memory; the CSR traversal is the limit. Then "
        "the first such question of a process, and the whole answer, each element with the shortest chain to it:",
        "",
        "| applications | ea-repo | networkx | lists of integers | rustworkx | CSR (scipy) | ea-repo / CSR "
        "| the first | every chain |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for size in sizes:
        ea, bare = found[size]["ea"] or {}, found[size]["traversals"] or {}
        others = " | ".join(shown(bare.get(name)) for name in ("networkx", "lists", "rustworkx", "csr"))
        more = f"{shown(ea.get('first walk'))} | {shown(ea.get('told'))}"
        yield f"| {size:,} | {shown(ea.get('walk'))} | {others} | {ratio(ea.get('walk'), bare.get('csr'))} | {more} |"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "asked.json").write_text('{"asked": [], "pairs": []}', encoding="utf-8")
        bare = told(python, HERE / "peers.py", "large", folder) or {}
    others = " | ".join(shown(bare.get(name)) for name in ("networkx", "lists", "rustworkx", "csr"))
    yield f"| 1,000,000 nodes | | {others} | | | |"
    yield from _one_map(python)
    yield from _a_million()


def _one_map(python: str) -> Iterator[str]:
    """A map of a hundred applications and all their flows, in processes that have read the system."""
    with tempfile.TemporaryDirectory() as name:
        system = Path(name) / "system"
        ea = [sys.executable, "-m", "ea_repo.cli.main", "demo", "-n", "103", "-o", str(system)]
        subprocess.run(ea, capture_output=True, check=True)  # noqa: S603
        (system / "cartography").mkdir(exist_ok=True)
        (system / "cartography" / "everything.yaml").write_text(VIEW, encoding="utf-8")
        ours = repeated(sys.executable, HERE / "ours.py", "map", system, name)
        theirs = told(python, HERE / "peers.py", "map", name) or {}
    yield from (
        "",
        f"A map of {ours.get('boxes', 0):.0f} applications and {ours.get('arrows', 0):.0f} arrows, as SVG. ea-repo has "
        "Graphviz place it, and puts its names, legend and links on it; Graphviz alone on the same text is the limit. "
        "pyArchimate puts the boxes on a grid, with straight lines through them: another work, told for what it is. "
        "etcion draws nothing.",
        "",
        "| ea-repo | Graphviz alone | ea-repo / Graphviz | pyArchimate, on a grid |",
        "| ---: | ---: | ---: | ---: |",
        f"| {shown(ours.get('map'))} | {shown(ours.get('graphviz'))} "
        f"| {ratio(ours.get('map'), ours.get('graphviz'))} | {shown(theirs.get('map'))} |",
    )


def _a_million() -> Iterator[str]:
    """What the largest system takes, each part in a process of its own, once."""
    with tempfile.TemporaryDirectory() as name:
        system, kept = Path(name) / "system", {"EA_CACHE_DIR": f"{name}/kept"}
        ea = [sys.executable, "-m", "ea_repo.cli.main", "demo", "-n", str(LARGEST), "-o", str(system)]
        subprocess.run(ea, capture_output=True, check=True)  # noqa: S603
        parts = ("load", "load", "audit")
        first, again, audit = (told(sys.executable, HERE / "ours.py", each, system, **kept) or {} for each in parts)
    yield from (
        "",
        f"{LARGEST:,} applications, {first.get('elements', 0):,.0f} elements:",
        "",
        "| what | time | memory |",
        "| --- | ---: | ---: |",
        f"| first reading, from the text | {shown(first.get('load'))} | {held(first.get('memory'))} |",
        f"| second reading, from its snapshot | {shown(again.get('load'))} | {held(again.get('memory'))} |",
        f"| whole charter, violations planted, missed, found beside: {found_all(audit)} | {shown(audit.get('audit'))} "
        f"| {held(audit.get('memory'))} |",
    )


if __name__ == "__main__":
    print("\n".join(lines([int(each) for each in sys.argv[1:]] or SIZES)))  # noqa: T201
