"""Writing a derogation down, beside the rules that it lifts; what the file says already stays as it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable

from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph
from ea_repo.load.element_text import written
from ea_repo.load.yaml import parse
from ea_repo.select import SelectorError

_HEAD = "# What is allowed, by whom, until when and why; `ea accept` writes here.\nderogation:\n"


def added(
    before: str, finding: Finding, graph: Graph, until: str, by: str, reason: str, decided_on: dt.date
) -> tuple[str, str]:
    """The id of a new derogation and the text of the file with it, after those that are there, with its line ends.

    Raises SelectorError where the file is written in a way to which nothing can be added safely.
    """
    held = _held(before)
    id = _free_id(f"{finding.rule}-{finding.subject}", graph, held)
    fields = {
        "rule": finding.rule,
        "subjects": [finding.subject],
        "offenders": sorted(finding.offenders),
        "by": by,
        "decided_on": decided_on.isoformat(),
        "expires_on": until,
        "reason": reason,
    }
    lines = [f"  {id}:", *(f"    {name}: {written(value)}" for name, value in fields.items())]
    ends = "\r\n" if before.count("\r\n") == before.count("\n") > 0 else "\n"
    text = _with_lines(before.replace(ends, "\n"), lines).replace("\n", ends)
    wanted = {**held, id: {**fields}}
    if _held(text) != wanted:
        raise SelectorError(
            Text(
                f"rien ne peut être ajouté à rules/derogations.yaml tel qu'il est écrit ; ajoutez {id} à la main",
                f"nothing can be added to rules/derogations.yaml as it is written; add {id} by hand",
            )
        )
    return id, text


def _with_lines(before: str, lines: Iterable[str]) -> str:
    """The text with these lines at the end of its block `derogation:`, which is made where there is none."""
    if not before.strip():
        return _HEAD + "\n".join(lines) + "\n"
    marks = parse(before, marks=True).marks
    block = marks.get(("derogation",))
    if block is None:
        return before.rstrip("\n") + "\n\nderogation:\n" + "\n".join(lines) + "\n"
    following = sorted(line for path, (line, _) in marks.items() if len(path) == 1 and line > block[0])
    there = before.rstrip("\n").split("\n")
    place = following[0] - 1 if following else len(there)
    # What stands just above the next block, blank lines and comments, belongs to it.
    while place > block[0] and (not there[place - 1].strip() or there[place - 1].startswith("#")):
        place -= 1
    return "\n".join([*there[:place], *lines, *there[place:]]) + "\n"


def _held(text: str) -> dict[str, object]:
    value = parse(text).value
    held = value.get("derogation") if isinstance(value, dict) else None
    return held if isinstance(held, dict) else {}


def _free_id(wanted: str, graph: Graph, held: Container[str]) -> str:
    """An id that neither the model has, nor what was written in the file since the model was read."""
    base = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
    number = 1
    while (id := base if number == 1 else f"{base}-{number}") in graph or id in held:
        number += 1
    return id
