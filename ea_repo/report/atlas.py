"""Every map and table of a workspace, in a folder, with a page that shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map, MapQuestion
from ea_repo.answer.view_table import ViewTable
from ea_repo.draw.links import LinkOf
from ea_repo.draw.svg import NotDrawn
from ea_repo.finding import Lang, Text
from ea_repo.report import map as maps
from ea_repo.report.html import sheet
from ea_repo.report.map_files import map_files
from ea_repo.report.writing import written
from ea_repo.repository import Repository

Keep = Callable[[Path, "str | bytes"], None]
"""Writes a file."""
PICTURES = ("svg", "png", "pdf")
"""What the atlas may be made of."""
_SHOWN = ("svg", "png")
"""The pictures that a page can show."""
_TABLE = Text("tableau", "table")


@dataclass(frozen=True)
class Atlas:
    """The page that shows all maps, how many there are, and what could not be drawn."""

    page: Path
    number: int
    wrong: tuple[Text, ...]


def atlas(
    repository: Repository,
    questions: Iterable[MapQuestion],
    folder: Path,
    format_: str,
    lang: Lang,
    keep: Keep,
    paper: str | None,
) -> Atlas:
    """Writes every map and table, and the page; one map that Graphviz cannot draw hides no other."""
    plates: list[sheet.Plate] = []
    failed: list[Text] = []
    small = _small_maps(repository, format_)
    for question in questions:
        link_of = partial(_small_map, small, f"{question.name}.{format_}")
        try:
            plates.append(_plate(repository, question, folder, format_, lang, keep, paper, link_of))
        except NotDrawn as problem:
            failed.append(problem.message)
    page = folder / "index.html"
    keep(page, sheet.page(plates, repository.situation, lang))
    unreadable = (error.message for error in repository.views().unreadable.values())
    return Atlas(page, len(plates), (*failed, *unreadable))


def _small_maps(repository: Repository, format_: str) -> dict[str, list[str]]:
    """The files of the maps that are drawn around each element."""
    files: dict[str, list[str]] = {}
    for question in repository.every_map():
        for id in question.focus:
            files.setdefault(id, []).append(f"{question.name}.{format_}")
    return files


def _small_map(small: Mapping[str, Sequence[str]], shown: str, id: str) -> str | None:
    """Where a click on an element leads: the first map around it that is not the one shown."""
    return next((quote(file) for file in small.get(id, ()) if file != shown), None)


def _plate(
    repository: Repository,
    question: MapQuestion,
    folder: Path,
    format_: str,
    lang: Lang,
    keep: Keep,
    paper: str | None,
    link_of: LinkOf,
) -> sheet.Plate:
    """Writes a map or a table; what the page shows of it."""
    answer = repository.draw(question)
    point = answer.content.view.point
    about = point.question.text[lang]
    if isinstance(answer.content, ViewTable):
        file = f"{question.name}.html"
        keep(folder / file, written("view_table", answer, "html", lang))
        return sheet.Plate(point.title.text[lang], about, _TABLE[lang], file, table=True)
    map_: Answer[Map] = Answer(answer.situation, answer.content)
    drawn = maps.diagram(map_, lang, link_of)
    summary = maps.summary(drawn, lang)
    if drawn.empty:
        return sheet.Plate(drawn.title, about, summary, empty=True)
    around = point.title.text[lang] if question.focus else None
    drawn_in = map_files(drawn, map_.content.style, format_, paper, folder / f"{question.name}.{format_}")
    for path, content in drawn_in.contents.items():
        keep(path, content)
    file = drawn_in.first.relative_to(folder).as_posix()
    return sheet.Plate(drawn.title, about, summary, file, file if format_ in _SHOWN else None, around=around)
