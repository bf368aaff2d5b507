"""Writing a first request, to be completed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ea_repo.exchange.naming import slug
from ea_repo.finding import Lang, Text
from ea_repo.load.element_text import field_lines
from ea_repo.load.files import own_file
from ea_repo.load.requests import FOLDER
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName, day_written
from ea_repo.write import NotWritten, change, file_name

_IDS = {"moa": "actor", "processes": "process", "data": "data_object", "sites": "site", "site": "site"}
"""The fields that name elements, and of which kind."""
_ONE = ("site",)
_DAYS = ("received_on", "committee_on")
_FLAGS = ("poc",)
_YES, _NO = frozenset(("oui", "o", "yes", "y", "true")), frozenset(("non", "n", "no", "false"))
_OPTIONS = {
    "A": (Text("Utiliser l'existant", "Use what exists"), "existing"),
    "B": (Text("Étendre le cœur", "Extend the core"), "extend"),
    "C": (Text("Acheter ou développer", "Buy or build"), "buy"),
    "D": (Text("Ne rien faire", "Do nothing"), "nothing"),
}
_SCHEMA = "schema/request.json"


def understood(opened: OpenWorkspace, name: str, text: str) -> Any:
    """What an answer means: ids of elements, a day, yes or no, else its words; None where nothing was said.

    Raises UnknownName, SeveralCalledSo for what names nothing, or several elements.
    """
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        return None
    if name in _IDS:
        ids = opened.all_named(words, _IDS[name])
        for id in ids:
            opened.must_know(id, _IDS[name])
        return ids[0] if name in _ONE else list(ids)
    if name in _DAYS:
        return day_written(text.strip())
    if name in _FLAGS:
        return _flag(text.strip())
    return words if name == "users" else text.strip()


def require_free(opened: OpenWorkspace, id: str) -> None:
    """Raises NotWritten for a name that is not the id of a request, or that of one which is there already."""
    if not id or file_name(id) != id:
        better = slug(id)
        fr = f"« {id} » ne peut nommer une demande : des lettres, des chiffres, « - », « . » et « _ » seulement"
        en = f"“{id}” cannot name a request: letters, digits, “-”, “.” and “_” only"
        raise NotWritten(
            Text(
                f"{fr}, comme « {better} » ; rien n'est écrit" if better else f"{fr} ; rien n'est écrit",
                f"{en}, such as “{better}”; nothing is written" if better else f"{en}; nothing is written",
            )
        )
    if _file(opened, id).exists():
        raise NotWritten(_there_already(_file(opened, id)))


def _file(opened: OpenWorkspace, id: str) -> Path:
    return own_file(opened.root, f"{FOLDER}/{id}.yaml", opened.workspace.settings.limits)


def _there_already(file: Path) -> Text:
    fr = f"{file} : cette demande existe déjà ; rien n'est écrit"
    return Text(fr, f"{file}: this request is there already; nothing is written")


def new_request(opened: OpenWorkspace, id: str, said: Mapping[str, str], lang: Lang) -> Path:
    """Writes a request of this id with what was said and four options to complete; returns its path.

    Raises what `understood` and `require_free` raise.
    """
    require_free(opened, id)
    answers = {name: understood(opened, name, text) for name, text in said.items()}
    fields: dict[str, Any] = {name: value for name, value in answers.items() if value is not None}
    fields["options"] = {key: {"name": name[lang], "type": type} for key, (name, type) in _OPTIONS.items()}
    head = [f"# yaml-language-server: $schema=../{_SCHEMA}"] if (opened.root / _SCHEMA).is_file() else []
    lines = [*head, *(line for name, value in fields.items() for line in field_lines(name, value, 0))]
    text = "\n".join(lines) + "\n"
    file = _file(opened, id)

    def where_there_is_none(before: bytes) -> bytes:
        if before:
            raise NotWritten(_there_already(file))
        return text.encode("utf-8")

    change(file, where_there_is_none)
    return file


def _flag(written: str) -> bool:
    if written.casefold() not in _YES | _NO:
        raise UnknownName(Text("réponse", "answer"), written, ("oui", "non", "yes", "no"))
    return written.casefold() in _YES
