"""The dossier of a request: what a committee reads to decide, the question and the proposed opinion first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.request_dossier import Drawing, Existing, OptionStudy, RequestDossier
from ea_repo.document import Block, Document, Item, Items, Picture, Rows, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.report import map as maps
from ea_repo.report import trust_words
from ea_repo.report.fact_words import whom_to_ask
from ea_repo.report.request_options import conformity, side_by_side
from ea_repo.report.request_words import OPINION, TONE, YES_NO, euros, fact_words, listed
from ea_repo.report.similar import sentences
from ea_repo.report.words import COLON, NOT_RECORDED, counted, date, few, heading
from ea_repo.typography import day as written_day

_FACTS = 10
_SHOWN = 3
_SUBJECT = Text("Dossier d'arbitrage", "Arbitration dossier")
_ILLUSTRATIVE = Text(
    "Demande illustrative : le demandeur, les options et les montants sont un exemple, pas des faits.",
    "An illustrative request: who asks, the options and the amounts are an example, no facts.",
)


def document(answer: Answer[RequestDossier], lang: Lang) -> Document:
    """The dossier: the answer, six parts that fit some pages, then the annex."""
    dossier, today = answer.content, answer.situation.date

    def in_days(days: int) -> str:
        return date(today + dt.timedelta(days=days), lang)

    blocks = (
        _request(dossier, lang),
        _what_exists(dossier, lang),
        side_by_side(dossier, lang),
        conformity(dossier, lang, in_days),
        _unknown(dossier, lang),
        _feasibility(dossier, lang),
        _portfolio(dossier, lang),
        _decision(dossier, lang),
        _annex(dossier, lang),
    )
    request = dossier.written.request
    return Document(
        lang,
        heading(answer.situation, lang),
        request.title,
        notes=(
            *((Sentence(_ILLUSTRATIVE[lang], "note"),) if request.illustrative else ()),
            *trust_words.sentence(answer.trust, lang),
        ),
        answer=tuple(_answer(dossier, lang)),
        blocks=blocks,
        summary=question(dossier, lang),
        subject=f"{_SUBJECT[lang]} · {dossier.written.id}",
    )


def question(dossier: RequestDossier, lang: Lang) -> str:
    """The question, with how many solutions serve the need already."""
    request, many = dossier.written.request, dossier.solutions
    asked = dossier.asked
    question = request.question or (
        Text(f"Faut-il retenir « {asked.option.name} » ?", f"Should “{asked.option.name}” be chosen?")[lang]
        if asked
        else request.title
    )
    elements = len(dossier.existing)
    served = Text(
        f"{counted(many, 'solution sert', 'solutions servent', 'fr')} déjà ce besoin"
        + (f" ({elements} éléments)." if elements != many else "."),
        f"{counted(many, 'solution serves', 'solutions serve')} this need already"
        + (f" ({elements} elements)." if elements != many else "."),
    )[lang]
    none = Text("Aucune solution enregistrée ne sert ce besoin.", "No recorded solution serves this need.")[lang]
    return f"{question} {served if many else none}"


def _answer(dossier: RequestDossier, lang: Lang) -> Iterator[Sentence]:
    """The proposed opinion, and what is to be voted."""
    asked, proposed = dossier.asked, dossier.proposed
    if asked is not None:
        yield Sentence(_opinion(asked, Text("Option demandée", "Asked for"), lang), TONE[asked.opinion])
    if proposed is not None and proposed is not asked:
        yield Sentence(_opinion(proposed, Text("Option proposée", "Proposed"), lang), TONE[proposed.opinion])
    keys = ", ".join(dossier.written.request.options)
    yield Sentence(Text(f"Ce qui est demandé au comité : voter {keys}.", f"The committee is to vote: {keys}.")[lang])


def _opinion(study: OptionStudy, head: Text, lang: Lang) -> str:
    """The opinion on an option and why, in a sentence or two."""
    said = f"{head[lang]}{COLON[lang]}{study.key}, {study.option.name}. "
    said += f"{Text('Avis', 'Opinion')[lang]} {OPINION[study.opinion][lang]}"
    if not study.written:
        return (
            said
            + Text(
                " : ce qu'elle change n'est pas écrit, rien ne peut donc en être jugé.",
                ": what it changes is not written, so that nothing can be judged of it.",
            )[lang]
        )
    effects = []
    if study.introduced:
        number = len(study.introduced)
        fr = counted(number, "écart introduit ou aggravé", "écarts introduits ou aggravés", "fr")
        effects.append(Text(fr, counted(number, "finding introduced or worse", "findings introduced or worse"))[lang])
    if study.lifted:
        number = len(study.lifted)
        effects.append(Text(counted(number, "levé", "levés", "fr"), f"{number} lifted")[lang])
    if study.facts:
        fr = counted(len(study.facts), "fait reste à renseigner", "faits restent à renseigner", "fr")
        effects.append(Text(fr, counted(len(study.facts), "fact is", "facts are") + " not recorded")[lang])
    return said + (COLON[lang] + ", ".join(effects) if effects else "") + "."


def _request(dossier: RequestDossier, lang: Lang) -> Section:
    request = dossier.written.request
    hub = Text("Passée au Hub innovation", "Went through the innovation hub")
    poc = Text("POC demandé", "Proof of concept asked for")
    until = (
        f" ({Text('jusqu’au', 'until')[lang]} {written_day(request.poc_ends_on, lang)})" if request.poc_ends_on else ""
    )
    terms = (
        (Text("Besoin", "Need"), f"« {request.need} »" if request.need and lang == "fr" else request.need),
        (Text("Demandeur", "Requester"), ", ".join(filter(None, (request.requester, _name(dossier, request.site))))),
        (Text("Reçue le", "Received on"), written_day(request.received_on, lang) if request.received_on else None),
        (Text("MOA (une et une seule)", "MOA (one and only one)"), ", ".join(map(dossier.name, request.moa))),
        (Text("Utilisateurs", "Users"), ", ".join(request.users)),
        (Text("Processus", "Processes"), ", ".join(map(dossier.name, request.processes))),
        (Text("Données", "Data"), ", ".join(map(dossier.name, request.data))),
        (Text("Sites", "Sites"), ", ".join(map(dossier.name, request.sites))),
        (hub, YES_NO[request.innovation_hub][lang]),
        (poc, YES_NO[request.poc][lang] + until),
        (Text("Ce que dit le texte", "What the document says"), " ; ".join(f"« {quote} »" for quote in request.quotes)),
    )
    lines = tuple(Term(title[lang], (value or NOT_RECORDED[lang],)) for title, value in terms)
    return Section(Text("1. La demande", "1. The request")[lang], (Terms(lines),))


def _name(dossier: RequestDossier, id: str | None) -> str | None:
    return dossier.name(id) if id else None


def _what_exists(dossier: RequestDossier, lang: Lang) -> Section:
    """A line for each tool that serves the need, then those that only resemble it."""
    blocks: list[Block] = []
    if dossier.existing:
        columns = Text(
            "Outil|Angle|Sites|MOA|Fin de vie|Coût par an|Au catalogue",
            "Tool|Angle|Sites|MOA|End of life|Cost a year|In catalogue",
        )[lang].split("|")
        rows = tuple(_tool(tool, lang) for tool in dossier.existing)
        silent = [place for place in range(2, 7) if all(row[place] == NOT_RECORDED[lang] for row in rows)]
        kept = [place for place in range(7) if place not in silent]
        table = Rows(
            tuple(columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in rows),
            headed=True,
            name=0,
        )
        blocks.append(table)
        if silent:
            names = ", ".join(columns[place].lower() if columns[place] != "MOA" else "MOA" for place in silent)
            blocks.append(
                Sentence(Text(f"Renseigné pour aucun : {names}.", f"Recorded for none: {names}.")[lang], "quiet")
            )
    else:
        blocks.append(
            Sentence(Text("Aucun outil enregistré ne sert ces processus.", "No recorded tool serves them.")[lang])
        )
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


def _tool(tool: Existing, lang: Lang) -> tuple[str, ...]:
    part = Text(f" (de {tool.whole})", f" (of {tool.whole})")[lang] if tool.whole else ""
    helps = "" if tool.covers else Text(" – contribue seulement", " – contributes only")[lang]
    return (
        f"{tool.name}{part}",
        f"{tool.angle or NOT_RECORDED[lang]}{helps}",
        few(tool.sites, lang, _SHOWN) or NOT_RECORDED[lang],
        listed(tool.moa, lang),
        written_day(tool.ends, lang) if tool.ends else NOT_RECORDED[lang],
        euros(tool.yearly_cost, lang),
        YES_NO[tool.in_catalogue][lang],
    )


def _unknown(dossier: RequestDossier, lang: Lang) -> Section:
    """At most ten facts that would change the opinion, the most telling first, each with whom to ask."""
    keys = {study.key for study in (dossier.asked, dossier.proposed) if study is not None}
    studies = [study for study in dossier.options if study.key in keys]
    facts = sorted(
        ((study, fact) for study in studies for fact in study.facts),
        key=lambda pair: (-pair[1].errors, -len(pair[1].rules)),
    )
    seen = set[tuple[str, str]]()
    rows: list[tuple[str, ...]] = []
    moa = listed(map(dossier.name, dossier.written.request.moa), lang)
    for study, fact in facts:
        if (fact.subject, fact.fact) in seen or len(rows) == _FACTS:
            continue
        seen.add((fact.subject, fact.fact))
        whom = whom_to_ask(fact, lang) if any(fact.people.values()) else f"{moa} (MOA)"
        number = counted(len(fact.rules), Text("règle", "rule")[lang], Text("règles", "rules")[lang], lang)
        rows.append((study.key, f"{fact.name}{COLON[lang]}{fact_words(fact.fact, lang)}", number, whom))
    columns = Text("Option|Fait|Attendu par|À qui le demander", "Option|Fact|Awaited by|Whom to ask")[lang].split("|")
    blocks: list[Block] = [Rows(tuple(columns), tuple(rows), headed=True, name=1)] if rows else []
    missing = [remark.message[lang] for remark in dossier.remarks if not remark.wrong]
    if missing:
        blocks.append(
            Sentence(Text("Dans la demande elle-même : ", "In the request itself: ")[lang] + " ; ".join(missing))
        )
    if not blocks:
        blocks.append(
            Sentence(Text("Rien de ce qui est à juger ne manque.", "Nothing that is to be judged is missing.")[lang])
        )
    blocks.append(
        Sentence(Text("Pour quand : avant la séance du comité.", "By when: before the committee meets.")[lang], "quiet")
    )
    return Section(Text("5. Ce qu'on ne sait pas", "5. What is not known")[lang], tuple(blocks))


def _feasibility(dossier: RequestDossier, lang: Lang) -> Section:
    feasible = dossier.written.request.feasibility
    terms = (
        (Text("Charge de la MOE", "Load of the MOE"), feasible.load if feasible else None),
        (Text("Prérequis", "Prerequisites"), " ; ".join(feasible.prerequisites) if feasible else None),
        (Text("Calendrier", "Calendar"), feasible.calendar if feasible else None),
    )
    lines = tuple(Term(title[lang], (value or NOT_RECORDED[lang],)) for title, value in terms)
    return Section(Text("6. Faisabilité", "6. Feasibility")[lang], (Terms(lines),))


def _portfolio(dossier: RequestDossier, lang: Lang) -> Section:
    request = dossier.written.request
    terms = (
        (Text("Rang proposé", "Proposed rank"), str(request.rank) if request.rank is not None else None),
        (Text("Feuille de route", "Roadmap"), str(request.roadmap) if request.roadmap is not None else None),
        (Text("Projet en cours", "Project under way"), _name(dossier, request.project)),
    )
    lines = tuple(Term(title[lang], (value or NOT_RECORDED[lang],)) for title, value in terms)
    return Section(Text("7. Portefeuille", "7. Portfolio")[lang], (Terms(lines),))


def _decision(dossier: RequestDossier, lang: Lang) -> Section:
    """What the committee fills in."""
    votes = Text(
        "☐ poursuivre   ☐ poursuivre l'étude   ☐ poursuivre sous conditions   ☐ ajourner   ☐ refuser   "
        "☐ dérogation jusqu'au …………",
        "☐ accept   ☐ study on   ☐ accept under conditions   ☐ postpone   ☐ refuse   ☐ derogation until …………",
    )[lang]
    options = "   ".join(f"☐ {study.key} · {study.option.name}" for study in dossier.options)
    columns = Text("Qui|Fait quoi|Pour quand", "Who|Does what|By when")[lang].split("|")
    signatures = Text("Signatures : DSI · représentants médicaux · MOA", "Signatures: CIO · clinicians · MOA")[lang]
    blank = ("……………………", "……………………………………………", "…………")
    blocks: tuple[Block, ...] = (
        Sentence(f"{Text('Option', 'Option')[lang]}{COLON[lang]}{options}"),
        Sentence(f"{Text('Décision', 'Decision')[lang]}{COLON[lang]}{votes}"),
        Rows(tuple(columns), (blank, blank), headed=True),
        Sentence(signatures),
        Sentence(
            Text("Pour l'enregistrer : ", "To record it: ")[lang] + f"ea request decide {dossier.written.id} …", "quiet"
        ),
    )
    return Section(Text("8. Décision", "8. Decision")[lang], blocks)


def _annex(dossier: RequestDossier, lang: Lang) -> Section:
    """Which command gives each number again, which findings exactly, and the maps."""
    blocks: list[Block | Section] = [_commands(dossier, lang)]
    prints = [
        (study.key, sign, finding.fingerprint[:8], finding.rule, finding.subject)
        for study in dossier.options
        for sign, findings in (("+", study.introduced), ("−", study.lifted))
        for finding in findings
    ]
    if prints:
        columns = Text("Option||Empreinte|Règle|Sujet", "Option||Fingerprint|Rule|Subject")[lang].split("|")
        title = Text("Les écarts, par leurs empreintes", "The findings, by their fingerprints")[lang]
        blocks.append(Section(title, (Rows(tuple(columns), tuple(prints), headed=True, name=4),)))
    if dossier.drawings:
        title = Text("Cartes", "Maps")[lang]
        blocks.append(Section(title, tuple(_picture(dossier, drawing, lang) for drawing in dossier.drawings)))
    return Section(Text("Annexe", "Annex")[lang], tuple(blocks))


def _commands(dossier: RequestDossier, lang: Lang) -> Section:
    """The numbers of the dossier, each with the command that gives it."""
    written = dossier.written
    rows = [
        (
            Text("outils qui servent le processus", "tools that serve the process")[lang],
            f"ea list application covers={id}",
        )
        for id in written.request.processes
    ]
    text = written.request.title.replace('"', "")
    rows.append((Text("solutions proches", "near solutions")[lang], f'ea similar "{text}"'))
    for study in dossier.options:
        if study.changes is not None:
            option = f"{written.file}#{study.key}"
            words = Text(f"{study.key} : écarts introduits et levés", f"{study.key}: findings introduced and lifted")
            rows.append((words[lang], f"ea diff {option}"))
            words = Text(f"{study.key} : faits qui manquent", f"{study.key}: facts that are missing")
            rows.append((words[lang], f"ea check --with {option} --unknown"))
    rows.append(
        (Text("coûts, avis, faisabilité", "costs, opinions, feasibility")[lang], f"ea request check {written.id}")
    )
    columns = Text("Ce qui est dit|La commande qui le redit", "What is said|The command that says it again")[lang]
    title = Text("D'où viennent les nombres", "Where the numbers come from")[lang]
    return Section(title, (Rows(tuple(columns.split("|")), tuple(rows), headed=True, name=0, code=frozenset({1})),))


_KINDS = {
    "land-use-plan": Text("Plan d'occupation des sols, extrait", "Land-use plan, extract"),
    "changes": Text("Ce qui change", "What changes"),
    "impact": Text("Impact d'une perte", "Impact of a loss"),
}


def _picture(dossier: RequestDossier, drawing: Drawing, lang: Lang) -> Block:
    drawn = maps.diagram(drawing.map, lang)
    option = next((study for study in dossier.options if study.key == drawing.option), None)
    when = (
        Text("aujourd'hui", "today")[lang]
        if option is None
        else Text(f"avec {option.key} · {option.option.name}", f"with {option.key} · {option.option.name}")[lang]
    )
    title = f"{_KINDS[drawing.kind][lang]} – {when}"
    if drawn.empty:
        return Sentence(f"{title}{COLON[lang]}{Text('rien à montrer', 'nothing to show')[lang]}", "quiet")
    return Picture(title, maps.summary(drawn, lang), drawn, drawing.map.content.style)
