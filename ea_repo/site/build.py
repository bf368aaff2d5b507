"""The site: every page, in both languages, with the data and the scripts that they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from ea_repo.check import parallel
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import part
from ea_repo.site import catalogue, charter, documents, home, maps, questions
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.element import element
from ea_repo.site.portal import LANGS, Portal
from ea_repo.site.shell import POLICY, template_of
from ea_repo.visible import visible
from ea_repo.write import replace_folder

Write = Callable[[], str]
Tell = Callable[[int, int], None]
_MARK = '<meta name="generator" content="ea-repo'
_OURS = frozenset(("index.html", "assets", "data", *LANGS))
"""What a site holds at its top."""
_VENDORED = ("minisearch", "cytoscape")
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
    """Why a folder is not replaced: it is no site of ours, or holds something else beside."""
    index = folder / "index.html"
    if index.is_file() and _MARK in index.read_text(encoding="utf-8", errors="replace")[:2000]:
        others = sorted(entry.name for entry in folder.iterdir() if entry.name not in _OURS)
        if not others:
            return None
        what = Text(f"« {others[0]} » n'en fait pas partie", f"“{others[0]}” is no part of it")
        fr = f"{folder} : ce dossier contient un site, mais {what.fr} ; rien n'est remplacé, choisissez-en un autre"
        return Text(fr, f"{folder}: it holds a site, but {what.en}; nothing is replaced, choose another folder")
    fr = f"{folder} : ce dossier n'est ni vide ni un site de ea ; choisissez-en un autre"
    return Text(fr, f"{folder}: this folder is neither empty nor a site of ea; choose another one")


def _fill(portal: Portal, lang: Lang, tell: Tell, folder: Path) -> list[tuple[int, int]]:
    """Writes every file; by turn, how many pages and how many bytes."""
    for name in {"assets", "data", *(f"{lang}/{page.folder}" for lang in LANGS for page in _folders())}:
        (folder / name).mkdir(parents=True, exist_ok=True)
    turns = _turns(portal)

    def answer(number: int) -> tuple[int, int]:
        sizes = [_write(folder / path, make()) for path, make in turns[number]]
        return len(sizes), sum(sizes)

    if parallel.possible() and len(turns) > 2:
        written = parallel.answers(len(turns), answer, tell)
    else:
        written = [answer(number) for number in range(len(turns))]
    assets = [_write(folder / path, text) for path, text in _assets(lang)]
    return [*written, (0, sum(assets))]


def _write(path: Path, text: str) -> int:
    content = text.encode("utf-8", "backslashreplace")
    path.write_bytes(content)
    return len(content)


def _folders() -> Sequence[Address]:
    return [page_of(folder, "-") for folder in ("", "element", "impact", "map", "rule", "request", "lineage")]


def _turns(portal: Portal) -> list[list[tuple[str, Write]]]:
    """The files in groups, those that take long first: a group is written by one process."""
    turns = [[_file(page_of("map", question.name), lang, partial(maps.map_page, portal, question, lang))
              for lang in LANGS] for question in portal.maps]  # fmt: skip
    ids = list(portal.entries)
    turns += [
        [file for id in ids[start : start + _PER_TURN] for file in _of_element(portal, id)]
        for start in range(0, len(ids), _PER_TURN)
    ]
    turns.append([file for lang in LANGS for file in _common(portal, lang)])
    return turns


def _file(at: Address, lang: Lang, make: Write) -> tuple[str, Write]:
    return f"{lang}/{at.path}", make


def _of_element(portal: Portal, id: str) -> Iterator[tuple[str, Write]]:
    """The pages about one element: its own, what its loss does, who holds it."""
    for lang in LANGS:
        yield _file(page_of("element", id), lang, partial(element, portal, id, lang))
        if portal.is_application(id):
            yield _file(page_of("impact", id), lang, partial(documents.impact, portal, id, lang))
        if portal.entries[id].kind == "data_object":
            yield _file(page_of("lineage", id), lang, partial(documents.lineage, portal, id, lang))


def _common(portal: Portal, lang: Lang) -> Iterator[tuple[str, Write]]:
    """The pages and the data of the whole system in one language."""
    pages: dict[str, Callable[[Portal, Lang], str]] = {
        "index": home.home,
        "catalogue": catalogue.catalogue,
        "questions": questions.questions,
        "maps": maps.maps,
        "charter": charter.charter,
        "asked": home.asked,
        "decisions": documents.decisions,
        "indicators": home.indicators,
        "history": home.history,
    }
    for name, make in pages.items():
        yield _file(Address("", name), lang, partial(make, portal, lang))
    for rule in charter.rule_ids(portal):
        yield _file(page_of("rule", rule), lang, partial(charter.rule, portal, rule, lang))
    for request in documents.request_ids(portal):
        yield _file(page_of("request", request), lang, partial(documents.request, portal, request, lang))
    yield f"data/catalogue-{lang}.js", partial(catalogue.catalogue_data, portal, lang)
    yield f"data/exchanges-{lang}.js", partial(questions.exchanges_data, portal, lang)


def _assets(lang: Lang) -> Iterator[tuple[str, str]]:
    """The first page, which leads to the languages; styles, scripts, the libraries with their licences."""
    yield "index.html", visible(template_of("languages.html").render(lang=lang, policy=POLICY, langs=LANGS))
    yield "assets/site.css", part("page.css") + part("document.css") + _own("static/site.css")
    yield "assets/graph.css", _own("static/graph.css")
    for name in ("catalogue", "map", "walks", "questions"):
        yield f"assets/{name}.js", _own(f"static/{name}.js")
    for name in _VENDORED:
        yield f"assets/{name}.js", _own(f"vendor/{name}.js")
        yield f"assets/{name}.LICENSE.txt", _own(f"vendor/{name}.LICENSE.txt")


def _own(name: str) -> str:
    """A file that the package ships."""
    return files("ea_repo.site").joinpath(name).read_text(encoding="utf-8")
