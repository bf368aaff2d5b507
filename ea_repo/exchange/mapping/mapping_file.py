"""Mappings as files: those that an architect writes, and those of well-known formats, which come with the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapping_
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel

from ea_repo import exchange
from ea_repo.exchange.mapping.conversion import NotSaid, converted, is_arriving, misread, shape_of
from ea_repo.exchange.mapping.language import Cell, Mapping, RecordRule, RelationRule
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.registry import formats
from ea_repo.finding import Text
from ea_repo.load.definition_file import DefinitionUnreadable, read_definition
from ea_repo.load.files import read_as
from ea_repo.load.yaml import parse
from ea_repo.metamodel import Kind, kinds
from ea_repo.suggest import did_you_mean

_FOLDER = "mappings"
Way = tuple[str | int, ...]
"""The steps that lead to something in a mapping file."""


def mapping_in(path: Path) -> Mapping:
    """What a mapping file says; raises Unreadable, naming line and column, where that means nothing here."""
    source = read_as(str(path), path)
    if source.text is None:
        problem = source.findings[0]
        raise Unreadable(problem.message, Place(str(path)))
    return mapping_of(str(path), source.text)


def mapping_of(file: str, text: str) -> Mapping:
    """What the text of a mapping says; raises Unreadable."""
    document = parse(text, marks=True)
    try:
        mapping = read_definition(Mapping, file, document)
    except DefinitionUnreadable as problem:
        where, _, _ = problem.message.en.partition(": ")
        said = Text(problem.message.fr.removeprefix(f"{where}: "), problem.message.en.removeprefix(f"{where}: "))
        raise Unreadable(said, Place(where)) from None
    for path, said in _unknown_words(mapping):
        raise Unreadable(said, Place(file, *_written(document.marks, path)))
    return mapping


def _written(marks: Mapping_[Way, tuple[int, int]], path: Way) -> tuple[int, int]:
    """The line and column of a path, as near as it is written: one rule alone stands without a list around it."""
    way: Way = ()
    for step in path:
        if (*way, step) in marks:
            way = (*way, step)
        elif isinstance(step, str):
            break
    return marks.get(way, (1, 1))


@cache
def well_known(format: str) -> Mapping | None:
    """The mapping that comes with a format, None where what its files say has no meaning known beforehand."""
    name = f"{getattr(formats()[format], 'MAPPING', format)}.yaml"
    file = resources.files(exchange) / _FOLDER / name
    return mapping_of(name, file.read_text(encoding="utf-8")) if file.is_file() else None


def _unknown_words(mapping: Mapping) -> Iterator[tuple[Way, Text]]:
    """The kinds and fields that a mapping names and that there are not, each with its path in the file."""
    for type, rules in mapping.records.items():
        for place, rule in enumerate(rules):
            yield from _unknown_in_record(("records", type, place), rule)
    for type, relation_rules in mapping.relations.items():
        for place, relation_rule in enumerate(relation_rules):
            yield from _unknown_in_relation(("relations", type, place), relation_rule)


def _unknown_in_record(path: Way, rule: RecordRule) -> Iterator[tuple[Way, Text]]:
    if rule.kind is not None:
        yield from _unknown_kind((*path, "kind"), rule.kind)
        for name, cell in rule.fields.items():
            if rule.kind not in kinds() or not is_arriving(rule.kind, name):
                yield from _unknown_field((*path, "fields", name), rule.kind, name)
            yield from _unknown_created((*path, "fields", name), cell)
            yield from _unfit((*path, "fields", name), rule.kind, name, cell)
        for name in rule.needs:
            yield from _unknown_field((*path, "needs"), rule.kind, name)
    if rule.link is not None:
        yield from _unknown_link((*path, "link"), rule.link, ("*",))


def _unknown_in_relation(path: Way, rule: RelationRule) -> Iterator[tuple[Way, Text]]:
    for end in ("source", "target"):
        for kind in getattr(rule, end):
            if kind != "*":
                yield from _unknown_kind((*path, end), kind)
    if rule.kind is not None:
        yield from _unknown_kind((*path, "kind"), rule.kind)
        for name, cell in rule.fields.items():
            yield from _unknown_field((*path, "fields", name), rule.kind, name)
            yield from _unknown_created((*path, "fields", name), cell)
            yield from _unfit((*path, "fields", name), rule.kind, name, cell)
    if rule.link is not None:
        yield from _unknown_link((*path, "link"), rule.link, rule.source)
    if rule.back is not None:
        yield from _unknown_link((*path, "back"), rule.back, rule.target)


def _unknown_kind(path: Way, name: str) -> Iterator[tuple[Way, Text]]:
    if name not in kinds():
        yield path, _no_such(Text("genre", "kind"), name, kinds())


def _unknown_created(path: Way, cell: Cell) -> Iterator[tuple[Way, Text]]:
    if cell.create is not None:
        yield from _unknown_kind((*path, "create"), cell.create)


def _unknown_field(path: Way, kind_name: str, name: str) -> Iterator[tuple[Way, Text]]:
    kind = kinds().get(kind_name)
    if kind is None:
        return
    head, _, rest = name.partition(".")
    if head in ("id", "imported") or head not in kind.fields:
        yield path, _no_such(Text(f"champ de {kind_name}", f"field of {kind_name}"), head, kind.fields)
    elif rest and head in kind.parts:
        known = _part_fields(kind.parts[head])
        first = rest.partition(".")[0]
        if first not in known:
            yield path, _no_such(Text(f"champ de {head}", f"field of {head}"), first, known)


def _unfit(path: Way, kind_name: str, name: str, cell: Cell) -> Iterator[tuple[Way, Text]]:
    """The values that a mapping gives itself, and that no field of that name takes."""
    kind = kinds().get(kind_name)
    if kind is None or name.partition(".")[0] not in kind.fields:
        return
    shape = shape_of(kind, name)
    if (why := misread(shape, cell)) is not None:
        yield path, Text(f"{name} : {why.fr}", f"{name}: {why.en}")
    elif shape.shape != "link":
        for given in (cell.value, cell.default, *(cell.values or {}).values()):
            for value in given if isinstance(given, list) else () if given is None else (given,):
                try:
                    converted(value, shape, cell)
                except NotSaid as problem:
                    yield path, Text(f"{name} : {problem.why.fr}", f"{name}: {problem.why.en}")


def _part_fields(part: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in part.model_fields.items()]


def _unknown_link(path: Way, name: str, holders: tuple[str, ...]) -> Iterator[tuple[Way, Text]]:
    held: list[Kind] = [kind for holder, kind in kinds().items() if "*" in holders or holder in holders]
    links = dict.fromkeys(field for kind in held for field in kind.links)
    if name not in links:
        yield path, _no_such(Text("lien", "link"), name, links)


def _no_such(what: Text, name: str, known: Iterable[str]) -> Text:
    hint = did_you_mean(name, known)
    return Text(f"{what.fr} inconnu : « {name} »{hint.fr}", f"unknown {what.en}: “{name}”{hint.en}")
