"""Baselines: what was wrong when one began to look, so that only what is new or worse fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ea_repo.check.problems import finding
from ea_repo.finding import Finding, Position, Text

VERSION = 1
Naming = Callable[[str], str]
"""Gives the name that people know an element by."""


class BaselineUnreadable(ValueError):
    """A file that is no baseline."""


def write(findings: Iterable[Finding]) -> str:
    """The text of a baseline of these findings: their keys and offenders; accepted and illustrative ones stay out."""
    held = sorted(
        (each for each in findings if not each.illustrative and not each.accepted_by), key=lambda each: each.key
    )
    data = {"version": VERSION, "findings": [{"key": each.key, "offenders": sorted(each.offenders)} for each in held]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read(text: str, name: str) -> dict[str, frozenset[str]]:
    """The offenders that a baseline holds, by key; raises BaselineUnreadable, naming the file and what is wrong."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise BaselineUnreadable(f"{name}: version {data['version']}, expected {VERSION}")
        return {str(each["key"]): frozenset(map(str, each["offenders"])) for each in data["findings"]}
    except json.JSONDecodeError as error:
        raise BaselineUnreadable(f"{name}:{error.lineno}:{error.colno}: not a baseline ({error.msg})") from None
    except (KeyError, TypeError) as error:
        raise BaselineUnreadable(f"{name}:1:1: not a baseline ({error})") from None


def marked(findings: Iterable[Finding], held: Mapping[str, frozenset[str]], name: Naming) -> list[Finding]:
    """The findings, those that the baseline holds marked as known; one that got worse names whom it adds."""
    return [_marked(each, held, name) for each in findings]


def _marked(finding: Finding, held: Mapping[str, frozenset[str]], name: Naming) -> Finding:
    before = held.get(finding.key)
    if before is None:
        return finding
    newcomers = sorted(set(finding.offenders) - before)
    if not newcomers:
        return replace(finding, known=True)
    named = ", ".join(map(name, newcomers))
    worse = Text(f"Aggravé, avec en plus : {named}", f"Worsened, with in addition: {named}")
    return replace(finding, details=(*finding.details, worse))


def idle(findings: Iterable[Finding], held: Mapping[str, frozenset[str]], name: str) -> list[Finding]:
    """A remark for each line of the baseline that no finding answers any more."""
    present = {each.key for each in findings}
    return [finding("idle-baseline", Position(name), key, key=key) for key in sorted(held.keys() - present)]
