"""Fields, kinds and the words that fields take, as people call them: what a table or a sentence shows of the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind, kinds
from ea_repo.metamodel.names import FIELDS, field_name, word_name
from ea_repo.report.words import COLON, PHASE, kind_words
from ea_repo.typography import day


def path_name(path: str, lang: Lang, kind: Kind | None = None) -> str:
    """What people call a field, or a path of them: `moa.part_of` is `maîtrise d'ouvrage – fait partie de`."""
    first, *rest = path.split(".")
    if kind is None and not rest and first in kinds() and first not in FIELDS:
        return kind_words(first, lang)
    return " – ".join([field_name(kind, first)[lang], *(_part_name(part, lang) for part in rest)])


def _part_name(part: str, lang: Lang) -> str:
    """A part of a group of fields, or a field of what a link points at."""
    name = field_name(None, part)
    return name[lang] if name.fr != part else word_name(None, "", part)[lang]


def kind_name(kind: str, lang: Lang) -> str:
    """What people call one element of a kind; its own name where a workspace declares it."""
    return kinds()[kind].label[lang] if kind in kinds() else kind


def said(value: Any, field: str, lang: Lang, kind: Kind | None = None) -> str:
    """A plain value of a field as people read it: words by their names, days as they are written; nothing is empty."""
    match value:
        case None:
            return ""
        case bool():
            return word_name(None, field, "true" if value else "false")[lang]
        case list():
            return Text(" ; ", "; ")[lang].join(said(part, field, lang, kind) for part in value)
        case dict():
            return _parts(value, field, lang)
        case str() if field == "phase":
            return _phase(value, lang)
        case str() if field == "kind":
            return kind_name(value, lang)
        case str() if _is_day(value):
            return day(value, lang)
        case str():
            return word_name(kind, field, value)[lang] if _takes_words(kind, field) else value
        case _:
            return str(value)


def _phase(phase: str, lang: Lang) -> str:
    known: Mapping[Any, Text] = PHASE
    return known[phase][lang] if phase in known else phase


def _parts(value: Mapping[str, Any], field: str, lang: Lang) -> str:
    """The parts of a group of fields, each with its name; properties keep the words of their source."""
    if field == "properties":
        return ", ".join(f"{name}{COLON[lang]}{said(part, '', lang)}" for name, part in value.items())
    named = ((word_name(None, field, name)[lang], said(part, name, lang), part) for name, part in value.items())
    return ", ".join(
        f"{name} ({words})" if isinstance(part, dict) else f"{name}{COLON[lang]}{words}" for name, words, part in named
    )


def _is_day(value: str) -> bool:
    """Whether a text is a day, a month or a year as the model writes them."""
    parts = value.split("-")
    return len(parts[0]) == 4 and len(parts) > 1 and all(part.isascii() and part.isdigit() for part in parts)


def _takes_words(kind: Kind | None, field: str) -> bool:
    """Whether a field takes one of a few words; where the kind is not known, whether some kind's field does."""
    if kind is not None and field in kind.fields:
        return field in kind.choices or field in kind.wordings
    return any(field in known.choices for known in kinds().values()) or field in ("status", "disposal")
