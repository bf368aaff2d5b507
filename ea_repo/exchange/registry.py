"""The formats, found by their folder, and the one that files are in, found by what they hold."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import cast

from ea_repo.exchange.format import Format, InColumns, Likeness
from ea_repo.exchange.inventory import NOT_OF_THIS_FORMAT, Inventory, Note
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File, gather
from ea_repo.finding import Text
from ea_repo.metamodel import Vocabulary


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name."""
    folder = importlib.import_module("ea_repo.exchange.formats")
    names = (info.name for info in pkgutil.iter_modules(folder.__path__))
    modules = [cast(Format, importlib.import_module(f"{folder.__name__}.{name}")) for name in names]
    found = {module.NAME: module for module in modules}
    return MappingProxyType(dict(sorted(found.items())))


def read(paths: Sequence[Path], name: str = "", vocabulary: Vocabulary | None = None) -> Inventory:
    """What these files and folders say, in the format of this name, else in the one that they look like.

    The vocabulary is that of the workspace where they come in. Raises Unreadable, and nothing else.
    """
    try:
        files = gather(paths)
        format, own = _named(name, files) if name else recognise(files)
        if vocabulary is not None and isinstance(format, InColumns):
            inventory = format.read_columns(own, vocabulary)
        else:
            inventory = format.read(own)
    except RecursionError:
        why = Text("ce contenu est emboîté trop profondément", "this content is nested too deep")
        raise Unreadable(why, Place(", ".join(map(str, paths)))) from None
    names = {file.name for file in own}
    passed_over = tuple(Note(file.at, _why_unread(file)) for file in files if file.name not in names)
    return dataclasses.replace(inventory, notes=inventory.notes + passed_over)


def _why_unread(file: File) -> Text:
    """Why a file is not read that stands beside others that are."""
    if not file.data.strip():
        return Text("fichier vide : non lu", "empty file: not read")
    return Text("fichier abîmé : non lu", "damaged file: not read") if _is_damaged(file) else NOT_OF_THIS_FORMAT


def _is_damaged(file: File) -> bool:
    """Whether a file is not whole, of whichever format it is."""
    try:
        for format in formats().values():
            format.recognise(file)
        if file.root_name is not None:
            file.xml  # noqa: B018  (malformed, it raises)
        elif file.path.suffix == ".json":
            file.json  # noqa: B018
    except Unreadable:
        return True
    return False


def recognise(files: Sequence[File]) -> tuple[Format, tuple[File, ...]]:
    """The format that a file looks most like, and the files that may be of it.

    Raises Unreadable where none fits, or several do, and where the only file is damaged.
    """
    likeness = {format.NAME: _likeness(format, files) for format in formats().values()}
    best = max(found for by_file in likeness.values() for found in by_file)
    if best is Likeness.NO:
        raise Unreadable(_unknown(files), files[0].at if len(files) == 1 else Place(str(files[0].root)))
    names = [name for name, by_file in likeness.items() if best in by_file]
    if len(names) > 1:
        listed = ", ".join(names)
        raise Unreadable(
            Text(
                f"plusieurs formats sont possibles ici ({listed}) : dites lequel avec --from",
                f"several formats are possible here ({listed}): say which with --from",
            ),
            files[0].at,
        )
    own = (file for file, found in zip(files, likeness[names[0]], strict=True) if found)
    return formats()[names[0]], tuple(own)


def _likeness(format: Format, files: Sequence[File]) -> list[Likeness]:
    """How much each file looks like one of a format; among others, one that is damaged is like none."""
    if len(files) == 1:
        return [format.recognise(files[0])]
    found = []
    for file in files:
        try:
            found.append(format.recognise(file))
        except Unreadable:
            found.append(Likeness.NO)
    return found


def _named(name: str, files: Sequence[File]) -> tuple[Format, tuple[File, ...]]:
    """The format of this name, with the files that may be of it: all, where none looks so."""
    if name not in formats():
        known = ", ".join(formats())
        raise Unreadable(
            Text(f"format inconnu : « {name} » (connus : {known})", f"unknown format: “{name}” (known: {known})"),
            files[0].at,
        )
    format = formats()[name]
    likeness = zip(files, _likeness(format, files), strict=True)
    return format, tuple(file for file, found in likeness if found) or tuple(files)


def _unknown(files: Sequence[File]) -> Text:
    """What one file is, since it is in no format known here."""
    if len(files) > 1:
        why = "aucun de ces fichiers n'est d'un format connu ici"
        return Text(why, "none of these files is in a format known here")
    file = files[0]
    if file.archive is not None:
        return Text("cette archive zip n'est d'aucun format connu ici", "this zip archive is in no format known here")
    if file.root_name is not None:
        root = f"{{{file.root_name.namespace}}}{file.root_name.tag}" if file.root_name.namespace else file.root_name.tag
        return Text(f"ce XML ({root}) n'est d'aucun format connu ici", f"this XML ({root}) is in no format known here")
    if file.looks_json:
        file.json  # noqa: B018  (malformed, it says where)
        return Text("ce JSON n'est d'aucun format connu ici", "this JSON is in no format known here")
    if file.is_text:
        return Text("ce texte n'est d'aucun format connu ici", "this text is in no format known here")
    return Text("ce fichier binaire n'est d'aucun format connu ici", "this binary file is in no format known here")
