"""The answer to a question as data: the JSON of the command line, and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.assist.places import mentioned, not_written, places, rules_named
from ea_repo.finding import Lang, Text
from ea_repo.load.graph_bytes import Damaged
from ea_repo.load.snapshot import undamaged
from ea_repo.questions import named
from ea_repo.questions.hiding import hidden, without_folders
from ea_repo.questions.question import Question
from ea_repo.report.json.values import both, place
from ea_repo.report.writing import written
from ea_repo.repository import Repository
from ea_repo.repository.publishing import NOT_TOLD
from ea_repo.repository.refused import fault, refusal
from ea_repo.typography import typeset

_OF_RULES = ("audit", "rule", "rules")
"""The answers that name rules."""
_NOT_READ = Text(
    f"le texte a changé et ne se lit pas en entier : {NOT_TOLD.fr}",
    f"the text has changed and cannot be read whole: {NOT_TOLD.en}",
)
Open = Callable[[str | None], Repository]
"""Opens the workspace on a day, written as `--at`; what has changed in its text since is read again."""


class Refused(ValueError):
    """A question without an answer, with the sentence of the command line."""


@dataclass(frozen=True)
class Answers:
    """Answers the questions of assistants about one workspace, in a language; nothing is written."""

    open: Open
    lang: Lang
    hide: Callable[[str], str]
    """Takes the folders of the machine out of what is said of a workspace that cannot be opened."""
    is_for_audience: bool = False
    """Whether who asks is an audience: why the text cannot be read is not told to it."""

    def answer(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """What a question answers; raises Refused."""
        try:
            return undamaged(lambda: self._answer(named(name), given))
        except Refused:
            raise
        except Exception as error:
            raise self._refused(error, self.hide) from error

    def _answer(self, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
        words = question.read(given)
        repository = self._opened(getattr(words, "at", None))
        try:
            return self._answered(question, words, repository)
        except Damaged:
            raise
        except Exception as error:
            raise self._refused(error, hidden(repository)) from error

    def _opened(self, at: str | None) -> Repository:
        """The workspace on a day; raises Refused, without a reason, where an audience asks and it cannot be read."""
        if not self.is_for_audience:
            return self.open(at)
        try:
            shown = self.open(None)
        except Damaged:
            raise
        except Exception as error:
            raise Refused(typeset(_NOT_READ[self.lang], self.lang)) from error
        return shown if at is None else shown.on(at)

    def _refused(self, error: Exception, hide: Callable[[str], str]) -> Refused:
        sentence = refusal(error) or fault(error)
        return Refused(hide(sentence if isinstance(sentence, str) else typeset(sentence[self.lang], self.lang)))

    def _answered(self, question: Question, words: Any, repository: Repository) -> dict[str, Any]:
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
