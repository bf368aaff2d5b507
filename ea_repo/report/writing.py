"""An answer in a format: the folders say what there is.

`report/<answer>.py` says an answer as a document, which every format of `ea_repo/format/` that can write one writes.
Where a module of the same name stands in a folder of a format (`report/json/`, `report/sarif/` …), that format writes
the answer by it; where one stands in `report/records/`, so do the formats for spreadsheets, and where one stands in
`report/sheets/`, those that write workbooks of several sheets.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ea_repo import format as formats_
from ea_repo.document import Code, Document, Rows, Terms, Workbook
from ea_repo.finding import Lang, Text
from ea_repo.format import Format
from ea_repo.typography import typeset
from ea_repo.visible import all_visible, each_text, escaped, visible
from ea_repo.write import gathered

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

_RECORDS, _SHEETS = "records", "sheets"
MAP = "map"
"""The answer that is drawn, and is no document."""


class NotInThisFormat(ValueError):
    """An answer that is not written in the format asked for."""

    def __init__(self, name: str, wanted: str) -> None:
        known = ", ".join(formats(name))
        self.message = Text(
            f"cette réponse ne s'écrit pas en {wanted} : {known}", f"this answer is not written as {wanted}: {known}"
        )
        super().__init__(self.message.en)


@cache
def formats(name: str) -> Mapping[str, Format]:
    """What an answer may be written as, by name; the usual format first, then JSON. Nothing heavy is imported."""
    if name == MAP:
        return {known.name: known for known in formats_.that_write("diagram")}
    known: dict[str, Format] = {}
    if name in _modules("ea_repo.report"):
        known |= {format_.name: format_ for format_ in formats_.that_write("document")}
    if name in _modules(f"ea_repo.report.{_RECORDS}"):
        known |= {format_.name: format_ for format_ in formats_.that_write("records")}
    own = {package.FORMAT.name: package.FORMAT for package in _packages() if name in _modules(package.__name__)}
    first = [usual for usual in ("text", "json") if usual in known or usual in own]
    return {key: (own | known)[key] for key in (*first, *sorted((own | known).keys() - set(first)))}


@cache
def _modules(package: str) -> frozenset[str]:
    path = importlib.import_module(package).__path__
    return frozenset(info.name for info in pkgutil.iter_modules(path) if not info.ispkg)


@cache
def _packages() -> tuple[ModuleType, ...]:
    """The folders of formats that know answers themselves."""
    path = importlib.import_module("ea_repo.report").__path__
    names = [info.name for info in pkgutil.iter_modules(path) if info.ispkg and info.name not in (_RECORDS, _SHEETS)]
    return tuple(importlib.import_module(f"ea_repo.report.{name}") for name in names)


def has_a_head(name: str, format_: str) -> bool:
    """Whether an answer in a format says first what it is about; data and pages of their own do not."""
    own = any(package.FORMAT.name == format_ and name in _modules(package.__name__) for package in _packages())
    return not own and hasattr(formats_.modules().get(format_), "document")


def written(name: str, answer: Any, format_: str, lang: Lang, width: int = 0, **wishes: Any) -> str | bytes:
    """An answer in a format, whole: as `pieces` gives it."""
    content = pieces(name, answer, format_, lang, width, **wishes)
    if isinstance(content, (str, bytes)):
        return content
    parts: Any = list(content)
    return b"".join(parts) if parts and isinstance(parts[0], bytes) else "".join(parts)


Pieces = str | bytes | Iterable[str] | Iterable[bytes]
"""A content, whole or in pieces that are made as they are taken: those of what may be long."""


def pieces(name: str, answer: Any, format_: str, lang: Lang, width: int = 0, **wishes: Any) -> Pieces:
    """An answer in a format; `wishes` are what its module takes besides, each where it takes it.

    Raises NotInThisFormat.
    """
    if format_ not in formats(name):
        raise NotInThisFormat(name, format_)
    for package in _packages():
        if package.FORMAT.name == format_ and name in _modules(package.__name__):
            made: str | Iterable[str] = _called(_module(f"{format_}.{name}").write, answer, lang=lang, **wishes)
            content = gathered((made,) if isinstance(made, str) else made)
            if "json" not in package.FORMAT.media_type:
                return map(visible, content)
            return map(escaped, _marked(content, answer) if package.FORMAT.name == "json" else content)
    writer = formats_.modules()[format_]
    if hasattr(writer, "sheets") and name in _modules(f"ea_repo.report.{_SHEETS}"):
        sheets: Pieces = writer.sheets(_workbook(name, answer, lang, **wishes))
        return sheets
    if hasattr(writer, "records"):
        rows = _called(_module(f"{_RECORDS}.{name}").records, answer, lang=lang, **wishes)
        table: Pieces = writer.records(all_visible(rows))
        return table
    written_ = document(name, answer, lang, screen=format_ == "text", **wishes)
    if format_ in _PAGES:
        written_ = each_text(written_, _without_options)
    content_: Pieces = writer.document(written_, width)
    return content_


_PAGES = ("html", "docx")
"""What a committee reads: who opens it types no command."""
_ALL = re.compile(r"\s\(--all\)|,\s(?:avec|with)\s--all")


def _without_options(text: str) -> str:
    """A text without the option that would show more."""
    return _ALL.sub("", text)


def picture(drawn: Diagram, style: Style, format_: str, **wishes: Any) -> str | bytes:
    """A map in a format; `wishes` are what the format takes besides (the paper of a PDF).

    Raises NotInThisFormat, or NotDrawn where Graphviz cannot draw it.
    """
    if format_ not in formats(MAP):
        raise NotInThisFormat(MAP, format_)
    from ea_repo.draw.svg import nesting

    with nesting(drawn.id):
        writer = formats_.modules()[format_].diagram
        takes = inspect.signature(writer).parameters
        content: str | bytes = writer(drawn, style, **{name: wish for name, wish in wishes.items() if name in takes})
    return content


def document(name: str, answer: Any, lang: Lang, **wishes: Any) -> Document:
    """An answer as a document: on a screen, a long one may be cut. No text of it acts on whoever shows it.

    Its sentences are set as their language wants; what is to be copied, and not read, stays as it is.
    """
    document_: Document = _called(_module(name).document, answer, lang=lang, **wishes)
    if (marking := marking_of(answer)) is not None:
        document_ = replace(document_, marking=marking[lang])
    document_ = all_visible(document_)
    return document_ if lang == "en" else _typeset(document_, lang)


def _workbook(name: str, answer: Any, lang: Lang, **wishes: Any) -> Workbook:
    """An answer as a workbook, its sentences set as their language wants."""
    made: Workbook = _called(_module(f"{_SHEETS}.{name}").sheets, answer, lang=lang, **wishes)
    marking = marking_of(answer)
    shown: Workbook = all_visible(made if marking is None else replace(made, marking=marking[lang]))
    return shown if lang == "en" else each_text(shown, lambda text: typeset(text, lang))


_END = "\n}"


def marking_of(answer: Any) -> Text | None:
    """What an answer must bear; of a comparison, what either side must."""
    inside = (getattr(answer, name, None) for name in ("audit", "before", "after"))
    situations = (getattr(part, "situation", None) for part in (answer, *inside))
    return next((seen.marking for seen in situations if seen is not None and seen.marking is not None), None)


def _marked(content: Iterator[str], answer: Any) -> Iterator[str]:
    """The JSON of an answer that is a mapping, with what it must bear first."""
    marking, begins = marking_of(answer), next(content, "")
    if marking is not None and begins.startswith("{"):
        first = json.dumps({"marking": {"fr": marking.fr, "en": marking.en}}, ensure_ascii=False, indent=2)
        begins = f"{first[: -len(_END)]},{begins[1:]}"
    return chain((begins,), content)


def _typeset(document_: Document, lang: Lang) -> Document:
    """A document whose sentences are typeset, but not what is to be copied."""

    def change(text: str) -> str:
        return typeset(text, lang)

    def code(part: Any) -> Any:
        match part:
            case Code() | Terms(code=True):
                return part
            case Rows(code=columns) if columns:
                rows = (tuple(enumerate(row)) for row in part.rows)
                kept = tuple(tuple(cell if place in columns else change(cell) for place, cell in row) for row in rows)
                return replace(part, rows=kept, more=change(part.more))
        return None

    set_: Document = each_text(document_, change, code)
    return set_


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"ea_repo.report.{name}")


def _called(function: Callable[..., Any], answer: Any, **given: Any) -> Any:
    """What a function makes of an answer, given what it takes."""
    takes = inspect.signature(function).parameters
    return function(answer, **{name: value for name, value in given.items() if name in takes})
