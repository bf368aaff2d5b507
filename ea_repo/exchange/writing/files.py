"""The files that an import writes: a folder for its source, and changes where others keep what came from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ea_repo.exchange.inventory import Attachment
from ea_repo.exchange.merge.memory import NAME
from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.writing.editing import Changes, changed, new_file
from ea_repo.finding import Text
from ea_repo.system import reason

_NOT_UTF8 = Text("ce fichier n'est pas en UTF-8 : corrigez-le d'abord", "this file is not in UTF-8: mend it first")


def files_of(plan: Plan, root: Path | None) -> dict[str, bytes | None]:
    """The files to write, by their paths in the workspace; None for those that have nothing left in them.

    Raises Unreadable where one of the files that are there cannot be changed.
    """
    by_file: dict[str, Changes] = {}
    for edit in plan.edits:
        if edit.file:
            by_file.setdefault(edit.file, Changes()).edits.append(edit)
        else:
            _add(by_file, plan.source, edit.kind, edit.id, edit.fields)
    for removal in plan.removals:
        by_file.setdefault(removal.file, Changes()).removals.append(removal)
    for added in plan.added:
        _add(by_file, plan.source, added.kind, added.id, added.fields)
    contents: dict[str, bytes | None] = {}
    for file, changes in by_file.items():
        text = _text(root, file)
        new = new_file(changes.added) if text is None else changed(file, text, changes)
        contents[file] = new.encode("utf-8", "replace") if new.strip() else None
    if not plan.inventory.own:
        contents[f"model/{plan.source}/{NAME}"] = plan.memory.as_json().encode("utf-8", "replace")
    for attachment in plan.inventory.attachments:
        if (name := _safe(attachment)) is not None:
            contents[f"model/{plan.source}/{name}"] = attachment.data
    return contents


def _add(by_file: dict[str, Changes], source: str, kind: str, id: str, fields: Mapping[str, Any]) -> None:
    changes = by_file.setdefault(f"model/{source}/{kind}.yaml", Changes())
    changes.added.setdefault(kind, {})[id] = fields


def _text(root: Path | None, file: str) -> str | None:
    """The text of a file of the workspace, None where there is none."""
    if root is None or not (root / file).exists():
        return None
    try:
        return (root / file).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(_NOT_UTF8, Place(file)) from None
    except OSError as error:
        because = reason(error)
        raise Unreadable(Text(f"illisible : {because.fr}", f"unreadable: {because.en}"), Place(file)) from None


def _safe(attachment: Attachment) -> PurePosixPath | None:
    """Where a file that came inside a source is kept, below the folder of the source; None where that is nowhere."""
    path = PurePosixPath(attachment.name.replace("\\", "/"))
    parts = [part for part in path.parts if part not in ("/", ".", "..")]
    safe = parts == list(path.parts) and parts and not any(part.startswith(".") for part in parts)
    return path if safe and path.suffix.lower() not in (".yaml", ".yml", ".json") else None
