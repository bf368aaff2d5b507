"""What is wrong in the fields and kinds that a workspace declares, beyond what their own text tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, Literal, get_args, get_origin

from ea_repo.finding import Text
from ea_repo.metamodel.element import Element, Sourced
from ea_repo.metamodel.kind import Kind
from ea_repo.metamodel.own_words import OwnField, OwnWords, Path
from ea_repo.metamodel.vocabulary import built_in
from ea_repo.suggest import did_you_mean

_RESERVED_KINDS = frozenset(("element", "ea_file", "ea_repository", "remove"))
"""The first-level key of change files, and the labels that a database keeps for itself."""
_RESERVED = frozenset(
    (
        "phase",
        "in_service",
        "stated_by",
        "any",
        "not",
        "repository",
        "text",
        "digest",
        "file",
        "line",
        "column",
        "push",
        "feeds",
    )
)
"""What selectors work out or combine, and what a database keeps beside the fields of an element."""


def misuses(own: OwnWords) -> Iterator[tuple[Path, Text]]:
    """Each declaration that cannot be taken: the path to it, and why."""
    known = {**built_in().kinds}
    for name in own.kinds:
        if name in known or name in _RESERVED_KINDS:
            yield (
                ("kinds", name),
                Text(
                    f"« {name} » est le nom d'un genre qui existe déjà : choisissez-en un autre",
                    f"“{name}” is the name of a kind that exists already: choose another one",
                ),
            )
    for name in own.fields:
        if name not in known:
            if name in own.kinds:
                fr = f"« {name} » est un genre déclaré ici : ses champs s'écrivent sous kinds.{name}.fields"
                en = f"“{name}” is a kind that is declared here: its fields are written under kinds.{name}.fields"
                yield ("fields", name), Text(fr, en)
            else:
                hint = did_you_mean(name, known)
                yield (
                    ("fields", name),
                    Text(f"genre inconnu : « {name} »{hint.fr}", f"unknown kind: “{name}”{hint.en}"),
                )
    for path, kind_name, name, field in own.fields_of():
        if kind_name in known or kind_name in own.kinds:
            of_name = ((path, why) for why in _name(own, kind_name, name, field))
            of_ends = (((*path, key), why) for key, why in _ends(own, field))
            yield from islice(chain(of_name, of_ends), 1)


def _name(own: OwnWords, kind_name: str, name: str, field: OwnField) -> Iterator[Text]:
    """Why a field cannot have its name."""
    family = [kind for kind in _family(kind_name) if name in kind.fields]
    if family:
        yield Text(
            f"« {name} » est déjà un champ du genre {family[0].name} : choisissez un autre nom",
            f"“{name}” is a field of the kind {family[0].name} already: choose another name",
        )
    elif name in _RESERVED or hasattr(Sourced, name) or name in Sourced.model_fields:
        yield Text(
            f"« {name} » a déjà un sens pour tout élément : choisissez un autre nom",
            f"“{name}” means something of every element already: choose another name",
        )
    for wider in _wider(kind_name):
        if name in own.fields.get(wider, {}):
            yield Text(
                f"« {name} » est déjà déclaré du genre {wider}, dont {kind_name} est un cas particulier",
                f"“{name}” is declared of the kind {wider} already, of which {kind_name} is a special case",
            )
    arriving = {inverse for kind in _family(kind_name) for inverse in built_in().inverses(kind.name)}
    if name in arriving or name in _own_inverses(own, kind_name):
        yield Text(
            f"« {name} » est déjà le nom d'une relation vue d'un élément de genre {kind_name}",
            f"“{name}” is the name of a relation seen from an element of kind {kind_name} already",
        )
    for kind in built_in().kinds.values():
        if name in kind.fields and _nature(kind, name) != _own_nature(field):
            yield Text(
                f"« {name} » est ailleurs ({kind.name}) un champ d'un autre type : choisissez un autre nom",
                f"“{name}” is a field of another type elsewhere ({kind.name}): choose another name",
            )


def _ends(own: OwnWords, field: OwnField) -> Iterator[tuple[str, Text]]:
    """What is wrong with the other end of a link, by key: no such kind, an inverse that means something else."""
    known = [*built_in().kinds, *own.kinds]
    for target in field.to:
        if target not in known and target != "*":
            hint = did_you_mean(target, known)
            yield "to", Text(f"genre inconnu : « {target} »{hint.fr}", f"unknown kind: “{target}”{hint.en}")
            return
    inverse = field.inverse
    if inverse is None:
        return
    reached = known if "*" in field.to else field.to
    for target in dict.fromkeys(special for wide in reached for special in _names_of_family(wide)):
        built = built_in().kinds.get(target)
        fields = {*(Element.model_fields if built is None else built.fields), *_own_fields(own, target)}
        if inverse in fields or inverse in _RESERVED or hasattr(Sourced, inverse):
            yield (
                "inverse",
                Text(
                    f"« {inverse} » est déjà un champ du genre {target} : choisissez un autre nom",
                    f"“{inverse}” is a field of the kind {target} already: choose another name",
                ),
            )
            return
        if built is not None and inverse in built_in().inverses(target):
            end = built_in().inverses(target)[inverse][0]
            yield (
                "inverse",
                Text(
                    f"« {inverse} » est déjà la relation {end.kind}.{end.field} vue du genre {target}",
                    f"“{inverse}” is the relation {end.kind}.{end.field} seen from the kind {target} already",
                ),
            )
            return


def _family(kind_name: str) -> list[Kind]:
    """A built-in kind and its special cases; none for a kind of the workspace."""
    known = built_in()
    return [known.kinds[name] for name in known.family(kind_name)] if kind_name in known.kinds else []


def _names_of_family(kind_name: str) -> list[str]:
    return [kind.name for kind in _family(kind_name)] or [kind_name]


def _wider(kind_name: str) -> Sequence[str]:
    """The kinds that a kind is a special case of; none for a kind of the workspace."""
    return built_in().wider(kind_name) if kind_name in built_in().kinds else ()


def _own_fields(own: OwnWords, kind_name: str) -> set[str]:
    """The fields that the workspace declares of a kind, those of a wider one among them."""
    if kind_name in own.kinds:
        return {*own.kinds[kind_name].fields}
    return {name for wide in (kind_name, *_wider(kind_name)) for name in own.fields.get(wide, {})}


def _own_inverses(own: OwnWords, kind_name: str) -> set[str]:
    """The names by which the links that the workspace declares arrive at a kind."""
    here = {kind_name, *_names_of_family(kind_name), *_wider(kind_name), "*"}
    return {field.inverse for _, _, _, field in own.fields_of() if field.inverse and here & {*field.to}}


def _nature(kind: Kind, name: str) -> str:
    """What a built-in field is, as far as the engine reads it by its name in any kind."""
    if name in kind.links:
        return "link"
    if name in kind.dates:
        return "date"
    if name in kind.parts:
        return "group"
    types = {*_types(kind.infos[name].annotation)}
    if bool in types:
        return "yes-no"
    return "group" if dict in types else "number" if {int, float} & types else "text"


def _types(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    origin = get_origin(annotation)
    yield annotation if origin is None else origin
    for inner in () if origin is Literal else get_args(annotation):
        yield from _types(inner)


def _own_nature(field: OwnField) -> str:
    natures = {"date-start": "date", "date-end": "date", "money": "number", "choice": "text"}
    return natures.get(field.type, field.type)
