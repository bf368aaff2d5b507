"""What every request goes through first: who asks, how, how often; and what every answer bears."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ea_repo.finding import Text
from ea_repo.serve.asked import Made
from ea_repo.serve.language import wanted
from ea_repo.serve.problems import for_reader, problem
from ea_repo.serve.rates import Rates
from ea_repo.serve.settings import Settings
from ea_repo.site.shell import POLICY

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]
METHODS = "GET, HEAD, OPTIONS"
MOST_BODY = 64 << 10
"""No question has a body: one up to so many bytes is ignored."""
_HEADERS = {
    "content-security-policy": POLICY.replace(" file:", "") + "; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_BURST = 5
"""How many seconds' worth of questions may come at once."""
_WRONG_TOKENS = 20
_NOT_OURS = Text(
    "ce serveur n'est pas connu sous ce nom ; --name le lui donne",
    "this server is not known by that name; --name gives it",
)
_READ_ONLY = Text("ce serveur se lit, et ne change rien", "this server is read, and changes nothing")
_TOO_LONG = Text("aucune question n'a de corps", "no question has a body")
_NO_TOKEN = Text(
    "le jeton est demandé : « Authorization: Bearer … », ou comme mot de passe dans un navigateur",
    "the token is asked for: “Authorization: Bearer …”, or as the password in a browser",
)
_TOO_MANY = Text("trop de questions à la fois ; attendez un peu", "too many questions at once; wait a little")
_CHALLENGES = {"WWW-Authenticate": 'Bearer realm="ea-repo", Basic realm="ea-repo", charset="UTF-8"'}


class Guard:
    """An application that answers those only who may ask."""

    def __init__(self, application: Application, settings: Settings) -> None:
        self._application, self._settings = application, settings
        self._questions = Rates(settings.rate, max(1, round(settings.rate * _BURST)))
        self._wrong_tokens = Rates(1, _WRONG_TOKENS)

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in present)]
            await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused is None:
            await self._application(scope, receive, with_headers)
        else:
            await sent(for_reader(refused, scope["path"], headers.get("accept")), scope["method"], with_headers)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> Made | None:
        """Why a request is not answered; None where it is."""
        lang = wanted(None, headers.get("accept-language"), self._settings.lang)
        client = (scope.get("client") or ("", 0))[0]
        hosts = self._settings.hosts
        if hosts is not None and _without_port(headers.get("host", "")) not in hosts:
            return problem(421, _NOT_OURS, lang)
        given = headers.get("authorization", "")
        if self._settings.secret is not None and not _is_known(given, self._settings.secret):
            # Behind a proxy all are one client: who has the token never waits for those who have not.
            seconds = self._wrong_tokens.wait(client) if given else 0
            if seconds:
                return problem(429, _TOO_MANY, lang, {"Retry-After": str(seconds)})
            if given:
                self._wrong_tokens.take(client)
            return problem(401, _NO_TOKEN, lang, _CHALLENGES)
        if _too_long(headers):
            return problem(413, _TOO_LONG, lang, {"Connection": "close"})
        if scope["method"] not in METHODS.split(", "):
            return problem(405, _READ_ONLY, lang, {"Allow": METHODS, "Connection": "close"})
        if scope["method"] == "OPTIONS":
            return Made(204, "", b"", {"Allow": METHODS})
        if scope["path"].startswith("/api/"):
            seconds = self._questions.wait(client)
            if seconds:
                return problem(429, _TOO_MANY, lang, {"Retry-After": str(seconds)})
            self._questions.take(client)
        return None


def _without_port(host: str) -> str:
    """The host that a header names."""
    return host.lower().partition("]")[0] + "]" if host.startswith("[") else host.lower().partition(":")[0]


def _is_known(authorization: str, secret: str) -> bool:
    """Whether the token is given: as a bearer's, or as the password that a browser asks for; told in constant time."""
    scheme, _, given = authorization.partition(" ")
    token = given.strip().encode("latin-1")
    if scheme.lower() == "basic":
        try:
            token = base64.b64decode(token, validate=True).partition(b":")[2]
        except binascii.Error:
            token = b""
    return scheme.lower() in ("bearer", "basic") and hmac.compare_digest(token, secret.encode())


def _too_long(headers: dict[str, str]) -> bool:
    """Whether a request has a body that nobody needs to read; one whose length is not told has no end."""
    length = headers.get("content-length", "0")
    return "transfer-encoding" in headers or not length.isdigit() or int(length) > MOST_BODY


async def sent(made: Made, method: str, send: Any) -> None:
    """Sends an answer that is made."""
    headers = {**made.headers, "Cache-Control": "no-store"}
    if made.media_type:
        headers |= {"Content-Type": made.media_type, "Content-Length": str(len(made.body))}
    encoded = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": made.status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else made.body})
