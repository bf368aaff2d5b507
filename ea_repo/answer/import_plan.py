"""What an import would do to a workspace, or did, with the account of all that its source says."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.writing.swap import Listing


@dataclass(frozen=True)
class ImportPlan:
    """A plan, for which workspace, and whether it is carried out."""

    workspace: str
    plan: Plan
    seen: Listing | None = None
    """How the model stood when the plan was made; None where there is none yet."""
    strict: bool = False
    """Whether nothing may be written where anything is rejected."""
    written: bool = False

    @property
    def refused(self) -> bool:
        """Whether it may not be written, for what it would leave aside."""
        return self.strict and bool(self.plan.rejected)

    @property
    def fails(self) -> bool:
        """Whether somebody must look: a conflict that nobody has solved, or a refusal."""
        return self.refused or bool(self.plan.unsolved)
