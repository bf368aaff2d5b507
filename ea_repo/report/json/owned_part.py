"""An owner's part of an audit for programs."""

from __future__ import annotations

from ea_repo.answer.owners import OwnedPart, real
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.values import dumped

VERSION = 1


def write(part: OwnedPart) -> str:
    """The part as one JSON object."""
    return dumped(
        {
            "version": VERSION,
            "date": part.audit.situation.date.isoformat(),
            "workspace": part.audit.situation.workspace,
            "by": part.by,
            "owner": part.owner,
            "findings": list(map(finding_data, real(part.audit))),
        }
    )
