"""A document as one page, self-contained and without script, for a screen and for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING

import ea_repo
from ea_repo.document import Bars, Branch, Document, Picture
from ea_repo.finding import Text
from ea_repo.format import Format
from ea_repo.format.layout.page import digest, margins, part
from ea_repo.typography import typeset

if TYPE_CHECKING:
    import jinja2

FORMAT = Format("html", (".html", ".htm"), "text/html")
_LONG = 5
"""From as many sections on, a page begins with its contents."""
_WORDS = {
    "contents": Text("Sommaire", "Contents"),
    "made": Text("Produit par", "Made by"),
}


def document(written: Document, width: int = 0) -> Iterator[str]:
    """The page, in the language of the document; every text of it is escaped. It has no width."""
    from markupsafe import Markup

    lang, situation = written.lang, written.situation or written.title
    head = f"{situation} · {written.subject or 'ea-repo'}"
    style = part("page.css") + part("document.css") + margins(head, lang, written.marking)
    return _template().generate(
        document=written,
        situation=written.situation if written.title else "",
        title=written.title or written.situation,
        contents=written.sections if len(written.sections) >= _LONG else (),
        number={id(section): place for place, section in enumerate(written.sections, 1)}.get,
        identity=id,
        inside=None,
        printed=partial(typeset, lang=lang),
        linked=partial(typeset, lang=lang),
        kind=lambda block: type(block).__name__.lower(),
        steps=_steps,
        rows_of=_rows_of,
        drawing=_drawing(),
        w={name: text[lang] for name, text in _WORDS.items()},
        lang=lang,
        style=Markup(style),  # noqa: S704 - ours, and the one text in it is escaped for CSS
        policy=f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )


def body(written: Document, linked: Callable[[str], str] | None = None, level: int = 2) -> str:
    """The blocks of a document as a part of another page, their titles at a level; `linked` makes links of names.

    The sentences of the document are typeset already.
    """
    return _template().render(
        document=written, inside=level, printed=str, linked=linked or str, number=lambda _: None, identity=id,
        kind=lambda block: type(block).__name__.lower(), steps=_steps, rows_of=_rows_of, drawing=_drawing(),
    )  # fmt: skip


def _steps(branches: tuple[Branch, ...]) -> Iterator[tuple[Branch, int, int]]:
    """Each branch of a tree with how many lists open before it, and how many close after it."""
    depths = [branch.depth for branch in branches]
    for place, branch in enumerate(branches):
        before = depths[place - 1] if place else -1
        after = depths[place + 1] if place + 1 < len(branches) else -1
        yield branch, max(0, branch.depth - before), max(0, branch.depth - after)


def _rows_of(block: Bars) -> list[tuple[str, ...]]:
    """What lasts, in words."""
    return [(row.name, *row.about, row.words) for group in block.groups for row in group.rows]


def _drawing() -> Callable[[Picture], str]:
    """Gives the SVG of each map of a page, its ids its own, without the styles that the page's policy refuses."""
    from markupsafe import Markup

    numbers = count(1)

    def drawn(picture: Picture) -> str:
        from ea_repo.draw.svg import inlined
        from ea_repo.format.svg import diagram

        content = diagram(picture.drawn, picture.style)
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        return Markup(inlined(text, f"figure-{next(numbers)}-"))  # noqa: S704 - Graphviz's, escaped

    return drawn


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(part("document.html"))
