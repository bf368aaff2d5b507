"""A session of the arbitration committee: its dossiers, what earlier decisions became, where the charter stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Audit
from ea_repo.answer.decided_requests import Decisions
from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.check.acceptance import Derogation

MINUTES = 15
"""How long a request is talked about."""
SOON = 90
"""In how many days a derogation is about to end."""


@dataclass(frozen=True)
class Session:
    """What a committee sits with: the dossiers in their order."""

    day: dt.date
    dossiers: tuple[Answer[RequestDossier], ...]
    decisions: Decisions
    audit: Audit
    derogations: tuple[Derogation, ...]
    """In the order in which it takes them up."""
