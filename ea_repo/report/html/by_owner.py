"""The index of an audit by owner: each with how much is theirs, and their page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

import ea_repo
from ea_repo.answer.decisions import decisions
from ea_repo.answer.owners import ByOwner, OwnedPart
from ea_repo.finding import SEVERITIES, Lang, Text
from ea_repo.format.layout.page import digest, margins, part, tight
from ea_repo.report.audit_words import covered
from ea_repo.report.decision_words import headline
from ea_repo.report.owned_part import BY, marked, name_of
from ea_repo.report.prose_days import prose_day
from ea_repo.report.words import SEVERITY, capital

if TYPE_CHECKING:
    import jinja2

_PACKAGE = "ea_repo.report.html"
_WORDS = {
    "title": Text("Audit de la charte d'urbanisation, par", "Audit of the urbanisation charter, by"),
    "situation": Text("Situation au", "As of"),
    "note": Text(
        "Chaque page ne montre que ce qui est à l'un ; ce qui concerne plusieurs est sur la page de chacun.",
        "Each page shows only what is one's; what concerns several is on the page of each.",
    ),
    "decisions": Text("Décisions", "Decisions"),
    "heaviest": Text("Ce qui pèse le plus", "What weighs the most"),
    "nothing": Text("rien à décider", "nothing to decide"),
    "made": Text("Produit par", "Made by"),
}


def page(pages: ByOwner, files: Mapping[str | None, str], lang: Lang) -> str:
    """The page; `files` names that of each owner."""
    audit = pages.audit
    title = f"{_WORDS['title'][lang]} {BY[pages.by][lang]}"
    mark = marked(audit, lang)
    head = f"{audit.situation.workspace} · {title} · {prose_day(audit.situation.date, lang)}"
    style = part("page.css") + part("audit.css", _PACKAGE) + margins(head, lang, mark)
    return _template().render(
        lang=lang, title=title, seen=audit.situation, day=prose_day(audit.situation.date, lang), mark=mark,
        covered=covered(audit, lang), w={name: tight(text[lang], lang) for name, text in _WORDS.items()},
        owner=capital(BY[pages.by][lang]), files=files,
        heads=[capital(SEVERITY[severity][1][lang]) for severity in SEVERITIES],
        rows=[(owned, _counts(owned), decisions(owned.audit)) for owned in pages.parts],
        name_of=partial(name_of, lang=lang), said=lambda decision: tight(headline(decision, lang), lang),
        style=Markup(style),  # noqa: S704 - ours, and the texts in it are escaped for CSS
        policy=f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )  # fmt: skip


def _counts(owned: OwnedPart) -> list[int]:
    return [owned.audit.count(severity) for severity in SEVERITIES]


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(part("by_owner.html", _PACKAGE))
