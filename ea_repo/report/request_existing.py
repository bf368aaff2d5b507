"""What exists already for the need of a request: each tool that serves it, then those that resemble it."""

from __future__ import annotations

from ea_repo.answer.request_dossier import Existing, RequestDossier
from ea_repo.document import Block, Item, Items, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.request_words import YES_NO, euros, listed
from ea_repo.report.similar import sentences
from ea_repo.report.words import COLON, NOT_RECORDED, few
from ea_repo.typography import day

_SHOWN = 3
_COLUMNS = Text(
    "Outil|Angle|Sites|MOA|Fin de vie|Coût par an|Au catalogue",
    "Tool|Angle|Sites|Business owner|End of life|Cost a year|In catalogue",
)
_CATALOGUE = Text(
    "Au catalogue de services, à la portée du demandeur dès demain : {}.",
    "In the catalogue of services, within the requester's reach tomorrow: {}.",
)
_NOT_IN_CATALOGUE = Text(
    "Aucun n'est écrit comme étant au catalogue de services : rien ne dit ce que le demandeur peut avoir dès demain.",
    "None is written as being in the catalogue of services: nothing says what the requester can have tomorrow.",
)
_NONE_SERVES = Text("Aucun outil enregistré ne sert ces processus.", "No recorded tool serves these processes.")
_NOWHERE = Text("nulle part à cette date", "nowhere that day")
_NO_PROCESS = Text(
    "Les processus que concerne la demande ne sont pas renseignés : on ne sait pas ce qui les sert.",
    "Which processes the request concerns is not recorded: what serves them is not known.",
)


def what_exists(dossier: RequestDossier, lang: Lang) -> Section:
    """A line for each tool that serves the need, what may be had at once, then those that only resemble it."""
    blocks: list[Block] = []
    if dossier.existing:
        blocks += _tools(dossier, lang)
    else:
        none = _NONE_SERVES if dossier.written.request.processes else _NO_PROCESS
        blocks.append(Sentence(none[lang]))
    if dossier.near.candidates:
        title = Text("Proches, sans que personne l'ait déclaré", "Near, though nobody declared it")[lang]
        items = tuple(
            Item(
                dossier.near.names[candidate.id],
                "≈",
                aside=f"{round(100 * candidate.score)} / 100",
                inside=tuple(Sentence(said) for said in sentences(dossier.near, candidate, lang)[:_SHOWN]),
            )
            for candidate in dossier.near.candidates
        )
        blocks += [Sentence(f"{title}{COLON[lang]}"), Items(items)]
    if dossier.projects:
        fr = f"Projets en cours sur ces outils : {few(dossier.projects, 'fr', _SHOWN)}."
        blocks.append(Sentence(Text(fr, f"Projects about these tools: {few(dossier.projects, 'en', _SHOWN)}.")[lang]))
    return Section(Text("2. Ce qui existe déjà", "2. What exists already")[lang], tuple(blocks))


def _tools(dossier: RequestDossier, lang: Lang) -> list[Block]:
    """The table, without the columns of which nothing is written, which are named below."""
    columns = _COLUMNS[lang].split("|")
    rows = tuple(_tool(tool, lang) for tool in dossier.existing)
    silent = [place for place in range(2, 7) if all(row[place] == NOT_RECORDED[lang] for row in rows)]
    kept = [place for place in range(7) if place not in silent]
    blocks: list[Block] = [
        Rows(
            tuple(columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in rows),
            headed=True,
            name=0,
        )
    ]
    if silent:
        names = ", ".join(columns[place].lower() if columns[place] != "MOA" else "MOA" for place in silent)
        blocks.append(Sentence(Text(f"Renseigné pour aucun : {names}.", f"Recorded for none: {names}.")[lang], "quiet"))
    at_hand = [tool.name for tool in dossier.existing if tool.in_catalogue]
    blocks.append(Sentence(_CATALOGUE[lang].format(", ".join(at_hand)) if at_hand else _NOT_IN_CATALOGUE[lang]))
    return blocks


def _tool(tool: Existing, lang: Lang) -> tuple[str, ...]:
    part = Text(f" (de {tool.whole})", f" (of {tool.whole})")[lang] if tool.whole else ""
    helps = "" if tool.covers else Text(" – contribue seulement", " – contributes only")[lang]
    return (
        f"{tool.name}{part}",
        f"{tool.angle or NOT_RECORDED[lang]}{helps}",
        NOT_RECORDED[lang] if tool.sites is None else few(tool.sites, lang, _SHOWN) or _NOWHERE[lang],
        listed(tool.moa, lang),
        day(tool.ends, lang) if tool.ends else NOT_RECORDED[lang],
        euros(tool.yearly_cost, lang),
        YES_NO[tool.in_catalogue][lang],
    )
