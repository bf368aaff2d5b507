"""Whether the examples of the rules turn out as they say."""

from __future__ import annotations

from ea_repo.answer.examples import TriedExamples
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.flaws import line


def document(tried: TriedExamples, lang: Lang) -> Document:
    """What cannot be read and the examples that do not, or that all do."""
    many = "s" * (tried.rules > 1)
    right = Text(
        f"{tried.rules} règle{many} : chaque exemple donne ce qu'il annonce",
        f"{tried.rules} rule{many}: every example turns out as it says",
    )
    block: Block = Sentence(right[lang], "good")
    if not tried.holds:
        wrong = [*(line(flaw, lang) for flaw in tried.errors)]
        wrong += [f"{mismatch.at}: {mismatch.text[lang]}" for mismatch in tried.mismatches]
        block = Items(tuple(Item(sentence, tone="bad") for sentence in wrong))
    return Document(lang, blocks=(block,))
