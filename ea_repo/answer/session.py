"""A session of the arbitration committee: its dossiers, what earlier decisions became, where the charter stands."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Audit
from ea_repo.answer.decided_requests import Decisions
from ea_repo.answer.request_dossier import RequestDossier

MINUTES = 15
"""How long a request is talked about."""


@dataclass(frozen=True)
class Session:
    """What a committee sits with: the dossiers in their order."""

    dossiers: tuple[Answer[RequestDossier], ...]
    decisions: Decisions
    audit: Audit
    ending: tuple[tuple[str, str, str], ...]
    """The derogations that are granted: id, name, last day."""
