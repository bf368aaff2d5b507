"""What may be pushed: a text without errors. Every store relies on it: there, each link leads where it may."""

from __future__ import annotations

from ea_repo.load import Workspace
from ea_repo.store.error import StoreError

_SHOWN = 5


def require_pushable(workspace: Workspace) -> None:
    """Raises StoreError, with the first errors and their places, for a workspace whose text has any."""
    findings = (*workspace.settings.flaws, *workspace.findings)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        fr, en = (
            "".join(f"\n  {error.at}: {error.message[lang]}" for error in errors[:_SHOWN]) for lang in ("fr", "en")
        )
        more = len(errors) - _SHOWN
        if more > 0:
            fr, en = f"{fr}\n  et {more} de plus", f"{en}\n  and {more} more"
        raise StoreError(
            f"le texte a {len(errors)} erreur(s) : rien n'est envoyé{fr}",
            f"the text has {len(errors)} error(s): nothing is pushed{en}",
        )
