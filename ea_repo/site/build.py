"""The site: every page, in both languages, with the data and the scripts that they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from ea_repo import parallel
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import part
from ea_repo.site.addresses import Folder, page_of
from ea_repo.site.pages import ABOUT, DATA, WHOLE
from ea_repo.site.portal import LANGS, Portal
from ea_repo.site.shell import POLICY, print_margins, template_of
from ea_repo.visible import visible
from ea_repo.write import replace_folder

Write = Callable[[], str]
Tell = Callable[[int, int], None]
_LIST, _HEAD = "files.txt", "site of ea-repo"
"""The file that names all files of a site, one a line, and its first line."""
_VENDORED = ("minisearch", "cytoscape")
_OF_ELEMENTS: tuple[Folder, ...] = ("element", "impact", "lineage")
_OTHERS: tuple[Folder, ...] = ("rule", "request")
_PER_TURN = 20
"""How many elements one process takes at a time."""


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
    written = replace_folder(folder, partial(_fill, portal, lang, tell), _why_not)
    return Built(folder / "index.html", sum(pages for pages, _ in written), sum(size for _, size in written))


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


def _fill(portal: Portal, lang: Lang, tell: Tell, folder: Path) -> list[tuple[int, int]]:
    """Writes every file; by turn, how many pages and how many bytes."""
    for name in ("assets", "data", *(f"{lang}/{name}" for lang in LANGS for name in ABOUT)):
        (folder / name).mkdir(parents=True, exist_ok=True)
    turns = _turns(portal)

    def answer(number: int) -> tuple[int, int]:
        sizes = [_write(folder / path, make()) for path, make in turns[number]]
        return len(sizes), sum(sizes)

    if parallel.possible() and len(turns) > 2:
        written = parallel.answers(len(turns), answer, tell)
    else:
        written = [answer(number) for number in range(len(turns))]
    assets = dict(_assets(portal, lang))
    names = sorted([*assets, *(path for turn in turns for path, _ in turn)])
    assets[_LIST] = "".join(f"{line}\n" for line in (_HEAD, *names))
    return [*written, (0, sum(_write(folder / path, text) for path, text in assets.items()))]


def _write(path: Path, text: str) -> int:
    content = text.encode("utf-8", "backslashreplace")
    path.write_bytes(content)
    return len(content)


def _turns(portal: Portal) -> list[list[tuple[str, Write]]]:
    """The files in groups, those that take long first: a group is written by one process.

    What one element needs for several pages (what its loss does) is worked out once: its pages are in one group.
    """
    turns = [[*_about("map", portal, name)] for name in ABOUT["map"].ids(portal)]
    ids = list(portal.entries)
    by_folder = {folder: frozenset(ABOUT[folder].ids(portal)) for folder in _OF_ELEMENTS}
    for start in range(0, len(ids), _PER_TURN):
        group = ids[start : start + _PER_TURN]
        turns.append([
            file
            for id in group for folder in _OF_ELEMENTS if id in by_folder[folder]
            for file in _about(folder, portal, id)
        ])  # fmt: skip
    turns.append([
        *(file for folder in _OTHERS for id in ABOUT[folder].ids(portal) for file in _about(folder, portal, id)),
        *((f"{lang}/{name}.html", partial(make, portal, lang)) for name, make in WHOLE.items() for lang in LANGS),
        *((f"data/{name}-{lang}.js", partial(make, portal, lang)) for name, make in DATA.items() for lang in LANGS),
    ])  # fmt: skip
    return turns


def _about(folder: Folder, portal: Portal, id: str) -> Iterator[tuple[str, Write]]:
    """The pages about one thing, in both languages."""
    for lang in LANGS:
        yield f"{lang}/{page_of(folder, id).path}", partial(ABOUT[folder].make, portal, id, lang)


def _assets(portal: Portal, first: Lang) -> Iterator[tuple[str, str]]:
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
