"""The page of a problem: what is found that is no rule of the charter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import click

from ea_repo.finding import Lang, Text
from ea_repo.format.layout.wrap import wrapped
from ea_repo.load.problems import Problem
from ea_repo.report.words import FIX, SEVERITY, WHY

_PLACE = re.compile(r"\{\w+\}")
_OF_THE_TEXT = Text("défaut du texte", "flaw of the text")
_OF_AN_AUDIT = Text("constat de l'audit, hors de la charte", "finding of the audit, outside the charter")


def title(problem: Problem) -> Text:
    """What the problem is: its title, else its sentence without its facts."""
    return problem.title or _plain(problem.message)


def _plain(text: Text) -> Text:
    # A hint comes at the end of a sentence, when there is one.
    fr, en = (_PLACE.sub("…", each.replace("{hint}", "")) for each in (text.fr, text.en))
    return Text(fr, en)


def _kind(problem: Problem, lang: Lang) -> str:
    kind = _OF_AN_AUDIT if problem.title else _OF_THE_TEXT
    return f"{SEVERITY[problem.severity][0][lang]}, {kind[lang]}"


def _said(problem: Problem, lang: Lang) -> Iterator[tuple[str, str]]:
    if problem.why:
        yield WHY[lang], problem.why[lang]
    yield FIX[lang], _plain(problem.fix)[lang]


def as_text(id: str, problem: Problem, lang: Lang, width: int) -> str:
    lines = [f"{click.style(id, bold=True)}  {title(problem)[lang]}  ({_kind(problem, lang)})", ""]
    for label, text in _said(problem, lang):
        lines += wrapped(text, width, f"{label:<9} ", " " * 10)
    return "\n".join(lines)


def as_markdown(id: str, problem: Problem, lang: Lang) -> str:
    head = [f"### {id}", "", f"**{title(problem)[lang]}** – {_kind(problem, lang)}"]
    return "\n".join([*head, *(line for label, text in _said(problem, lang) for line in ("", f"**{label}** {text}"))])


def as_json(id: str, problem: Problem) -> str:
    texts = {"title": title(problem), "why": problem.why, "fix": _plain(problem.fix)}
    both = {name: {"fr": text.fr, "en": text.en} if text else None for name, text in texts.items()}
    return json.dumps({"id": id, "severity": problem.severity, **both}, ensure_ascii=False, indent=2)
