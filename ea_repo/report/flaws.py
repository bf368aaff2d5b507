"""What is wrong in what a workspace says to the program, a line for each."""

from __future__ import annotations

from ea_repo.finding import Finding, Lang
from ea_repo.report.words import SEVERITY


def line(flaw: Finding, lang: Lang) -> str:
    """The place, how serious it is, what it is."""
    return f"{flaw.at}: {SEVERITY[flaw.severity][0][lang]} {flaw.rule}: {flaw.message[lang]}"
