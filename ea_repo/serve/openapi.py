"""What may be asked over HTTP, described for programs (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import ea_repo
from ea_repo.finding import Lang, Text
from ea_repo.questions import QUESTIONS
from ea_repo.questions.question import Question
from ea_repo.serve.problems import MEDIA_TYPE, TITLES, schema
from ea_repo.typography import typeset

LIMIT, MOST = 1_000, 10_000
"""How many items of a list are given where nothing is said, and at most."""
NOT_ASKED = ("most",)
"""The parameters of questions that have others in their place here."""
_REFUSALS = (400, 401, 404, 413, 421, 422, 429, 500, 503, 504)
_ABOUT = Text(
    "Le système d'information en lecture seule : chaque commande qui lit, avec le JSON de `--format json`.",
    "The information system, read-only: every command that reads, with the JSON of `--format json`.",
)
_LANG = Text("la langue des phrases", "the language of sentences")
_WORDS: Mapping[str, Text] = {
    "limit": Text("au plus tant d'éléments de la liste", "at most so many items of the list"),
    "offset": Text("passer les premiers", "leave out the first ones"),
    "answer": Text("ce que donne `--format json`", "what `--format json` gives"),
    "same": Text("inchangé (`If-None-Match`)", "unchanged (`If-None-Match`)"),
    "health": Text("Dire si le texte servi est le dernier", "Say whether the text that is served is the last one"),
    "index": Text("Lister les questions", "List the questions"),
    "total": Text("la longueur de la liste entière", "the length of the whole list"),
    "link": Text("les autres parties de la liste (RFC 8288)", "the other parts of the list (RFC 8288)"),
    "etag": Text("l'empreinte du contenu", "the fingerprint of the content"),
    "wait": Text("dans combien de secondes revenir", "in how many seconds to come back"),
}


def described(lang: Lang, *, with_token: bool) -> dict[str, Any]:
    """The whole description, in a language."""
    paths = {f"/api/{name}": {"get": _operation(question, lang)} for name, question in QUESTIONS.items()}
    for name in ("health", "index"):
        paths["/api/health" if name == "health" else "/api/"] = {"get": _plain(name, lang)}
    components: dict[str, Any] = {"schemas": {"Problem": schema()}}
    description: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "ea-repo", "version": ea_repo.__version__, "description": typeset(_ABOUT[lang], lang)},
        "paths": paths,
        "components": components,
    }
    if with_token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        description["security"] = [{"token": []}]
    return description


def _operation(question: Question, lang: Lang) -> dict[str, Any]:
    answer: dict[str, Any] = {"type": "array", "items": {"type": "object"}} if question.many else {"type": "object"}
    headers = _headers(("etag", *(("total", "link") if question.many else ())), lang)
    return {
        "operationId": question.name,
        "summary": typeset(question.title[lang], lang),
        "description": typeset(question.help[lang], lang),
        "parameters": list(_parameters(question, lang)),
        "responses": {
            "200": {
                "description": _said("answer", lang),
                "headers": headers,
                "content": {"application/json": {"schema": answer}},
            },
            "304": {"description": _said("same", lang)},
            **_refusals(lang),
        },
    }


def _plain(name: str, lang: Lang) -> dict[str, Any]:
    """A resource that takes nothing but a language."""
    answer = {
        "description": _said(name, lang),
        "headers": _headers(("etag",), lang),
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    return {
        "operationId": name,
        "summary": _said(name, lang),
        "parameters": [_lang(lang)],
        "responses": {"200": answer, "304": {"description": _said("same", lang)}, **_refusals(lang)},
    }


def _parameters(question: Question, lang: Lang) -> Iterator[dict[str, Any]]:
    schema_ = question.schema(lang)
    required = schema_.get("required", ())
    for name, of_parameter in schema_["properties"].items():
        if name in NOT_ASKED:
            continue
        type_ = {key: value for key, value in _said_in_url(of_parameter).items() if key not in ("title", "description")}
        yield {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": typeset(question.parameters[name].help[lang], lang),
            "schema": type_,
        }
    if question.many:
        for name, type_ in (
            ("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
            ("offset", {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0}),
        ):
            yield {"name": name, "in": "query", "description": _said(name, lang), "schema": type_}
    yield _lang(lang)


def _said_in_url(schema_: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a value that a URL says: one that may be null is one that is not said."""
    choices = [choice for choice in schema_.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) != 1:
        return schema_
    return choices[0]  # type: ignore[no-any-return]


def _lang(lang: Lang) -> dict[str, Any]:
    languages = {"type": "string", "enum": ["fr", "en"]}
    return {"name": "lang", "in": "query", "description": typeset(_LANG[lang], lang), "schema": languages}


def _headers(names: tuple[str, ...], lang: Lang) -> dict[str, Any]:
    written = {"etag": "ETag", "total": "X-Total-Count", "link": "Link", "wait": "Retry-After"}
    types = {"total": "integer", "wait": "integer"}
    return {
        written[name]: {"description": _said(name, lang), "schema": {"type": types.get(name, "string")}}
        for name in names
    }


def _refusals(lang: Lang) -> dict[str, Any]:
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(status): {
            "description": typeset(TITLES[status][lang], lang),
            **({"headers": _headers(("wait",), lang)} if status in (429, 503) else {}),
            "content": problem,
        }
        for status in _REFUSALS
    }


def _said(name: str, lang: Lang) -> str:
    return typeset(_WORDS[name][lang], lang)
