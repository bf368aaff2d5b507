"""The catalogue: every element, what one looks for it by, and the facets that narrow it down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ea_repo.finding import SEVERITIES, Finding, Lang
from ea_repo.report.words import PHASE, capital, kind_words
from ea_repo.site.addresses import Address, page_name
from ea_repo.site.audit_view import severity_words
from ea_repo.site.field_words import choice_words
from ea_repo.site.home import kind_list
from ea_repo.site.portal import Entry, Portal
from ea_repo.site.shell import page
from ea_repo.site.words import SECTIONS, WORDS
from ea_repo.typography import typeset
from ea_repo.visible import visible

FACETS = ("kind", "zone", "owner", "phase", "criticality", "findings")


def catalogue(portal: Portal, lang: Lang) -> str:
    """The page: a field to search in, facets, and the elements by kind for who has no script."""
    return page(
        portal, lang, Address("", "catalogue"), "catalogue.html", SECTIONS["catalogue"][lang],
        current="catalogue",
        scripts=("assets/minisearch.js", f"data/catalogue-{lang}.js", "assets/catalogue.js"),
        facets=[(name, typeset(WORDS[name][lang], lang)) for name in FACETS],
        kind_lists=kind_list(portal, lang),
    )  # fmt: skip


def catalogue_data(portal: Portal, lang: Lang) -> str:
    """A script that holds what the page searches: an element a row, the words of each facet beside."""
    words: dict[str, dict[str, str]] = {name: {"": typeset(WORDS["not-recorded"][lang], lang)} for name in FACETS}
    rows = []
    for entry in portal.entries.values():
        row = _row(portal, entry, lang)
        rows.append(row)
        words["kind"].setdefault(entry.kind, capital(kind_words(entry.kind, lang, number=1, among=portal.vocabulary)))
        for name, ids in (("zone", entry.zones), ("owner", entry.owners)):
            words[name] |= {id: portal.name(id) for id in ids}
        words["phase"].setdefault(entry.phase, _phase(entry.phase, lang))
        if entry.criticality:
            words["criticality"].setdefault(entry.criticality, choice_words("criticality", entry.criticality, lang))
    words["findings"] = {severity: capital(severity_words(severity, lang)) for severity in SEVERITIES}
    words["findings"][""] = typeset(WORDS["no-finding"][lang], lang)
    said = {name: typeset(WORDS[name][lang], lang) for name in ("no-match", "preparing", "results", "example", "colon")}
    said["phase"] = WORDS["phase"][lang].lower()
    return script("catalogue", {"rows": rows, "words": words, "said": said, "facets": FACETS})


def _row(portal: Portal, entry: Entry, lang: Lang) -> list[Any]:
    """What the search needs of an element, in the order that `catalogue.js` reads it."""
    return [
        entry.id,
        page_name(entry.id),
        entry.name,
        list(entry.aliases),
        entry.description,
        entry.kind,
        list(entry.zones),
        list(entry.owners),
        entry.phase,
        entry.criticality or "",
        worst(portal.findings.get(entry.id, ())),
        1 if entry.illustrative else 0,
    ]


def worst(findings: Iterable[Finding]) -> str:
    """The worst severity of what counts among some findings; empty where nothing does."""
    counting = [finding.severity for finding in findings if finding.counts]
    return min(counting, key=SEVERITIES.index, default="")


def _phase(phase: str, lang: Lang) -> str:
    return next((text[lang] for name, text in PHASE.items() if name == phase), phase)


def script(name: str, content: Mapping[str, Any]) -> str:
    """Data as a script, which pages read from a file share too, where nothing may be fetched."""
    text = json.dumps(_visible(content), ensure_ascii=False, separators=(",", ":"))
    return f"window.EA=window.EA||{{}};EA[{json.dumps(name)}]={text};\n"


def _visible(value: Any) -> Any:
    """The same data, no character of whose texts acts on whoever shows it."""
    match value:
        case str():
            return visible(value)
        case dict():
            return {visible(key): _visible(part) for key, part in value.items()}
        case list() | tuple():
            return [_visible(part) for part in value]
        case _:
            return value
