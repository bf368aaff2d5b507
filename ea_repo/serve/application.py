"""The resources of the server: the portal's pages, the questions, and how the server fares."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ea_repo.finding import Lang, Text
from ea_repo.questions import QUESTIONS, named
from ea_repo.questions.question import WronglyAsked
from ea_repo.serve.asked import Asked, Made, Page, Part
from ea_repo.serve.kept import Kept, digest
from ea_repo.serve.language import wanted
from ea_repo.serve.openapi import LIMIT, MOST, NOT_ASKED, described
from ea_repo.serve.pool import Busy, Lost, Pool, TooLong
from ea_repo.serve.problems import for_reader, problem
from ea_repo.serve.reading import About
from ea_repo.serve.settings import Settings
from ea_repo.site.shell import with_notice
from ea_repo.typography import typeset
from ea_repo.visible import escaped

JSON = "application/json"
_LANGS = ("fr", "en")
_BUSY = Text("trop de questions attendent une réponse ; revenez bientôt", "too many questions wait; come back soon")
_TOO_LONG = Text(
    "cette question prend plus de {seconds} s et a été arrêtée ; posez-en une plus étroite",
    "this question takes more than {seconds} s and was stopped; ask a narrower one",
)
_LOST = Text(
    "la réponse s'est interrompue, peut-être faute de mémoire ; posez une question plus étroite",
    "the answer broke off, perhaps for want of memory; ask a narrower question",
)
_NOT_LAST = Text(
    "Le texte a changé et ne se lit pas en entier ({why}). Ceci est le dernier état lisible, lu le {day}.",
    "The text has changed and cannot be read whole ({why}). This is the last state that could be, read on {day}.",
)
_NOT_WHOLE = Text(
    "Une partie du texte ne se lit pas et manque ici ({why}).",
    "A part of the text cannot be read, and is missing here ({why}).",
)
_STATE = "EA-Text"
"""The header that says whether what is served is the text as it is: `current`, `last-good` or `partial`."""


@dataclass
class Served:
    """What is served now, which a new reading of the text replaces."""

    about: About
    generation: int = 0
    broken: Text | None = None
    """Why a later text is not served."""

    @property
    def state(self) -> str:
        return "last-good" if self.broken is not None else "partial" if self.about.unreadable else "current"

    def notice(self, lang: Lang) -> str | None:
        """What pages say of the text that they are made of, where something is wrong with it."""
        if self.broken is not None:
            day = self.about.read_at.astimezone().strftime("%d/%m/%Y %H:%M" if lang == "fr" else "%Y-%m-%d %H:%M")
            return typeset(_NOT_LAST[lang].format(why=self.broken[lang], day=day), lang)
        if self.about.unreadable:
            return typeset(_NOT_WHOLE[lang].format(why=self.about.unreadable[0][lang]), lang)
        return None


@dataclass(frozen=True)
class Resources:
    """Answers requests from what is kept, else from the processes that answer."""

    settings: Settings
    pool: Pool
    kept: Kept
    served: Served

    def application(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/api", self.index),
                Route("/api/", self.index),
                Route("/api/openapi.json", self.openapi),
                Route("/api/health", self.health),
                Route("/api/{name:path}", self.question),
                # Browsers ask for a sign of every site; the portal has none.
                Route("/favicon.ico", lambda _: Response(status_code=204)),
                Route("/{path:path}", self.page),
            ]
        )

    async def page(self, request: Request) -> Response:
        """A file of the portal."""
        lang, path = self._lang(request), request.path_params["path"]
        if path in ("", "index.html"):
            return RedirectResponse(
                f"/{lang}/index.html", 302, {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
            )
        if path.endswith("/"):
            path += "index.html"
        spoken: Lang = "fr" if path.startswith("fr/") else "en" if path.startswith("en/") else lang
        made = await self._made((path,), Page(path, spoken))
        made = for_reader(made, request.url.path, request.headers.get("accept"))
        notice = self.served.notice(spoken)
        if notice is not None and made.media_type.startswith("text/html"):
            made = Made(made.status, made.media_type, with_notice(made.body, html.escape(notice)), made.headers)
        return self._respond(request, made)

    async def question(self, request: Request) -> Response:
        """The answer to a question, as `--format json` gives it."""
        lang, name = self._lang(request), request.path_params["name"]
        try:
            asked = _asked(name, request.query_params, lang)
        except WronglyAsked as wrong:
            return self._respond(request, problem(400 if name in QUESTIONS else 404, wrong.message, lang))
        made = await self._made((name, asked), asked)
        more = {"Content-Language": lang, "Vary": "Accept-Language"}
        if made.total is not None:
            more |= {"X-Total-Count": str(made.total)} | _links(asked, request.query_params, made.total)
        return self._respond(request, made, more)

    async def index(self, request: Request) -> Response:
        """Every question, with its address."""
        lang = self._lang(request)
        questions = [
            {"name": name, "title": typeset(question.title[lang], lang), "href": f"/api/{name}"}
            for name, question in QUESTIONS.items()
        ]
        return self._json(request, {"questions": questions, "openapi": "/api/openapi.json"}, lang)

    async def openapi(self, request: Request) -> Response:
        """The description of the questions."""
        lang = self._lang(request)
        return self._json(request, described(lang, with_token=self.settings.secret is not None), lang)

    async def health(self, request: Request) -> Response:
        """Whether what is served is the text as it is."""
        lang, about = self._lang(request), self.served.about
        told = {
            "text": self.served.state,
            "workspace": about.workspace,
            "elements": about.elements,
            "read_at": about.read_at.isoformat(),
            "why": self.served.notice(lang),
        }
        return self._json(request, told, lang)

    async def _made(self, key: tuple[Any, ...], asked: Page | Asked) -> Made:
        """What was made of this reading, else what a process makes; why there is nothing, as a problem."""
        try:
            return await self.kept.get((self.served.generation, *key), lambda: self.pool.ask(asked))
        except Busy:
            return problem(503, _BUSY, asked.lang, {"Retry-After": "5"})
        except TooLong:
            seconds = f"{self.settings.seconds if isinstance(asked, Asked) else self.settings.longest:g}"
            sentence = Text(_TOO_LONG.fr.format(seconds=seconds), _TOO_LONG.en.format(seconds=seconds))
            return problem(504, sentence, asked.lang)
        except Lost:
            return problem(503, _LOST, asked.lang, {"Retry-After": "1"})

    def _lang(self, request: Request) -> Lang:
        return wanted(request.query_params.get("lang"), request.headers.get("accept-language"), self.settings.lang)

    def _json(self, request: Request, data: Mapping[str, Any], lang: Lang) -> Response:
        """A resource that takes nothing but a language."""
        given = {key: tuple(request.query_params.getlist(key)) for key in request.query_params}
        try:
            _take_lang(given)
        except WronglyAsked as wrong:
            return self._respond(request, problem(400, wrong.message, lang))
        if given:
            name = next(iter(given))
            sentence = Text(f"« {name} » n'est pas demandé ici", f"“{name}” is not asked here")
            return self._respond(request, problem(400, sentence, lang))
        body = escaped(json.dumps(data, ensure_ascii=False, indent=2)).encode()
        return self._respond(request, Made(200, JSON, body, {"Content-Language": lang, "Vary": "Accept-Language"}))

    def _respond(self, request: Request, made: Made, more: Mapping[str, str] | None = None) -> Response:
        """An answer, or that it is the one that the client has."""
        headers = {**made.headers, _STATE: self.served.state}
        if made.status != 200:
            return Response(made.body, made.status, headers | {"Cache-Control": "no-store"}, made.media_type)
        etag = f'"{digest(made.body)}"'
        headers |= {"ETag": etag, "Cache-Control": "private, no-cache", **(more or {})}
        if _is_known(etag, request.headers.get("if-none-match")):
            return Response(None, 304, headers)
        return Response(made.body, 200, headers, made.media_type)


def _asked(name: str, query: QueryParams, lang: Lang) -> Asked:
    """The question of a URL; raises WronglyAsked for what it does not take here."""
    question = named(name)
    given = {key: tuple(query.getlist(key)) for key in query}
    _take_lang(given)
    for key in NOT_ASKED:
        if key in given:
            raise WronglyAsked(Text(f"« {key} » : ici, « limit » et « offset »", f"“{key}”: “limit” and “offset” here"))
    part = Part(0, LIMIT)
    if question.many:
        part = Part(
            _number("offset", given.pop("offset", ("0",)), 0, 10**9),
            _number("limit", given.pop("limit", (str(LIMIT),)), 1, MOST),
        )
    return Asked(name, tuple(sorted(given.items())), lang, part)


def _take_lang(given: dict[str, tuple[str, ...]]) -> None:
    """Takes the language out of what is given; raises WronglyAsked for one that is none."""
    if given.pop("lang", _LANGS[:1]) not in [(lang,) for lang in _LANGS]:
        raise WronglyAsked(Text("« lang » : fr ou en", "“lang”: fr or en"))


def _number(name: str, values: tuple[str, ...], least: int, most: int) -> int:
    """A whole number between two; raises WronglyAsked."""
    (value, *others) = values
    if others or not (value.isascii() and value.isdigit() and len(value) < 16 and least <= int(value) <= most):
        fr = f"« {name} » : attendu un nombre entier entre {least} et {most}"
        raise WronglyAsked(Text(fr, f"“{name}”: expected a whole number between {least} and {most}"))
    return int(value)


def _links(asked: Asked, query: QueryParams, total: int) -> dict[str, str]:
    """The header that leads to the other parts of a list."""
    part = asked.part
    last = max(0, (total - 1) // part.limit * part.limit)
    offsets = {"first": 0, "last": last}
    if part.offset > 0:
        offsets["prev"] = max(0, part.offset - part.limit)
    if part.offset + part.limit < total:
        offsets["next"] = part.offset + part.limit
    kept = [(key, value) for key, value in query.multi_items() if key not in ("limit", "offset")]
    return {
        "Link": ", ".join(
            f'</api/{asked.name}?{urlencode([*kept, ("limit", part.limit), ("offset", offset)])}>; rel="{relation}"'
            for relation, offset in sorted(offsets.items())
        )
    }


def _is_known(etag: str, header: str | None) -> bool:
    """Whether the client says that it has this content."""
    return header is not None and any(one.strip().removeprefix("W/") in (etag, "*") for one in header.split(","))
