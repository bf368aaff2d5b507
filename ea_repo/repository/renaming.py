"""An element gets another id, wherever it is referred to: model, rules, maps, derogations, requests, change files."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ea_repo.answer.answer import Answer
from ea_repo.answer.renaming import Renaming
from ea_repo.exchange.merge.memory import NAME
from ea_repo.exchange.writing.renaming import Refers, Renamed, elsewhere, in_memory, in_model, renamed
from ea_repo.exchange.writing.swap import MODEL, Meanwhile, listing, replace_files
from ea_repo.finding import Position, Text, Wrong
from ea_repo.load import FILE
from ea_repo.load.files import leads_outside
from ea_repo.load.limits import Limits
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.link import ID_PATTERN
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.write import change, explaining

_FOLDERS = (MODEL, "rules", "cartography", "requests", "scenarios")
_YAML = (".yaml", ".yml")


class NotRenamed(Wrong):
    """An id that is not replaced: why, in a sentence; everything is as it was."""


def rename(opened: OpenWorkspace, old: str, new: str) -> Answer[Renaming]:
    """Replaces the id of an element by another, in every file of the workspace.

    The model changes in one step, the other files after it: where it was stopped in between, the same command ends it.
    Raises NotRenamed, UnknownName; then nothing is written.
    """
    graph = opened.workspace.graph
    seen = listing(opened.root / MODEL)
    texts = dict(texts_of_ids(opened.root, opened.workspace.settings.limits))
    changed = {file: (text, _renamed(opened, file, text, old, new)) for file, text in texts.items()}
    to_write = {file: result for file, (_, result) in changed.items() if result.times}
    require_new_id(opened, old, new, finishing=new in graph and old not in graph and bool(to_write))
    model = {file: result.text.encode() for file, result in to_write.items() if file.startswith(f"{MODEL}/")}
    with explaining(opened.root):
        try:
            if model:
                replace_files(opened.root, model, seen)
        except Meanwhile:
            fr = f"{MODEL}/ : quelqu'un vient d'y écrire ; rien n'est écrit, réessayez"
            raise NotRenamed(Text(fr, f"{MODEL}/: somebody has just written there; nothing is written")) from None
        for file in to_write.keys() - model.keys():
            # As it is now: somebody may have written there since it was read.
            change(opened.root / file, partial(_renamed_bytes, opened, file, old, new))
    mentions = [Position(file, line) for file, (_, result) in changed.items() for line in result.mentions]
    files = tuple(sorted((file, result.times) for file, result in to_write.items()))
    again = OpenWorkspace(opened.root, opened.at)
    return again.answer(Renaming(old, new, files, tuple(sorted(mentions))))


def require_new_id(opened: OpenWorkspace, old: str, new: str, *, finishing: bool = False) -> None:
    """Raises NotRenamed or UnknownName where an element may not have another id; one that is `finishing` may."""
    graph = opened.workspace.graph
    if finishing:
        return
    if old not in graph:
        raise UnknownName(Text("élément", "element"), old, graph)
    if not re.fullmatch(ID_PATTERN, new):
        fr = f"« {new} » n'est pas un identifiant : minuscules sans accent, chiffres et tirets, comme gestion-demandes"
        raise NotRenamed(Text(fr, f"“{new}” is no id: lower-case letters, digits and hyphens, as in request-desk"))
    if new in graph:
        raise NotRenamed(
            Text(f"« {new} » existe déjà ({opened.locate(new)})", f"“{new}” exists ({opened.locate(new)})")
        )
    file = graph.file(old)
    if not file.startswith(f"{MODEL}/"):
        fr = f"{file} : {old} n'est pas écrit dans {MODEL}/ ; à renommer là où il l'est"
        raise NotRenamed(Text(fr, f"{file}: {old} is not written in {MODEL}/; rename it where it is"))


def _renamed_bytes(opened: OpenWorkspace, file: str, old: str, new: str, before: bytes) -> bytes:
    return _renamed(opened, file, before.decode("utf-8"), old, new).text.encode()


def _renamed(opened: OpenWorkspace, file: str, text: str, old: str, new: str) -> Renamed:
    return renamed(text, old, new, refers_in(file, opened.vocabulary))


def refers_in(file: str, vocabulary: Vocabulary) -> Refers:
    """Which scalars of a file of a workspace are ids of elements, by what the file is."""
    in_its_folder = in_memory if file.endswith(f"/{NAME}") else in_model
    return (in_its_folder if file.startswith(f"{MODEL}/") else elsewhere)(vocabulary.kinds)


def texts_of_ids(root: Path, limits: Limits) -> Iterator[tuple[str, str]]:
    """The texts of a workspace where ids stand: its settings and its folders, but for what is not read of them."""
    in_folders = (path for name in _FOLDERS for path in sorted((root / name).rglob("*")))
    for path in (root / FILE, *in_folders):
        file = path.relative_to(root)
        is_text = path.suffix in _YAML or (file.parts[0] == MODEL and path.name == NAME)
        is_read = not any(part.startswith(".") for part in file.parts) and not leads_outside(root, path, limits)
        if is_text and path.is_file() and is_read:
            # What is no text is not read either.
            with contextlib.suppress(OSError, UnicodeDecodeError):
                yield file.as_posix(), path.read_bytes().decode("utf-8")
