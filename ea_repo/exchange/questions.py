"""What is asked of a field, in plain words: in the comment of a header, and in a campaign."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ea_repo.exchange.columns import Column
from ea_repo.finding import Text
from ea_repo.load.yaml import parse
from ea_repo.metamodel import Kind


def question_about(kind: str, fact: str) -> Text | None:
    """The question about a fact (a field, a group and the field in it, a relation) of a kind; None where none is kept.

    What a referential is asked is what an application is, where nothing else is said of it.
    """
    questions = _questions()
    kinds = (kind, "application") if kind == "referential" else (kind,)
    return next((questions[key] for key in (*(f"{name}/{fact}" for name in kinds), fact) if key in questions), None)


def question_of(kind: Kind, column: Column) -> Text:
    """The question about a column; of a field that a workspace declares, what it says that it means."""
    kept = question_about(kind.name, column.path) or question_about(kind.name, column.field)
    declared = kind.wordings.get(column.field)
    if kept is not None or declared is None:
        return kept or Text(column.path, column.path)
    return declared.help or declared.label


@cache
def _questions() -> dict[str, Text]:
    text = (files("ea_repo.exchange") / "questions.yaml").read_text(encoding="utf-8")
    return {key: Text(words["fr"], words["en"]) for key, words in parse(text).value.items()}
