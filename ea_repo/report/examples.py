"""Whether the examples of the rules turn out as they say."""

from __future__ import annotations

from ea_repo.answer.examples import TriedExamples
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text


def document(tried: TriedExamples, lang: Lang) -> Document:
    """The examples that do not, or that all do."""
    right = Text(
        f"{tried.rules} règles : chaque exemple se vérifie", f"{tried.rules} rules: every example turns out as it says"
    )
    block: Block = Sentence(right[lang], "good")
    if tried.mismatches:
        block = Items(tuple(Item(str(mismatch), tone="bad") for mismatch in tried.mismatches))
    return Document(lang, blocks=(block,))
