"""What is not answered, with the sentence of the command line: as problem details (RFC 9457), to readers as a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ea_repo.finding import Lang, Text
from ea_repo.serve.asked import Made
from ea_repo.serve.language import prefers_page
from ea_repo.site.shell import POLICY, template_of
from ea_repo.typography import typeset
from ea_repo.visible import escaped, visible

MEDIA_TYPE = "application/problem+json"
TITLES: Mapping[int, Text] = {
    400: Text("Question mal posée", "Bad request"),
    401: Text("Jeton demandé", "Unauthorized"),
    404: Text("Introuvable", "Not found"),
    405: Text("Lecture seule", "Method not allowed"),
    413: Text("Requête trop longue", "Content too large"),
    421: Text("Autre nom que celui du serveur", "Misdirected request"),
    422: Text("Sans réponse", "Unprocessable content"),
    429: Text("Trop de questions", "Too many requests"),
    500: Text("Défaut de ea", "Internal server error"),
    503: Text("Serveur occupé", "Service unavailable"),
    504: Text("Question trop longue", "Gateway timeout"),
}
"""The statuses that the server answers beside 200 and 304."""

_TO_PORTAL = Text("L'accueil du portail", "The first page of the portal")


def problem(status: int, sentence: Text | str, lang: Lang, headers: Mapping[str, str] | None = None) -> Made:
    """A refusal, told in a language."""
    told = sentence if isinstance(sentence, str) else typeset(sentence[lang], lang)
    data = {"type": "about:blank", "status": status, "title": typeset(TITLES[status][lang], lang), "detail": told}
    more = {"Content-Language": lang, **(headers or {})}
    return Made(status, MEDIA_TYPE, escaped(json.dumps(data, ensure_ascii=False, indent=2)).encode(), more)


def for_reader(refused: Made, path: str, accept: str | None) -> Made:
    """The same refusal: a small page, where somebody reads the portal in a browser; else what it is."""
    is_page = path != "/api" and not path.startswith("/api/") and prefers_page(accept)
    if refused.media_type != MEDIA_TYPE or not is_page:
        return refused
    told = json.loads(refused.body)
    lang: Lang = "fr" if refused.headers["Content-Language"] == "fr" else "en"
    page = template_of("refused.html").render(
        lang=lang,
        policy=POLICY,
        title=told["title"],
        sentence=told["detail"],
        to_portal=typeset(_TO_PORTAL[lang], lang),
    )
    return replace(refused, media_type="text/html; charset=utf-8", body=visible(page).encode())


def schema() -> dict[str, Any]:
    """The JSON Schema of a problem."""
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "Problem details (RFC 9457); `detail` is the sentence that the command line says.",
        "properties": {"type": text, "status": {"type": "integer"}, "title": text, "detail": text},
        "required": ["type", "status", "title", "detail"],
    }
