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

from ea_repo.exchange.format import Format, Likeness
from ea_repo.exchange.inventory import Inventory, Note
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File, gather
from ea_repo.finding import Text


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name."""
    folder = importlib.import_module("ea_repo.exchange.formats")
    names = (info.name for info in pkgutil.iter_modules(folder.__path__))
    modules = [cast(Format, importlib.import_module(f"{folder.__name__}.{name}")) for name in names]
    found = {module.NAME: module for module in modules}
    return MappingProxyType(dict(sorted(found.items())))


def read(paths: Sequence[Path], name: str = "") -> Inventory:
    """What these files and folders say, in the format of this name, else in the one that they look like.

    Raises Unreadable, and nothing else.
    """
    try:
        files = gather(paths)
        format, own = recognise(files) if not name else _named(name, files)
        inventory = format.read(own)
    except RecursionError:
        why = Text("ce contenu est emboîté trop profondément", "this content is nested too deep")
        raise Unreadable(why, Place(", ".join(map(str, paths)))) from None
    names = {file.name for file in own}
    passed_over = tuple(Note(file.at, _PASSED_OVER) for file in files if file.name not in names)
    return dataclasses.replace(inventory, notes=inventory.notes + passed_over)


_PASSED_OVER = Text("fichier d'un autre format : non lu", "a file of another format: not read")


def recognise(files: Sequence[File]) -> tuple[Format, tuple[File, ...]]:
    """The format that a file looks most like, and the files that may be of it.

    Raises Unreadable where none fits, or several do.
    """
    likeness = {(format.NAME, file.name): format.recognise(file) for format in formats().values() for file in files}
    best = max(likeness.values())
    if best is Likeness.NO:
        raise Unreadable(_unknown(files), Place(files[0].name if len(files) == 1 else ""))
    names = sorted({name for (name, _), found in likeness.items() if found is best})
    if len(names) > 1:
        listed = ", ".join(names)
        raise Unreadable(
            Text(
                f"plusieurs formats sont possibles ici ({listed}) : dites lequel avec --from",
                f"several formats are possible here ({listed}): say which with --from",
            ),
            files[0].at,
        )
    format = formats()[names[0]]
    return format, tuple(file for file in files if likeness[names[0], file.name])


def _named(name: str, files: Sequence[File]) -> tuple[Format, tuple[File, ...]]:
    """The format of this name, with the files that may be of it: all, where none looks so."""
    if name not in formats():
        known = ", ".join(formats())
        raise Unreadable(
            Text(f"format inconnu : « {name} » (connus : {known})", f"unknown format: “{name}” (known: {known})"),
            files[0].at,
        )
    format = formats()[name]
    return format, tuple(file for file in files if format.recognise(file)) or tuple(files)


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
        _ = file.json  # Malformed, it says where.
        return Text("ce JSON n'est d'aucun format connu ici", "this JSON is in no format known here")
    if file.is_text:
        return Text("ce texte n'est d'aucun format connu ici", "this text is in no format known here")
    return Text("ce fichier binaire n'est d'aucun format connu ici", "this binary file is in no format known here")
