"""A guessed mapping as the text of a file, its doubts as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.exchange.guess.guesses import FieldGuess, SheetGuess
from ea_repo.exchange.guess.guessing import guesses
from ea_repo.exchange.inventory import Inventory, Relation
from ea_repo.exchange.naming import slug
from ea_repo.finding import Lang, Text
from ea_repo.load.element_text import written

_HEAD = Text(
    "# Une première correspondance, devinée : à relire. « ? » marque ce qui est incertain.",
    "# A first mapping, guessed: to be read again. “?” marks what is uncertain.",
)
_THEN = Text(
    "# Puis : ea import {file} --map CE_FICHIER        (les champs d'un genre : ea kinds application)",
    "# Then: ea import {file} --map THIS_FILE        (the fields of a kind: ea kinds application)",
)
_REST = Text("# gardées parmi les propriétés : ", "# kept among the properties: ")
_ASIDE = Text("{0} : gardée parmi les propriétés ; {1} ? ", "{0}: kept among the properties; {1}? ")
_UNPLACED = Text("{0} : gardée parmi les propriétés ; {1}", "{0}: kept among the properties; {1}")
_MATRIX = Text(
    "? une matrice : quels genres, et quel lien ? (celui-ci va des lignes aux colonnes)",
    "? a matrix: which kinds, and which link? (this one goes from the rows to the columns)",
)


def guessed(inventory: Inventory, lang: Lang) -> str:
    """The text of a mapping file for an inventory."""
    return "\n".join(_lines(inventory, lang)) + "\n"


def _lines(inventory: Inventory, lang: Lang) -> Iterator[str]:
    file = inventory.files[0].name if inventory.files else ""
    yield _HEAD[lang]
    yield _THEN[lang].format(file=file)
    yield f"source: {slug(str(inventory.name)) or slug(file) or 'source'}"
    matrices = _matrices(inventory.relations)
    axes = {type for pair in matrices.values() for type in pair}
    yield "records:"
    for guess in guesses(inventory):
        if guess.type not in axes:
            yield from _sheet(guess, lang)
    for type in sorted(axes):
        yield f"  {written(type)}: {{kind: application}}   # {_MATRIX[lang]}"
    if matrices:
        yield "relations:"
        for type in matrices:
            rule = "{source: application, target: application, kind: flow}"
            yield f"  {written(type)}: {rule}   # {_MATRIX[lang]}"


def _matrices(relations: Sequence[Relation]) -> dict[str, tuple[str, str]]:
    """By type of relation, the types of its ends, as the ids of a matrix say them."""
    found: dict[str, tuple[str, str]] = {}
    for relation in relations:
        found.setdefault(relation.type, (_type(relation.source), _type(relation.target)))
    return found


def _type(id: str) -> str:
    return id.rpartition("/")[0]


def _sheet(guess: SheetGuess, lang: Lang) -> Iterator[str]:
    for doubt in guess.doubts:
        yield f"  # ? {doubt[lang]}"
    yield f"  {written(guess.type)}:"
    yield f"    kind: {guess.kind}"
    if guess.key is not None:
        yield f"    key: {written(guess.key)}"
    if guess.name is not None:
        yield f"    name: {written(guess.name)}"
    if taken := [field for field in guess.fields if not field.aside]:
        yield "    fields:"
        for field in taken:
            yield from _field(field, lang)
    for field in guess.fields:
        if field.aside:
            yield _aside(field, lang)
    for column, doubt in guess.unplaced:
        yield f"    # ? {_UNPLACED[lang].format(' '.join(column.split()), doubt[lang])}"
    if guess.rest:
        yield f"    {_REST[lang]}{', '.join(' '.join(name.split()) for name in guess.rest)}"


def _aside(field: FieldGuess, lang: Lang) -> str:
    """A column that seems to be a field, and stays among the properties as it is."""
    column = " ".join(field.column.split())
    return f"    # ? {_ASIDE[lang].format(column, field.meaning)}{_doubts(field, lang)}"


def _field(field: FieldGuess, lang: Lang) -> Iterator[str]:
    cell: dict[str, Any] = {"from": field.column, **field.reading}
    if field.split is not None:
        cell["split"] = field.split
    if field.create is not None:
        cell["create"] = field.create
    if field.ignore:
        cell["ignore"] = field.ignore
    if field.values:
        cell["values"] = field.values
    said = written(field.column) if len(cell) == 1 else written(cell)
    doubts = _doubts(field, lang)
    yield f"      {field.meaning}: {said}" + (f"   # ? {doubts}" if doubts else "")


def _doubts(field: FieldGuess, lang: Lang) -> str:
    return " ".join(Text(" ; ", "; ")[lang].join(doubt[lang] for doubt in field.doubts).split())
