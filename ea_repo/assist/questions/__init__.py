"""Every question that an assistant may ask: the commands that read, under their names."""

from __future__ import annotations

from collections.abc import Mapping

from ea_repo.assist.question import Question
from ea_repo.assist.questions import judging, looking, planning

QUESTIONS: Mapping[str, Question] = {
    question.name: question for question in (*looking.QUESTIONS, *planning.QUESTIONS, *judging.QUESTIONS)
}
