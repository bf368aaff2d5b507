"""What people call fields, words and links seen from their other end, as heads of lines have it."""

from __future__ import annotations

from ea_repo.finding import Lang
from ea_repo.metamodel import Kind
from ea_repo.metamodel.names import field_name, word_name
from ea_repo.report.words import capital


def field_words(definition: Kind, name: str, lang: Lang) -> str:
    """What people call a field of a kind, or a part of one: `approvals.hds` is the approval called HDS."""
    field, _, inner = name.partition(".")
    label = capital(field_name(definition, field)[lang])
    return f"{label} ({inner.upper()})" if inner else label


def relation_words(name: str, lang: Lang) -> str:
    """What people call a relation by its inverse name."""
    return capital(field_name(None, name)[lang])


def choice_words(field: str, word: str, lang: Lang) -> str:
    """A word that a field takes, as people say it."""
    return word_name(None, field, word)[lang]
