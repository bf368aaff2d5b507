"""The columns in which tables show a kind of element: one a field, or one a field of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ea_repo.finding import Lang, Text
from ea_repo.load.yaml import parse
from ea_repo.metamodel import Kind
from ea_repo.metamodel.annotations import date_role
from ea_repo.metamodel.field_types import Money
from ea_repo.metamodel.names import field_name, word_called, word_name, words_shown

Sort = Literal["text", "texts", "flag", "number", "money", "date", "choice", "links", "data"]
"""What the cells of a column hold; `data` are groups of fields, written as YAML on one line each."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` is a field, or a group and a field in it (`needs.availability`)."""

    path: str
    sort: Sort
    choices: tuple[str, ...] = ()
    choice_names: tuple[Text, ...] = ()
    """What people call each of the choices; nothing where they stand for themselves."""
    kinds: tuple[str, ...] = ()
    """Of links, the kinds that they may point at; `*` for any."""
    many: bool = False
    """Whether a cell takes several values, one a line."""
    help: str = ""
    may_be_no: bool = False
    """Whether a text may say that there is none: `false`."""
    name: Text | None = None
    """What people call it; None where only its path is known."""

    @property
    def field(self) -> str:
        """The field of the element that it is, or is a part of."""
        return self.path.partition(".")[0]

    @property
    def inner(self) -> str:
        """The field of the group, empty for a field of the element itself."""
        return self.path.partition(".")[2]

    def head(self, lang: Lang) -> str:
        """What people read above it."""
        return self.name[lang] if self.name is not None else self.path.replace("_", " ").replace(".", " / ")

    def words(self, lang: Lang) -> Mapping[str, str]:
        """By choice, the words that a cell shows: those of the language, where they mean this choice alone."""
        return _words_of(self, lang)

    def choice(self, said: str) -> str | None:
        """The choice that somebody means, by itself or by its name in either language; None where none is meant."""
        return word_called(_named(self), said)


@cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind, in the order of its fields: the id apart, and where it came from."""
    columns = (column for name, info in kind.infos.items() if name != "id" for column in _columns(kind, name, info))
    return tuple(
        replace(
            column,
            name=_name(kind, column),
            choice_names=tuple(word_name(kind, column.field, word) for word in column.choices),
        )
        for column in columns
    )


def _named(column: Column) -> dict[str, Text]:
    names = column.choice_names or (Text(word, word) for word in column.choices)
    return dict(zip(column.choices, names, strict=True))


@cache
def _words_of(column: Column, lang: Lang) -> Mapping[str, str]:
    return words_shown(_named(column), lang)


def _name(kind: Kind, column: Column) -> Text | None:
    """What a field is called everywhere; a field of a group, what its column alone is."""
    return _words().get(column.path) if column.inner else field_name(kind, column.field)


def _columns(kind: Kind, name: str, info: FieldInfo) -> Iterator[Column]:
    help = info.description or ""
    link, part = kind.links.get(name), kind.parts.get(name)
    if link is not None:
        yield Column(name, "links", kinds=link.to, many=True, help=help)
    elif part is not None and part in _leaves(info.annotation) and _is_flat(part):
        for inner, of_it in part.model_fields.items():
            alias = of_it.alias or inner
            yield _plain(f"{name}.{alias}", of_it, of_it.description or help)
    else:
        yield _plain(name, info, help)


def _plain(path: str, info: FieldInfo, help: str) -> Column:
    leaves = _leaves(info.annotation)
    choices = tuple(str(word) for leaf in leaves if get_origin(leaf) is Literal for word in get_args(leaf))
    many = any(get_origin(leaf) is tuple for leaf in leaves)
    marks = (*info.metadata, *(mark for leaf in _marks(info.annotation) for mark in leaf))
    if date_role(info) is not None:
        return Column(path, "date", help=help)
    if choices and len(leaves) == 1:
        return Column(path, "choice", choices, help=help)
    if set(leaves) == {bool}:
        return Column(path, "flag", help=help)
    if set(leaves) <= {int, float}:
        return Column(path, "money" if any(isinstance(mark, Money) for mark in marks) else "number", help=help)
    if str in leaves and all(leaf is str or get_origin(leaf) is Literal for leaf in leaves):
        return Column(path, "text", help=help, may_be_no=len(leaves) > 1)
    if many and all(_is_texts(leaf) for leaf in leaves):
        return Column(path, "texts", many=True, help=help)
    return Column(path, "data", many=many, help=help)


def _is_flat(part: type[BaseModel]) -> bool:
    """Whether a group holds nothing but single values."""
    columns = [_plain(name, info, "") for name, info in part.model_fields.items()]
    return all(column.sort not in ("data", "texts") for column in columns)


def _is_texts(leaf: Any) -> bool:
    return get_origin(leaf) is tuple and set(_leaves(get_args(leaf)[0])) == {str}


def _leaves(annotation: Any) -> list[Any]:
    """The types that a field takes, None apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _leaves(get_args(annotation)[0])
    if origin is Literal or origin is tuple or annotation is type(None) or not get_args(annotation):
        return [] if annotation is type(None) else [annotation]
    if origin is dict:
        return [dict]
    return [leaf for part in get_args(annotation) for leaf in _leaves(part)]


def _marks(annotation: Any) -> Iterator[tuple[Any, ...]]:
    """The annotations inside a type."""
    if get_origin(annotation) is Annotated:
        yield get_args(annotation)[1:]
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _marks(part)


def value_in(fields: Mapping[str, Any], column: Column) -> Any:
    """What an element, as it is written, says in a column; None for nothing."""
    value = fields.get(column.field)
    if not column.inner:
        return value
    return value.get(column.inner) if isinstance(value, dict) else None


@cache
def _words() -> dict[str, Text]:
    """What the columns that are fields of groups are called, by their path."""
    text = (files("ea_repo.exchange") / "columns.yaml").read_text(encoding="utf-8")
    return {path: Text(words["fr"], words["en"]) for path, words in parse(text).value.items()}
