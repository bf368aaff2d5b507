"""The answer to a question as data: the JSON of the command line, and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.assist.places import mentioned, not_written, places, rules_named
from ea_repo.finding import Lang
from ea_repo.load.snapshot import undamaged
from ea_repo.questions import named
from ea_repo.questions.hiding import hidden, without_folders
from ea_repo.questions.question import Question
from ea_repo.report.json.values import both, place
from ea_repo.report.writing import written
from ea_repo.repository import Repository
from ea_repo.repository.refused import fault, refusal
from ea_repo.typography import typeset

_OF_RULES = ("audit", "rule", "rules")
"""The answers that name rules."""
Open = Callable[[str | None], Repository]
"""Opens the workspace on a day, written as `--at`; what has changed in its text since is read again."""


class Refused(ValueError):
    """A question without an answer, with the sentence of the command line."""


@dataclass(frozen=True)
class Answers:
    """Answers the questions of assistants about one workspace, in a language; nothing is written."""

    open: Open
    lang: Lang

    def answer(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """What a question answers; raises Refused."""
        try:
            return undamaged(lambda: self._answer(named(name), given))
        except Exception as error:
            sentence = refusal(error) or fault(error)
            text = sentence if isinstance(sentence, str) else typeset(sentence[self.lang], self.lang)
            raise Refused(hidden(self.open(None))(text)) from error

    def _answer(self, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
        words = question.read(given)
        repository = self.open(getattr(words, "at", None))
        reply = question.ask(repository, words)
        answer = json.loads(written(reply.name, reply.content, "json", self.lang, **reply.wishes))
        left_out = 0
        if isinstance(answer, list) and "most" in question.parameters:
            answer, left_out = answer[: words.most], max(0, len(answer) - words.most)
        ids = mentioned(answer, repository.graph)
        told = {
            "answer": answer,
            **({"left_out": left_out} if left_out else {}),
            "about": _about(repository),
            "places": places(repository, ids) | (rules_named(repository, answer) if reply.name in _OF_RULES else {}),
            "not_written": not_written(repository, ids),
            "not_read": [
                {"at": place(finding.at), "message": both(finding.message)}
                for finding in repository.workspace.unreadable
            ],
        }
        shown: dict[str, Any] = without_folders(told, hidden(repository))
        return shown


def _about(repository: Repository) -> dict[str, Any]:
    """Whose system is looked at, on which day and why that day, at which revision of its text."""
    situation, revision = repository.situation, repository.revision
    return {
        "workspace": situation.workspace,
        "date": situation.date.isoformat(),
        "why_this_date": both(situation.origin),
        "elements": situation.elements,
        "illustrative": situation.illustrative,
        "changes": list(situation.changes),
        "revision": both(revision) if revision else None,
    }
