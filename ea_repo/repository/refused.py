"""What an error says to whoever asked, be it at a terminal, in an editor or through an assistant."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

import ea_repo
from ea_repo.finding import Text

_PACKAGE = Path(ea_repo.__file__).parent


def refusal(error: Exception) -> Text | str | None:
    """The sentence of wrong use, or of a workspace that cannot be read; None where the error is a mistake of ours."""
    # Imported when something is refused, and not by every command.
    from ea_repo.check.baseline import BaselineUnreadable
    from ea_repo.load import WorkspaceUnreadable

    if isinstance(error, MemoryError):
        return Text("la mémoire ne suffit pas à cette question", "there is not enough memory for this question")
    message = getattr(error, "message", None)
    if isinstance(message, Text):
        return message
    return str(error) if isinstance(error, (WorkspaceUnreadable, BaselineUnreadable)) else None


def fault(error: Exception) -> Text:
    """What to say of a fault of ours: where it happened, and a number that is the same each time it happens there."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)] or list(frames)
    places = [f"{Path(frame.filename).name}:{frame.name}" for frame in own]
    kind = type(error).__name__
    number = hashlib.sha256("\n".join((kind, *places)).encode()).hexdigest()[:8]
    where = f"{kind}, {Path(own[-1].filename).name}:{own[-1].lineno}, ea {ea_repo.__version__}"
    return Text(
        f"ceci est un défaut de ea, et non de votre texte ; signalez-le sous le numéro {number} ({where})",
        f"this is a fault of ea, and not of your text; report it as number {number} ({where})",
    )
