"""Recording what a committee decided of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.writing.editing import Changes, changed, new_file
from ea_repo.finding import Text, Wrong
from ea_repo.load.files import own_file
from ea_repo.load.request_remarks import remarks, require_sound
from ea_repo.load.requests import WrittenRequest, read_request
from ea_repo.repository.open_workspace import OpenWorkspace, day_written
from ea_repo.write import change

FILE = "model/decisions.yaml"
FINAL = ("accept", "conditions", "derogate", "refuse")
"""The verdicts that settle a request: what is studied on or postponed comes back."""
_NEED_AN_OPTION = ("accept", "conditions", "derogate")


class NotDecided(Wrong):
    """A decision that is not recorded: why, in a sentence; nothing is written."""


@dataclass(frozen=True)
class Said:
    """What was decided, in the words of the command line; each condition is `TEXT` or `TEXT=DAY`."""

    verdict: str
    by: str
    on: str
    option: str | None = None
    reason: str | None = None
    until: str | None = None
    conditions: tuple[str, ...] = ()


def decide(opened: OpenWorkspace, word: str, said: Said) -> str:
    """Writes the decision on a request, and returns its id.

    Raises RequestUnreadable, UnknownName for an actor or a day that does not exist, NotDecided for what does not hold,
    ChangesUnreadable for an option with an error in what it changes.
    """
    written = read_request(opened.root, word, opened.workspace.settings.limits)
    require_sound(remarks(written, opened.workspace.graph))
    _require_undecided(opened, written)
    _require_whole(written, said)
    _require_readable(opened, written, said)
    actor = opened.named(said.by, "actor")
    opened.must_know(actor, "actor")
    conditions = [_condition(text) for text in said.conditions]
    fields: dict[str, Any] = {
        "name": written.request.title,
        "request": written.id,
        "verdict": said.verdict,
        "option": said.option,
        "by": [actor],
        "decided_on": day_written(said.on),
        "expires_on": day_written(said.until) if said.until else None,
        "conditions": conditions or None,
        "reason": said.reason,
        "illustrative": written.request.illustrative or None,
    }
    id = _free_id(opened, written.id)
    whole = {name: value for name, value in fields.items() if value is not None}

    def with_it(before: bytes) -> bytes:
        added: dict[str, dict[str, Mapping[str, Any]]] = {"decision": {id: whole}}
        text = before.decode("utf-8")
        return (changed(FILE, text, Changes(added=added)) if text.strip() else new_file(added)).encode("utf-8")

    change(own_file(opened.root, FILE, opened.workspace.settings.limits), with_it)
    return id


def _require_undecided(opened: OpenWorkspace, written: WrittenRequest) -> None:
    graph = opened.workspace.graph
    for id in graph.of("decision"):
        if graph.value(id, "request") == written.id and graph.value(id, "verdict") in FINAL:
            at = opened.locate(id)
            fr = f"{at}: « {written.id} » est déjà décidée par {id} ; corrigez cette décision (rien n'est écrit)"
            en = f"{at}: “{written.id}” is decided already by {id}; correct that decision (nothing is written)"
            raise NotDecided(Text(fr, en))


def _require_whole(written: WrittenRequest, said: Said) -> None:
    """Raises NotDecided where the decision does not say what its verdict needs."""
    options, keys = written.request.options, ", ".join(written.request.options)
    if said.option is None and said.verdict in _NEED_AN_OPTION:
        fr = f"{written.file} : dites quelle option est retenue (--option {keys})"
        raise NotDecided(Text(fr, f"{written.file}: say which option is chosen (--option {keys})"))
    if said.option is not None and said.option not in options:
        fr = f"{written.place('options')}: aucune option « {said.option} » ({keys})"
        raise NotDecided(Text(fr, f"{written.place('options')}: no option “{said.option}” ({keys})"))
    if said.verdict == "conditions" and not said.conditions:
        fr, en = (
            "dites à quelles conditions (--condition TEXTE=JOUR)",
            "say under which conditions (--condition TEXT=DAY)",
        )
        raise NotDecided(Text(fr, en))
    if said.verdict == "derogate" and not (said.until and said.reason):
        fr = "une dérogation a un terme et un motif (--until, --reason)"
        raise NotDecided(Text(fr, "a derogation has an end and a reason (--until, --reason)"))


def _require_readable(opened: OpenWorkspace, written: WrittenRequest, said: Said) -> None:
    """Raises ChangesUnreadable where what is accepted could not be written."""
    source = written.changes(opened.root, said.option) if said.option and said.verdict in _NEED_AN_OPTION else None
    if source is not None:
        _ = opened.changed(source).workspace


def _condition(text: str) -> dict[str, str]:
    words, mark, day = text.rpartition("=")
    if not mark:
        return {"text": text.strip()}
    return {"text": words.strip(), "until": day_written(day.strip())}


def _free_id(opened: OpenWorkspace, request: str) -> str:
    number = 1
    while (id := f"decision-{request}" + (f"-{number}" if number > 1 else "")) in opened.workspace.graph:
        number += 1
    return id
