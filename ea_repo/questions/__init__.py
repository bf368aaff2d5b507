"""The commands that read, as questions under their names: declared once, asked by assistants and over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from ea_repo.finding import Text
from ea_repo.questions import judging, looking, planning
from ea_repo.questions.question import Question, WronglyAsked
from ea_repo.suggest import did_you_mean

QUESTIONS: Mapping[str, Question] = {
    question.name: question for question in (*looking.QUESTIONS, *planning.QUESTIONS, *judging.QUESTIONS)
}


def named(name: str) -> Question:
    """The question of a name; raises WronglyAsked."""
    if name not in QUESTIONS:
        hint = did_you_mean(name, QUESTIONS)
        raise WronglyAsked(Text(f"pas de question « {name} »{hint.fr}", f"no question “{name}”{hint.en}"))
    return QUESTIONS[name]
