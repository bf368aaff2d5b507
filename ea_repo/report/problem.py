"""What is found that is no rule of the charter: a flaw of the text, or a remark of the audit."""

from __future__ import annotations

import re

from ea_repo.answer.explanation import ExplainedProblem
from ea_repo.document import Document, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.load.problem import Problem
from ea_repo.report.rule import LABEL
from ea_repo.report.words import FIX, SEVERITY, WHY

_PLACE = re.compile(r"\{\w+\}")
_OF_THE_TEXT = Text("défaut du texte", "flaw of the text")
_OF_AN_AUDIT = Text("constat de l'audit, hors de la charte", "finding of the audit, outside the charter")


def document(explained: ExplainedProblem, lang: Lang) -> Document:
    """What it is, why it matters, what to do."""
    problem = explained.problem
    kind = (_OF_AN_AUDIT if problem.title else _OF_THE_TEXT)[lang]
    reasons = [Term(WHY[lang], (problem.why[lang],))] if problem.why else []
    reasons.append(Term(FIX[lang], (without_facts(problem.fix)[lang],)))
    about = f"{title(problem)[lang]}  ({SEVERITY[problem.severity][0][lang]}, {kind})"
    return Document(lang, title=explained.id, about=about, blocks=(Terms(tuple(reasons), LABEL),))


def title(problem: Problem) -> Text:
    """What the problem is: its title, else its sentence without its facts."""
    return problem.title or without_facts(problem.message)


def without_facts(text: Text) -> Text:
    """A sentence, an ellipsis in the place of each fact."""
    # A hint comes at the end of a sentence, when there is one.
    fr, en = (_PLACE.sub("…", sentence.replace("{hint}", "")) for sentence in (text.fr, text.en))
    return Text(fr, en)
