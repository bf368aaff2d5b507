"""Everything that leaves a repository, by the doors it leaves by, as bytes to look into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map
from ea_repo.assist.answering import Answers, Refused
from ea_repo.exchange.writers import writers
from ea_repo.finding import Lang
from ea_repo.impact.refusal import Refusal
from ea_repo.load.requests import RequestUnreadable
from ea_repo.questions.hiding import hidden
from ea_repo.report import map as maps
from ea_repo.report.writing import formats, picture, written
from ea_repo.repository import Repository
from ea_repo.site.build import build
from ea_repo.site.portal import Portal

LANGS: tuple[Lang, ...] = ("fr", "en")
_WRITTEN = ("audit", "dossier", "request_dossier", "impact")
"""The answers that a word processor is asked to open here: writing them is long, and all are written alike."""
_ENDINGS = {"archi": "m.archimate", "csv": "e.zip", "xlsx": "e.xlsx"}


def outputs(repository: Repository, request: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each output with what to call it."""
    yield from _site(repository, folder)
    yield from _assistants(repository, request)
    for format_ in writers():
        yield format_, b"".join(repository.export(format_, (), "fr", _ENDINGS.get(format_, "")).content)
    yield from _maps(repository)
    yield from _answers(repository, request)


def texts(content: str | bytes) -> bytes:
    """What a content says: of an archive, its parts."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if not data.startswith(b"PK\x03\x04"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(part for name in archive.namelist() for part in (name.encode(), archive.read(name)))


def _site(repository: Repository, folder: Path) -> Iterator[tuple[str, bytes]]:
    build(Portal(repository), folder, "fr")
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "assets":
            yield path.relative_to(folder).as_posix(), path.relative_to(folder).as_posix().encode() + path.read_bytes()


def _assistants(repository: Repository, request: str) -> Iterator[tuple[str, bytes]]:
    answers = Answers(lambda at: repository if at is None else repository.on(at), "en", hidden(repository))
    asked: list[tuple[str, dict[str, Any]]] = [
        *((name, {}) for name in ("list", "budget", "check", "rules", "stale", "requests", "decisions", "views")),
        ("diff", {"after": "2022-06"}), ("find", {"text": "vit"}), ("dossier", {"request": request}),
        *(("show", {"id": id}) for id in repository.graph), ("timeline", {}), ("indicators", {}),
        *(("deps", {"id": id}) for id in repository.graph.of("application")[:2]),
        *((name, {"ids": [id]}) for name in ("impact", "retire") for id in repository.graph.of("application")[:2]),
        *(("lineage", {"id": id}) for id in repository.graph.of("data_object")),
    ]  # fmt: skip
    for name, given in asked:
        try:
            yield f"mcp {name} {given}", str(answers.answer(name, given)).encode()
        except Refused as refusal:
            # What was asked is said again; nothing else that is not shown may be.
            yield f"mcp {name} refused", str(refusal).encode()


def _maps(repository: Repository) -> Iterator[tuple[str, bytes]]:
    for question in repository.every_map():
        answer = repository.draw(question)
        if isinstance(answer.content, Map):
            drawn = maps.diagram(Answer(answer.situation, answer.content), "fr")
            for format_ in ("dot", "text", "mermaid", "drawio"):
                yield f"{question.name}.{format_}", texts(picture(drawn, answer.content.style, format_))


def _answers(repository: Repository, request: str) -> Iterator[tuple[str, bytes]]:
    applications = repository.graph.of("application")[:1]
    asked: dict[str, Any] = {
        "audit": repository.check(), "session": repository.committee(), "portfolio": repository.requests(),
        "states": repository.compare(()), "table": repository.list((), ("id", "name", "description")),
        "comparison": repository.diff(None, "2022-06"),
    }  # fmt: skip
    if applications:
        asked["impact"] = repository.impact(applications)
    with suppress(Refusal):
        asked |= {"dossier": repository.retire(applications)} if applications else {}
    with suppress(RequestUnreadable):
        asked["request_dossier"] = repository.dossier(request)
    for name, answer in asked.items():
        for format_ in formats(name).keys() - ({"docx"} if name not in _WRITTEN else set()):
            yield f"{name} {format_}", texts(written(name, answer, format_, "fr", 100))
