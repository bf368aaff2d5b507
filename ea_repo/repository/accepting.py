"""Accepting a finding: the derogation that says until when, by whom, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ea_repo.answer.audit import WHOLE, Audit
from ea_repo.check import derogations
from ea_repo.finding import SHOWN_DIGITS, Finding, Text, Wrong
from ea_repo.load import DEROGATIONS
from ea_repo.load.files import own_file
from ea_repo.metamodel.dates import last_day
from ea_repo.repository import judging
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName, day_written
from ea_repo.typography import day as shown_day
from ea_repo.write import NotWritten, change

if TYPE_CHECKING:
    from ea_repo.check.charter import Charter

_LISTED = 10
"""How many findings are listed at the most, of those that a few digits may mean."""


class NotGranted(ValueError):
    """A derogation that its author may not grant."""

    def __init__(self, granter: str) -> None:
        self.message = Text(f"seul « {granter} » peut accorder cette dérogation", f"only “{granter}” may grant this")
        super().__init__(self.message.en)


class NoDerogation(Wrong):
    """A derogation that would not hold: it has ended already, or says no reason."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The derogation that was written, and the finding that it accepts."""

    id: str
    finding: Finding


def accept(opened: OpenWorkspace, fingerprint: str, until: str, by: str, reason: str) -> Accepted:
    """Writes the derogation that accepts a finding until a day."""
    judged = judging.audit(opened, WHOLE, None, lambda *_: None)
    finding = _named_by(fingerprint, judged, opened.charter)
    actors = opened.graph.of("actor")
    if by not in actors:
        raise UnknownName(Text("acteur", "actor"), by, actors)
    granter = opened.charter.granter(finding.rule)
    if granter is not None and by != granter:
        raise NotGranted(granter)
    until = day_written(until)
    _must_hold(until, reason, opened.when.date)
    id = ""

    def with_it(before: bytes) -> bytes:
        nonlocal id
        text = _text_of(DEROGATIONS, before)
        id, text = derogations.added(text, finding, opened.graph, until, by, reason, opened.when.date)
        return text.encode("utf-8")

    change(own_file(opened.root, DEROGATIONS, opened.workspace.settings.limits), with_it)
    return Accepted(id, finding)


def _named_by(fingerprint: str, judged: Audit, charter: Charter) -> Finding:
    """The finding of a fingerprint, or of its first digits; raises UnknownName, NoDerogation for too few of them."""
    findings = (finding for finding in judged.findings if finding.rule in charter.rules)
    known = {finding.fingerprint: finding for finding in findings if not finding.illustrative}
    named = [finding for print, finding in known.items() if fingerprint and print.startswith(fingerprint)]
    if not named:
        raise UnknownName(Text("écart", "finding"), fingerprint, known)
    if len(named) > 1 or len(fingerprint) < SHOWN_DIGITS:
        raise NoDerogation(_which(fingerprint, named))
    return named[0]


def _which(digits: str, named: Sequence[Finding]) -> Text:
    """That some digits do not say which finding is meant, with those that begin so."""
    fr, en = (
        "\n".join(f"  {finding.fingerprint}  {finding.rule}  {finding.sentence[lang]}" for finding in named[:_LISTED])
        for lang in ("fr", "en")
    )
    if (more := len(named) - _LISTED) > 0:
        fr, en = f"{fr}\n  et {more} autres", f"{en}\n  and {more} more"
    several = len(named) > 1
    return Text(
        f"« {digits} » : {len(named)} écart{'s commencent' if several else ' commence'} ainsi ; donnez plus de "
        f"chiffres, {SHOWN_DIGITS} au moins :\n{fr}",
        f"“{digits}”: {len(named)} finding{'s begin' if several else ' begins'} so; give more digits, "
        f"{SHOWN_DIGITS} at the least:\n{en}",
    )


def _text_of(file: str, data: bytes) -> str:
    """The text of a file; raises NotWritten for one that is not UTF-8, to which nothing is added."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        french = f"{file} : rien n'est écrit, ce fichier n'est pas en UTF-8 ; enregistrez-le ainsi"
        raise NotWritten(Text(french, f"{file}: nothing is written, it is not in UTF-8; save it so")) from None


def _must_hold(until: str, reason: str, day: dt.date) -> None:
    """Raises NoDerogation for what the next audit would refuse."""
    if not reason.strip():
        raise NoDerogation(
            Text(
                "dites pourquoi (--reason) : une dérogation sans motif ne vaut rien",
                "say why (--reason): a derogation without one is void",
            )
        )
    if last_day(until) < day:
        raise NoDerogation(
            Text(
                f"--until {shown_day(until, 'fr')} est déjà passé au {shown_day(day.isoformat(), 'fr')} : cette "
                "dérogation n'accepterait rien",
                f"--until {until} has passed already on {day}: this derogation would accept nothing",
            )
        )
