"""What the loss of some elements does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ea_repo.impact.impact import Impact
from ea_repo.impact.unread_relations import UnreadRelation
from ea_repo.impact.whom_to_call import Call, Concern
from ea_repo.semantics.contacts import Contact
from ea_repo.semantics.holders import used_without_holder


@dataclass(frozen=True)
class ImpactStudy:
    """What a loss does, whom to tell of it, and which facts the workspace holds in full.

    `calls`: those who use what is touched; `treatments` and `data`: what the register of processing activities says of
    what is touched, and the data that it handles or keeps. `concerned`: what uses, stands under or is supplied by what
    is lost, and loses nothing. `unread`: the relations of what is lost, perhaps or for certain, that no loss reads.
    """

    impact: Impact
    told: tuple[Contact, ...]
    concerned: tuple[str, ...]
    complete: Mapping[str, bool]
    calls: tuple[Call, ...] = ()
    treatments: tuple[Concern, ...] = ()
    data: tuple[Concern, ...] = ()
    unread: tuple[UnreadRelation, ...] = ()
    left_out: int = 0
    """Elements outside the scope asked for."""

    @cached_property
    def without_holder(self) -> tuple[str, ...]:
        """The data in use of which no holder was known before the loss."""
        return self.impact.graph.once(used_without_holder)
