"""One page or one question, answered from a reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ea_repo.finding import Text
from ea_repo.load.graph_bytes import Damaged
from ea_repo.load.snapshot import drop_all
from ea_repo.questions import named
from ea_repo.questions.hiding import hidden
from ea_repo.questions.question import Question, WronglyAsked
from ea_repo.report.json.values import dumped
from ea_repo.report.writing import written
from ea_repo.repository.open_workspace import UnknownName
from ea_repo.repository.refused import fault, refusal
from ea_repo.serve.asked import Asked, Made, Page, Part
from ea_repo.serve.problems import problem
from ea_repo.serve.reading import Reading
from ea_repo.site.one_file import file_of
from ea_repo.typography import typeset
from ea_repo.visible import escaped

JSON = "application/json"
_NO_PAGE = Text("cette page n'existe pas", "there is no such page")


class Answerer:
    """Answers from a reading, and from the text itself once a snapshot of it proves to be damaged."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def answer(self, asked: Page | Asked) -> Made:
        """The page or the answer; what is refused is told as a problem."""
        try:
            try:
                return self._answer(asked)
            except Damaged:
                drop_all()
                self._reading = self._reading.again()
                return self._answer(asked)
        except Exception as error:
            told = refusal(error)
            sentence = fault(error) if told is None else told
            text = sentence if isinstance(sentence, str) else typeset(sentence[asked.lang], asked.lang)
            return problem(_status(error, is_fault=told is None), hidden(self._reading.repository)(text), asked.lang)

    def _answer(self, asked: Page | Asked) -> Made:
        return _page(self._reading, asked) if isinstance(asked, Page) else _question(self._reading, asked)


def _status(error: Exception, *, is_fault: bool) -> int:
    if is_fault:
        return 500
    if isinstance(error, WronglyAsked):
        return 400
    if isinstance(error, UnknownName):
        return 404
    return 503 if isinstance(error, MemoryError) else 422


def _page(reading: Reading, asked: Page) -> Made:
    file = file_of(reading.portal, asked.path)
    if file is None:
        return problem(404, _NO_PAGE, asked.lang)
    text = hidden(reading.repository)(file.text)
    return Made(200, file.media_type, text.encode("utf-8", "backslashreplace"))


def _question(reading: Reading, asked: Asked) -> Made:
    question = named(asked.name)
    words = question.read(read_query(question, dict(asked.given)))
    at = getattr(words, "at", None)
    repository = reading.repository if at is None else reading.repository.on(at)
    reply = question.ask(repository, words)
    text = str(written(reply.name, reply.content, "json", asked.lang, **reply.wishes))
    total = None
    if question.many:
        text, total = _part(text, asked.part)
    return Made(200, JSON, hidden(repository)(text).encode("utf-8", "backslashreplace"), total=total)


def _part(text: str, part: Part) -> tuple[str, int]:
    """A part of a list, written as the list is, and how long the list is."""
    items = json.loads(text)
    wanted = items[part.offset : part.offset + part.limit]
    return (text if len(wanted) == len(items) else escaped(dumped(wanted))), len(items)


def read_query(question: Question, given: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The parameters of a URL as values: several where a question takes several, numbers and yes or no as written.

    What does not read so stays a text, which the question refuses in its own words; raises WronglyAsked for one that
    is said twice.
    """
    properties = question.schema("en")["properties"]
    return {name: _value(name, values, properties.get(name, {})) for name, values in given.items()}


def _value(name: str, values: tuple[str, ...], schema: Mapping[str, Any]) -> Any:
    types = {schema.get("type"), *(choice.get("type") for choice in schema.get("anyOf", ()))}
    if "array" in types:
        return list(values)
    if len(values) > 1:
        raise WronglyAsked(Text(f"« {name} » est dit deux fois", f"“{name}” is said twice"))
    (value,) = values
    if "integer" in types and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    if "boolean" in types and value in ("true", "false"):
        return value == "true"
    return value
