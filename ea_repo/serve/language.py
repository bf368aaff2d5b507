"""What a client prefers: the language of an answer, and whether it is a page."""

from __future__ import annotations

from ea_repo.finding import Lang

_JSON = ("application/json", "application/problem+json")
LANGS: tuple[Lang, Lang] = ("fr", "en")


def wanted(query: str | None, header: str | None, usual: Lang) -> Lang:
    """The language that `?lang` says, else the one that Accept-Language prefers, else the usual one."""
    for lang in LANGS:
        if query == lang:
            return lang
    best: tuple[float, Lang] | None = None
    for item in (header or "").split(","):
        name, _, weight = item.partition(";")
        quality = _quality(weight)
        for lang in LANGS:
            if name.strip().lower().partition("-")[0] == lang and quality and (best is None or quality > best[0]):
                best = quality, lang
    return best[1] if best else usual


def prefers_page(accept: str | None) -> bool:
    """Whether `Accept` would rather have HTML than JSON, as browsers say; who takes anything does not."""
    taken = {}
    for item in (accept or "").split(","):
        name, _, weight = item.partition(";")
        taken[name.strip().lower()] = _quality(weight)
    anything = taken.get("*/*", 0.0)
    json = [taken.get(name, taken.get("application/*", anything)) for name in _JSON]
    return taken.get("text/html", taken.get("text/*", anything)) > max(json)


def _quality(weight: str) -> float:
    """What `q=0.8` says; 1 where nothing is said, 0 where it is no number."""
    name, _, value = weight.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(1.0, max(0.0, float(value))) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
