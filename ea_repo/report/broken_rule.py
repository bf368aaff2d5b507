"""A rule that judges nothing, as one reads it: what is wrong in its file."""

from __future__ import annotations

from ea_repo.answer.explanation import BrokenRule
from ea_repo.document import Document, Item, Items
from ea_repo.finding import Lang
from ea_repo.report.flaws import line


def document(broken: BrokenRule, lang: Lang) -> Document:
    """Each flaw with its place."""
    return Document(lang, blocks=(Items(tuple(Item(line(flaw, lang), tone="bad") for flaw in broken.flaws)),))
