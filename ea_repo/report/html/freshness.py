"""How much of what each owner answers for is to be verified, as the committee's page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.trust import Trust
from ea_repo.finding import Lang
from ea_repo.report.trust_words import share_of


@dataclass(frozen=True)
class Share:
    """What an owner has to verify; `name` is empty for what nobody is recorded for."""

    name: str
    stale: int
    elements: int
    percent: str


def shares(trust: Trust, lang: Lang) -> tuple[Share, ...]:
    """The owners who have something to verify: the most first, what nobody answers for last."""
    stale = trust.stale
    return tuple(
        Share(
            "" if share.owner is None else stale.names[share.owner],
            share.stale,
            share.elements,
            share_of(share, lang),
        )
        for share in stale.owners
        if share.stale
    )
