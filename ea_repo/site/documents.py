"""Pages of answers that are documents already: what a loss does, who holds a datum, decisions, requests, tables."""

from __future__ import annotations

from markupsafe import Markup

from ea_repo.document import Document, Sentence
from ea_repo.finding import Lang
from ea_repo.format.html import body
from ea_repo.load.changes import ChangesUnreadable
from ea_repo.load.requests import RequestUnreadable
from ea_repo.report.words import capital
from ea_repo.report.writing import document
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.linking import linking
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page
from ea_repo.site.words import SECTIONS


def impact(portal: Portal, id: str, lang: Lang) -> str:
    """What the loss of an application does, in both readings, whole."""
    written = document("impact", portal.impact(id), lang, whole=True, screen=False)
    return _page(portal, lang, page_of("impact", id), written, "questions", about=id)


def lineage(portal: Portal, datum: str, lang: Lang) -> str:
    """Who holds a datum, and from whom."""
    written = document("lineage", portal.repository.lineage(datum), lang, screen=False)
    return _page(portal, lang, page_of("lineage", datum), written, "questions", about=datum)


def decisions(portal: Portal, lang: Lang) -> str:
    """The requests with their states, each leading to its dossier, and what was decided."""
    asked, decided = portal.repository.requests(), portal.repository.decisions()
    ids = {one.written.id for one in asked.content.requests}
    others = portal.once(linking, lang, "")

    def linked(text: str) -> Markup:
        page_of_it = page_of("request", text).path
        return Markup('<a href="{}">{}</a>').format(page_of_it, text) if text in ids else others(text)

    return page(
        portal, lang, Address("", "decisions"), "decisions.html", SECTIONS["decisions"][lang],
        current="decisions",
        count=len(ids),
        portfolio=Markup(body(document("portfolio", asked, lang, screen=False), linked)),  # noqa: S704 - escaped
        decided=linked_body(portal, document("decisions", decided, lang, screen=False), lang, ""),
        unreadable=[message[lang] for message in asked.content.unreadable],
    )  # fmt: skip


def request_ids(portal: Portal) -> list[str]:
    """The requests of the workspace."""
    return [one.written.id for one in portal.repository.requests().content.requests]


def request(portal: Portal, id: str, lang: Lang) -> str:
    """What a committee reads of a request; why that cannot be said, where its changes cannot be read."""
    try:
        written = document("request_dossier", portal.repository.dossier(id, maps=False), lang, screen=False)
    except (ChangesUnreadable, RequestUnreadable) as error:
        written = Document(lang, title=id, answer=(Sentence(error.message[lang], "bad"),))
    return _page(portal, lang, page_of("request", id), written, "decisions")


def _page(portal: Portal, lang: Lang, at: Address, written: Document, current: str, about: str = "") -> str:
    return page(
        portal, lang, at, "document.html", capital(written.title or written.situation),
        current=current,
        about=about,
        answer=written.answer,
        body=linked_body(portal, written, lang, at.up),
    )  # fmt: skip


def linked_body(portal: Portal, written: Document, lang: Lang, up: str) -> Markup:
    """The blocks of a document, the elements that it names as links."""
    return Markup(body(written, portal.once(linking, lang, up)))  # noqa: S704 - escaped by its template
