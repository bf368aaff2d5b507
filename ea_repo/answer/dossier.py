"""Whether, when and how applications may be retired: the decommissioning dossier, and what is left after it."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.situation import Situation
from ea_repo.impact.leftovers import Left
from ea_repo.impact.retire import Retirement


@dataclass(frozen=True)
class Dossier:
    """A retirement and the situation in which it is looked at."""

    situation: Situation
    retirement: Retirement


@dataclass(frozen=True)
class Leftovers:
    """What is left of elements that should be off."""

    situation: Situation
    ids: tuple[str, ...]
    names: tuple[str, ...]
    left: tuple[Left, ...]
    of: tuple[str, ...]
    """The names of what each is left with."""
