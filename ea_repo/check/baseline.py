"""Baselines: what was wrong when one began to look, so that only what is new or worse fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ea_repo.check.problems import finding as problem
from ea_repo.finding import Finding, Position, Text, Wrong

VERSION = 1
Naming = Callable[[str], str]
"""Gives the name that people know an element by."""


class BaselineUnreadable(Wrong):
    """A file that is no baseline."""

    @classmethod
    def at(cls, place: str, why: str) -> BaselineUnreadable:
        return cls(Text(f"{place} : ce n'est pas une référence ({why})", f"{place}: not a baseline ({why})"))


def write(findings: Iterable[Finding]) -> str:
    """The text of a baseline of these findings: their keys and offenders; accepted and illustrative ones stay out."""
    real = (finding for finding in findings if not finding.illustrative and not finding.accepted_by)
    entries = [
        {"key": finding.key, "offenders": sorted(finding.offenders)}
        for finding in sorted(real, key=lambda finding: finding.key)
    ]
    data = {"version": VERSION, "findings": entries}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read(text: str, name: str) -> dict[str, frozenset[str]]:
    """The offenders that a baseline holds, by key; raises BaselineUnreadable, naming the file and what is wrong."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            version = data["version"]
            french = f"{name} : version {version}, attendu {VERSION}"
            raise BaselineUnreadable(Text(french, f"{name}: version {version}, expected {VERSION}"))
        return {str(entry["key"]): frozenset(map(str, entry["offenders"])) for entry in data["findings"]}
    except json.JSONDecodeError as error:
        raise BaselineUnreadable.at(f"{name}:{error.lineno}:{error.colno}", error.msg) from None
    except (KeyError, TypeError) as error:
        raise BaselineUnreadable.at(f"{name}:1:1", str(error)) from None


def marked(findings: Iterable[Finding], held: Mapping[str, frozenset[str]], name: Naming) -> list[Finding]:
    """The findings, those that the baseline holds marked as known; one that got worse names whom it adds."""
    return [_marked(finding, held, name) for finding in findings]


def _marked(finding: Finding, held: Mapping[str, frozenset[str]], name: Naming) -> Finding:
    before = held.get(finding.key)
    if before is None:
        return finding
    newcomers = sorted(set(finding.offenders) - before)
    if not newcomers:
        return replace(finding, known=True)
    named = ", ".join(map(name, newcomers))
    worse = Text(f"Aggravé, avec en plus : {named}", f"Worsened, with in addition: {named}")
    return replace(finding, details=(*finding.details, worse), worse=(*finding.worse, worse))


def idle(findings: Iterable[Finding], held: Mapping[str, frozenset[str]], name: str) -> list[Finding]:
    """A remark for each line of the baseline that no finding answers any more."""
    present = {finding.key for finding in findings}
    return [problem("idle-baseline", Position(name), key, key=key) for key in sorted(held.keys() - present)]
