"""Dossiers of decommissioning from a model in text."""

from __future__ import annotations

import datetime as dt

from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, decommissioning_dossier
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)


def dossier_of(written: str, *ids: str, **replacements: str) -> DecommissioningDossier:
    """The dossier of some elements, everywhere, on that day."""
    return decommissioning_dossier(graph_of(written), ids, DAY, (), {old: (new,) for old, new in replacements.items()})
