"""Which cell of a workbook takes the answer to a question, and how an element says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ea_repo.exchange.cells import FLAGS, CellValue, meant, says_none, shown
from ea_repo.exchange.columns import Column, columns_of, value_in
from ea_repo.exchange.inventory import Scalar
from ea_repo.exchange.values import groups_or_decimals
from ea_repo.finding import Lang, Text, Wrong
from ea_repo.metamodel import Kind, kinds

_NOT_ASKED = (
    "name", "aliases", "tags", "quote", "illustrative", "verified_on", "verified_by", "properties", "imported",
)  # fmt: skip
"""What nobody is asked to confirm: names, and what is said of the text itself."""
_APPROVALS, _ON = "approvals", "on"
"""The group of which each field is the approval of somebody: a day, or `false` where it was never given."""
_NOT_KNOWN = frozenset((
    "", "pas encore", "pas encore connu", "not yet", "en cours", "in progress", "à venir", "à faire", "à définir",
    "à compléter", "à préciser", "todo", "to do", "tbd", "to be defined", "inconnu", "inconnue", "unknown",
    "je ne sais pas", "ne sait pas", "nsp", "don't know", "n/a", "na", "nc", "nr",
))  # fmt: skip
"""Words by which people answer that they do not know, or not yet: no text of a model."""
_SAYS_NOTHING = Text(
    "« {} » ne dit ni ce qu'il en est, ni qu'il n'y en a pas : laisser vide si on ne le sait pas, ou « (aucun) »",
    "“{}” says neither what there is nor that there is none: leave it empty if it is not known, or “(none)”",
)
_TWO_AMOUNTS = Text(
    "« {} » peut se lire de deux façons : écrire le montant sans point ni virgule avant trois chiffres",
    "“{}” can be read in two ways: write the amount without a point or a comma before three digits",
)
_NO_WORD_FOR_NONE = Text(
    "« {} » : cela ne peut être dit ici que dans une remarque ; laisser vide, ou décrire ce qu'il en est",
    "“{}”: this can be said in a remark only; leave it empty, or describe what there is",
)


def column_for(kind: str, fact: str) -> Column | None:
    """The column of this path in a kind; None where the answer is in words.

    Groups of fields that a cell cannot show plainly, relations, and what a workspace declares are answered in words.
    """
    return next((column for column in _columns(kind) if column.path == fact), None)


def facts_for(kind: str, fact: str) -> Sequence[str]:
    """The paths of the columns in which a fact may be answered, the fact itself where there is none."""
    paths = [column.path for column in _columns(kind)]
    field = fact.partition(".")[0]
    return [fact] if fact in paths else [path for path in paths if path.partition(".")[0] == field] or [fact]


def _columns(kind: str) -> Sequence[Column]:
    if kind not in kinds():
        return ()
    plain = [column for column in columns_of(kinds()[kind]) if column.sort != "data"]
    part = kinds()[kind].parts.get(_APPROVALS)
    agreed = [Column(f"{_APPROVALS}.{name}", "date", may_be_no=True) for name in part.model_fields] if part else []
    return [*plain, *agreed]


def confirmable(kind: Kind) -> Sequence[Column]:
    """The columns of which somebody may say that what is written there still holds."""
    if kind.name not in kinds():
        return ()
    return [column for column in _columns(kind.name) if column.field not in _NOT_ASKED]


def recorded(fields: Mapping[str, Any], column: Column) -> Any:
    """What an element, as it is written, answers in a column; None for nothing."""
    value = value_in(fields, column)
    return value.get(_ON) if column.field == _APPROVALS and isinstance(value, dict) else value


def cell_of(column: Column, value: Any, label: Callable[[str], str], lang: Lang) -> CellValue | None:
    """The same as a cell shows it."""
    if value is False:
        return FLAGS[lang][False]
    return shown(column, value, label, lang)


def answer_in(column: Column, cell: Scalar, went: Any, target: Callable[[str], str]) -> Any:
    """What somebody answers in a cell that showed `went`; raises Wrong for what the column does not take."""
    word = str(cell if cell is not None else "").strip().casefold()
    if column.may_be_no and column.sort == "date" and says_none(word):
        return False
    if column.sort == "links" and says_none(word) and target(word) == word:
        return []
    if word and column.sort in ("text", "texts") and word not in [text.casefold() for text in _texts(went)]:
        _is_an_answer(column, word)
    if column.sort == "money" and groups_or_decimals(cell):
        raise Wrong(Text(_TWO_AMOUNTS.fr.format(cell), _TWO_AMOUNTS.en.format(cell)))
    return meant(column, cell, target)


def _texts(value: Any) -> list[str]:
    return [str(text) for text in (value if isinstance(value, list) else [] if value is None else [value])]


def _is_an_answer(column: Column, word: str) -> None:
    """Raises Wrong where words say that nobody knows, or that there is none where no model can say that."""
    why = None
    if word.strip(" .?…()-–—") in _NOT_KNOWN:
        why = _SAYS_NOTHING
    elif says_none(word) and column.sort == "text" and not column.may_be_no:
        why = _NO_WORD_FOR_NONE
    if why is not None:
        raise Wrong(Text(why.fr.format(word), why.en.format(word)))


def takes(fields: Mapping[str, Any], column: Column) -> bool:
    """Whether an answer has its place in an element: what is written of its group of fields, if anything, is one."""
    return not column.inner or isinstance(fields.get(column.field) or {}, dict)


def answer(fields: dict[str, Any], column: Column, value: Any) -> None:
    """Puts an answer, which the fields must take, where its column says: a field, one of a group, an approval's day."""
    if not column.inner:
        fields[column.field] = value
        return
    before = (fields.get(column.field) or {}).get(column.inner)
    if column.field == _APPROVALS and value not in (None, False):
        value = {**(before if isinstance(before, dict) else {}), _ON: value}
    group = {**(fields.get(column.field) or {}), column.inner: value}
    fields[column.field] = {name: part for name, part in group.items() if part is not None}
