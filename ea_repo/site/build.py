"""The site: every page, in both languages, with the data and the scripts that they use."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from ea_repo import parallel
from ea_repo.answer.map import MapQuestion
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import part
from ea_repo.site.addresses import Folder, page_of
from ea_repo.site.maps import drawn_maps, map_page
from ea_repo.site.pages import ABOUT, DATA, WHOLE
from ea_repo.site.portal import LANGS, Portal
from ea_repo.site.shell import POLICY, print_margins, template_of
from ea_repo.visible import visible
from ea_repo.write import replace_folder

T = TypeVar("T")
Turn = Callable[[], Iterator[tuple[str, str]]]
"""Makes some pages, one after the other: their files and their texts."""
Tell = Callable[[int, int], None]
_LIST, _HEAD = "files.txt", "site of ea-repo"
"""The file that names all files of a site, one a line, and its first line."""
_VENDORED = ("minisearch", "cytoscape")
_OF_ELEMENTS: tuple[Folder, ...] = ("element", "impact", "lineage")
_OTHERS: tuple[Folder, ...] = ("rule", "request")
_PER_TURN = 20
"""How many elements, or maps around one, a process takes at a time."""


@dataclass(frozen=True)
class Built:
    """A site: its first page, how many pages it has, their size in bytes."""

    page: Path
    pages: int
    size: int


def build(portal: Portal, folder: Path, lang: Lang, tell: Tell = lambda *_: None) -> Built:
    """Writes the site in a folder that is new, empty, or holds an earlier site, which it replaces whole.

    `lang` is the language that one comes to first. Raises NotWritten, and leaves what was there as it was.
    """
    portal.prepare()
    pages, size = replace_folder(folder, partial(_fill, portal, lang, tell), _why_not)
    return Built(folder / "index.html", pages, size)


def _why_not(folder: Path) -> Text | None:
    """Why a folder is not replaced: it is no site of ours, or holds something else too, however deep."""
    listed = _listed(folder)
    if listed is not None:
        held = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
        others = sorted({path.relative_to(folder).as_posix() for path in held} - listed)
        if not others:
            return None
        what = Text(f"« {others[0]} » n'en fait pas partie", f"“{others[0]}” is no part of it")
        fr = f"{folder} : ce dossier contient un site, mais {what.fr} ; rien n'est remplacé, choisissez-en un autre"
        return Text(fr, f"{folder}: it holds a site, but {what.en}; nothing is replaced, choose another folder")
    fr = f"{folder} : ce dossier n'est ni vide ni un site de ea ; choisissez-en un autre"
    return Text(fr, f"{folder}: this folder is neither empty nor a site of ea; choose another one")


def _listed(folder: Path) -> frozenset[str] | None:
    """The files of the site in a folder, as its list names them; None where there is no such list."""
    try:
        head, *names = (folder / _LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return frozenset((_LIST, *names)) if head == _HEAD else None


def _fill(portal: Portal, lang: Lang, tell: Tell, folder: Path) -> tuple[int, int]:
    """Writes every file; how many pages there are, and how many bytes all files have."""
    for name in ("assets", "data", *(f"{lang}/{name}" for lang in LANGS for name in ABOUT)):
        (folder / name).mkdir(parents=True, exist_ok=True)
    turns = list(_turns(portal))

    def written(number: int) -> tuple[list[str], int]:
        """The files that one turn writes, and how many bytes they have."""
        names, size = list[str](), 0
        for name, text in turns[number]():
            names.append(name)
            size += _write(folder / name, text)
        return names, size

    with _collecting():
        if parallel.possible() and len(turns) > 2:
            done = parallel.answers(len(turns), written, tell)
        else:
            done = [written(number) for number in range(len(turns))]
    others = dict(assets(portal, lang))
    names = sorted([*others, *(name for names, _ in done for name in names)])
    others[_LIST] = "".join(f"{line}\n" for line in (_HEAD, *names))
    size = sum(size for _, size in done) + sum(_write(folder / name, text) for name, text in others.items())
    return sum(len(names) for names, _ in done), size


@contextmanager
def _collecting() -> Iterator[None]:
    """Frees what pages leave behind, however many there are; what stands already is not looked through again.

    A command collects no garbage otherwise, as it answers once and ends.
    """
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not enabled:
            gc.disable()


def _write(path: Path, text: str) -> int:
    content = text.encode("utf-8", "backslashreplace")
    path.write_bytes(content)
    return len(content)


def _turns(portal: Portal) -> Iterator[Turn]:
    """What one process does at a time, those that take long first."""
    alone = [question for question in portal.maps if not question.focus]
    around = [question for question in portal.maps if question.focus]
    # Of two maps that Graphviz lays out in one run, the second is not always the same one.
    yield from (partial(_about, "map", portal, question.name) for question in alone)
    yield from (partial(_maps, portal, group) for group in _groups(around))
    yield from (partial(_elements, portal, group) for group in _groups(list(portal.entries)))
    yield partial(_others, portal)


def _groups(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + _PER_TURN] for start in range(0, len(things), _PER_TURN))


def _maps(portal: Portal, questions: Sequence[MapQuestion]) -> Iterator[tuple[str, str]]:
    """The pages of several small maps, which are laid out together."""
    drawn = drawn_maps(portal, [(question, lang) for question in questions for lang in LANGS])
    for (question, lang), shown in drawn.items():
        yield f"{lang}/{page_of('map', question.name).path}", map_page(portal, question, lang, shown)


def _elements(portal: Portal, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pages of several elements: what several pages of one say (what its loss does) is worked out once."""
    for id in ids:
        for folder in _OF_ELEMENTS:
            if id in ABOUT[folder].ids(portal):
                yield from _about(folder, portal, id)


def _others(portal: Portal) -> Iterator[tuple[str, str]]:
    """The pages of rules and requests, those of the whole system, and what they search."""
    for folder in _OTHERS:
        for id in ABOUT[folder].ids(portal):
            yield from _about(folder, portal, id)
    for lang in LANGS:
        yield from ((f"{lang}/{name}.html", make(portal, lang)) for name, make in WHOLE.items())
        yield from ((f"data/{name}-{lang}.js", make(portal, lang)) for name, make in DATA.items())


def _about(folder: Folder, portal: Portal, id: str) -> Iterator[tuple[str, str]]:
    """The pages about one thing, in both languages."""
    for lang in LANGS:
        yield f"{lang}/{page_of(folder, id).path}", ABOUT[folder].make(portal, id, lang)


def assets(portal: Portal, first: Lang) -> Iterator[tuple[str, str]]:
    """The first page, which leads to the languages; styles, scripts, the libraries with their licences."""
    yield "index.html", visible(template_of("languages.html").render(lang=first, policy=POLICY, langs=LANGS))
    yield "assets/site.css", part("page.css") + part("document.css") + _own("static/site.css")
    yield "assets/graph.css", _own("static/graph.css")
    for lang in LANGS:
        yield f"assets/print-{lang}.css", print_margins(portal, lang)
    for name in ("catalogue", "map", "walks", "questions"):
        yield f"assets/{name}.js", _own(f"static/{name}.js")
    for name in _VENDORED:
        yield f"assets/{name}.js", _own(f"vendor/{name}.js")
        yield f"assets/{name}.LICENSE.txt", _own(f"vendor/{name}.LICENSE.txt")


def _own(name: str) -> str:
    """A file that the package ships."""
    return files("ea_repo.site").joinpath(name).read_text(encoding="utf-8")
