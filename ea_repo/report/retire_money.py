"""Contracts, savings and payback of a retirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.check.sentence_templates import number
from ea_repo.finding import Lang, Text
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.report.document import Rows, Section, Sentence
from ea_repo.report.impact_words import listed
from ea_repo.report.words import NOT_RECORDED, counted, date


def money(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """What it saves, what it costs, and which contracts end; what is not recorded is never 0."""
    title = Text("Contrats et économies", "Contracts and savings")[lang]
    if found.sites:
        stays = Text("Reste en service ailleurs : ni économie ni contrat à dénoncer n'est enregistré site par site.",
                     "Stays in service elsewhere: no saving, no contract to end is recorded site by site.")  # fmt: skip
        yield Section(title, (Sentence(stays[lang]),))
        return
    saved = found.savings
    unknown = Text(f"non renseigné pour {saved.yearly_missing} sur {saved.of}",
                   f"not recorded for {saved.yearly_missing} of {saved.of}")[lang]  # fmt: skip
    yearly = "" if saved.yearly is None else _euros(saved.yearly, lang)
    said = [yearly, unknown if saved.yearly_missing else ""]
    blocks: list[Sentence | Rows] = [
        Sentence(Text("Économie par an : ", "Saved each year: ")[lang] + ", ".join(each for each in said if each))
    ]
    once = NOT_RECORDED[lang] if saved.once is None else _euros(saved.once, lang)
    if saved.once is not None and saved.once_missing:
        fr, en = (
            counted(saved.once_missing, "projet", "projets", "fr"),
            counted(saved.once_missing, "project", "projects"),
        )
        once += Text(f", non renseigné pour {fr}", f", not recorded for {en}")[lang]
    blocks.append(Sentence(Text("Coût du retrait, une fois : ", "Cost of the retirement, once: ")[lang] + once))
    if saved.payback is not None:
        years = round(saved.payback, 1)
        shown = number(years, lang)
        fr, en = "ans" if years >= 2 else "an", "year" if years == 1 else "years"
        blocks.append(Sentence(Text(f"Amorti en {shown} {fr}.", f"Paid back in {shown} {en}.")[lang]))
    if found.contract_endings:
        columns = Text(
            "Contrat|Fin|Préavis|Dénoncer avant le|Aussi pour", "Contract|Ends|Notice|Give notice by|Also for"
        )
        rows = tuple(
            (
                found.graph.name(each.contract),
                date(each.ends_on, lang) if each.ends_on else NOT_RECORDED[lang],
                each.notice or NOT_RECORDED[lang],
                _by(each, found.on, lang),
                listed([found.graph.name(id) for id in each.shared_with], lang, 3),
            )
            for each in found.contract_endings
        )
        blocks.append(Rows(tuple(columns[lang].split("|")), rows))
    yield Section(title, tuple(blocks))


def _by(each: ContractEnding, on: dt.date, lang: Lang) -> str:
    """Until when to give notice, or why there is no such day."""
    if each.ends_on and each.ends_on < on:
        return Text("terminé", "ended")[lang]
    if each.notice_by is None:
        unreadable = Text("préavis illisible : écrire « 6 mois »", "unreadable notice: write “6 months”")
        return unreadable[lang] if each.notice and each.ends_on else "–"
    passed = Text(" (passé)", " (passed)")[lang] if each.notice_by < on else ""
    return date(each.notice_by, lang) + passed


def _euros(amount: float, lang: Lang) -> str:
    return f"{number(amount, lang)} €" if lang == "fr" else f"€{number(amount, lang)}"
