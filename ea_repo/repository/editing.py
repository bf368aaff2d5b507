"""Small edits of the text: an element that is added, set, connected or removed, as a change file would say it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.applied import Applied
from ea_repo.exchange.values import as_date
from ea_repo.exchange.writing.swap import MODEL, listing
from ea_repo.finding import Text, Wrong
from ea_repo.load.changes import REMOVE, ChangesUnreadable
from ea_repo.load.files import Source
from ea_repo.metamodel import Kind
from ea_repo.metamodel.names import word_meant
from ea_repo.repository.applying import write
from ea_repo.repository.assignment import fields_of, read_assignments
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.select.paths import fields


class NotEdited(Wrong):
    """An edit that is not made: why, in a sentence; everything is as it was."""


def add(opened: OpenWorkspace, kind: str, id: str, words: Sequence[str], file: str | None = None) -> Answer[Applied]:
    """Writes a new element, in a file of `model/` or beside the others of its kind.

    Raises NotEdited for what cannot be written, UnknownName for a kind or an element that does not exist, and what
    `applying.write` raises: then nothing is written.
    """
    known = _kind(opened, kind)
    if id in opened.workspace.graph:
        at = opened.locate(id)
        fr = f"« {id} » existe déjà ({at}) : « ea set {id} champ=valeur » le modifie"
        raise NotEdited(Text(fr, f"“{id}” exists already ({at}): “ea set {id} field=value” changes it"))
    values = {name: value for name, value in _values(opened, known, {}, words).items() if value is not None}
    place = _file_of(opened, kind) if file is None else _in_model(file)
    return _written(opened, f"+ {id}", {kind: {id: values}}, place)


def set_fields(opened: OpenWorkspace, word: str, words: Sequence[str]) -> Answer[Applied]:
    """Writes fields of an element otherwise; raises as `add` does."""
    id = opened.named(word)
    graph = opened.workspace.graph
    values = _values(opened, graph.definition(id), fields(graph, id), words)
    if not values:
        raise NotEdited(Text("rien à écrire : champ=valeur", "nothing to write: field=value"))
    said = " ".join(_as_written(word, values) for word in words)
    return _written(opened, f"{id} {said}", {graph.kind(id): {id: values}})


def connect(
    opened: OpenWorkspace, source: str, target: str, words: Sequence[str], id: str | None = None
) -> Answer[Applied]:
    """Writes a new flow from one application to another; raises as `add` does."""
    ends = opened.named(source, "application"), opened.named(target, "application")
    base = id or "-".join(ends)
    graph = opened.workspace.graph
    free = (
        base if id else next(name for name in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if name not in graph)
    )
    return add(opened, "flow", free, [f"source={ends[0]}", f"target={ends[1]}", *words])


def remove(opened: OpenWorkspace, word: str, *, with_links: bool = False) -> Answer[Applied]:
    """Takes an element out of the text, with the links to it and the flows from and to it where that is asked.

    Raises NotEdited where something points at it still, and as `add` does.
    """
    id = opened.named(word)
    graph = opened.workspace.graph.at(None)
    arriving = graph.arriving(id)
    if arriving and not with_links:
        pointing = ", ".join(dict.fromkeys(f"{link.source} ({link.field})" for link in arriving))
        raise NotEdited(
            Text(
                f"« {id} » est encore désigné par : {pointing} ; --with-links retire aussi ces liens et ces flux "
                "(rien n'est écrit)",
                f"“{id}” is still pointed at by: {pointing}; --with-links removes these links and flows too "
                "(nothing is written)",
            )
        )
    flows = [link.source for link in arriving if graph.definition(link.source).links[link.field].end]
    return _written(opened, f"- {id}", {REMOVE: list(dict.fromkeys([id, *flows]))})


def _kind(opened: OpenWorkspace, name: str) -> Kind:
    kinds = opened.vocabulary.kinds
    if name not in kinds:
        raise UnknownName(Text("genre d'élément", "kind"), name, kinds)
    return kinds[name]


def _values(opened: OpenWorkspace, kind: Kind, here: Mapping[str, Any], words: Sequence[str]) -> dict[str, Any]:
    def named(word: str, kinds: tuple[str, ...]) -> str:
        return opened.named(word, *kinds)

    values = fields_of(read_assignments(words), kind.links, here, named)
    return {name: _as_the_model_writes(kind, name, value) for name, value in values.items()}


def _as_the_model_writes(kind: Kind, field: str, value: Any) -> Any:
    """A day, or a word that a field takes, as people write it, in the form of the model."""
    if field in kind.dates and isinstance(value, str):
        return as_date(value) or value
    return word_meant(kind, field, value)


def _as_written(word: str, values: Mapping[str, Any]) -> str:
    """`field=value` with the day, or the word, that is written for it: what 03/04/2027 was read as shows."""
    field, _, _ = word.partition("=")
    value = values.get(field)
    return f"{field}={value}" if isinstance(value, str) else word


def _in_model(file: str) -> str:
    """The file of the model that is asked for; raises NotEdited for one that would not be read."""
    path = PurePosixPath(file)
    hidden = any(part.startswith(".") for part in path.parts)
    if path.parts[:1] != (MODEL,) or len(path.parts) < 2 or hidden or path.suffix not in (".yaml", ".yml"):
        fr = f"{file} : un fichier du modèle est dans {MODEL}/ et finit en .yaml, comme {MODEL}/agendas.yaml"
        raise NotEdited(Text(fr, f"{file}: a file of the model is in {MODEL}/ and ends in .yaml, as {MODEL}/beds.yaml"))
    return str(path)


def _file_of(opened: OpenWorkspace, kind: str) -> str:
    """Where the next element of a kind belongs: in the file of `model/` that has most of them."""
    graph = opened.workspace.graph
    files = Counter(graph.file(id) for id in graph.of(kind) if graph.kind(id) == kind)
    files = Counter({file: number for file, number in files.items() if file.startswith(f"{MODEL}/")})
    return max(sorted(files), key=files.__getitem__) if files else f"{MODEL}/{kind}.yaml"


def _written(opened: OpenWorkspace, told: str, changes: Mapping[str, Any], file: str = MODEL) -> Answer[Applied]:
    seen = listing(opened.root / MODEL)
    # JSON is YAML: what is written here is read, and judged, as any change file.
    source = Source("ea", json.dumps(changes, ensure_ascii=False))
    after = opened.changed(source)
    try:
        _ = after.workspace
    except ChangesUnreadable as error:
        fr, en = (
            "\n".join(dict.fromkeys(finding.message[lang] for finding in error.findings)) for lang in ("fr", "en")
        )
        raise NotEdited(Text(f"{fr} (rien n'est écrit)", f"{en} (nothing is written)")) from None
    return write(opened, after, told, file, seen)
