"""The dossier of a request: what a committee reads to decide, the question and the proposed opinion first."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.request_dossier import YEARS, OptionStudy, RequestDossier
from ea_repo.document import Block, Document, Rows, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.report import trust_words
from ea_repo.report.request_annex import annex
from ea_repo.report.request_existing import what_exists
from ea_repo.report.request_money import portfolio
from ea_repo.report.request_options import conformity, effects_of, side_by_side, unserved
from ea_repo.report.request_unknowns import unknown
from ea_repo.report.request_words import BECAUSE, NOTHING_TO_COMPARE, OPINION, TONE, YES_NO, euros
from ea_repo.report.words import COLON, NOT_RECORDED, SEMICOLON, capital, counted, date, few, heading
from ea_repo.typography import day as written_day
from ea_repo.typography import lasting_until

_SIGNERS = (Text("Pour la DSI", "For the CIO"), Text("Pour la MOA", "For the business owner"))
"""Who signs, where the workspace does not say it."""
_FEW = 4
"""How many solutions of one name are named."""
_BOX = "☐\u00a0"
_SUBJECT = Text("Dossier d'arbitrage", "Arbitration dossier")
_ILLUSTRATIVE = Text(
    "Demande illustrative : le demandeur, les options et les montants sont un exemple, pas des faits.",
    "An illustrative request: who asks, the options and the amounts are an example, no facts.",
)


def document(answer: Answer[RequestDossier], lang: Lang) -> Document:
    """The dossier: the answer, six parts that fit some pages, then the annex."""
    dossier = answer.content
    blocks = (
        _request(dossier, lang),
        what_exists(dossier, lang),
        side_by_side(dossier, lang),
        conformity(dossier, lang),
        unknown(dossier, lang),
        _feasibility(dossier, lang),
        portfolio(dossier, lang),
        _decision(dossier, lang),
        annex(dossier, lang),
    )
    request = dossier.written.request
    return Document(
        lang,
        heading(answer.situation, lang),
        request.title,
        about=_session(dossier, lang),
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
    if dossier.same_name:
        names = few(dossier.same_name, lang, _FEW)
        served += Text(f" Peut-être la même, écrite deux fois : {names}.", f" Perhaps one, written twice: {names}.")[
            lang
        ]
    none = Text("Aucune solution enregistrée ne sert ce besoin.", "No recorded solution serves this need.")[lang]
    unknown = Text(
        "Les processus qu'elle concerne ne sont pas renseignés.", "Which processes it concerns is not recorded."
    )[lang]
    said = (served if many else none) if request.processes else unknown
    return f"{question} {said}" if question.endswith(("?", ".", "!")) else f"{question} – {said[0].lower()}{said[1:]}"


def _session(dossier: RequestDossier, lang: Lang) -> str:
    """The session that decides, and on which day."""
    head = Text("Comité d'arbitrage", "Arbitration committee")[lang]
    day = date(dossier.committee_on, lang) if dossier.committee_on else None
    unknown = Text("jour de la séance non renseigné", "day of the session not recorded")[lang]
    return f"{head} · {day or unknown}"


def _answer(dossier: RequestDossier, lang: Lang) -> Iterator[Sentence]:
    """The proposed opinion and why, and what is to be voted."""
    asked, proposed = dossier.asked, dossier.proposed
    reason = f" {BECAUSE[dossier.because][lang]}" if dossier.because else ""
    if asked is not None:
        same = proposed is asked
        head = (
            Text("Option demandée et proposée", "Asked for and proposed")
            if same
            else Text("Option demandée", "Asked for")
        )
        yield Sentence(_opinion(asked, head, lang) + (reason if same else ""), TONE[asked.opinion])
    if proposed is not None and proposed is not asked:
        said = _opinion(proposed, Text("Option proposée", "Proposed"), lang)
        yield Sentence(said + reason, TONE[proposed.opinion])
    if proposed is None:
        why = Text(
            "aucune option ne dit ce qu'elle change, ce qu'elle couvre du besoin ou ce qu'elle coûte",
            "no option says what it changes, what it meets of the need or what it costs",
        )
        yield Sentence(f"{capital(NOTHING_TO_COMPARE[lang])}{COLON[lang]}{why[lang]}.", "doubtful")
    votes = ", ".join(f"{key} ({study.name})" for key, study in dossier.written.request.options.items())
    yield Sentence(Text(f"Ce qui est demandé au comité : choisir entre {votes}.", f"To be voted: {votes}.")[lang])


def _opinion(study: OptionStudy, head: Text, lang: Lang) -> str:
    """The opinion on an option and what it rests on, what it costs, in a sentence or two."""
    said = f"{head[lang]}{COLON[lang]}{study.key}, {study.option.name}. "
    said += f"{Text('Avis', 'Opinion')[lang]} {OPINION[study.opinion][lang]}"
    if not study.written:
        unwritten = Text(
            " : ce qu'elle change n'est pas écrit, rien ne peut donc en être jugé.",
            ": what it changes is not written, so that nothing can be judged of it.",
        )
        return said + unwritten[lang] + _cost(study, lang)
    effects = effects_of(study, lang)
    if study.facts:
        fr = counted(len(study.facts), "fait reste à renseigner", "faits restent à renseigner", "fr")
        effects.append(Text(fr, counted(len(study.facts), "fact is", "facts are") + " not recorded")[lang])
    said += (COLON[lang] + ", ".join(effects) if effects else "") + "."
    if study.unserved:
        left = Text("Elle laisse sans outil", "It leaves without a tool")[lang]
        said += f" {left}{COLON[lang]}{unserved(study, lang)}."
    return said + _cost(study, lang)


def _cost(study: OptionStudy, lang: Lang) -> str:
    """What an option costs, over five years where that is known, and its delay; what is not recorded is said."""
    option = study.option
    if study.cost is not None:
        years = Text(f"sur {YEARS} ans", f"over {YEARS} years")
        when = Text(*(lasting_until(option.ends_on, each) for each in ("fr", "en"))) if option.ends_on else years
        cost = f"{Text('Coût', 'Cost')[lang]} {when[lang]}{COLON[lang]}{euros(study.cost, lang)}"
    elif option.once is None and option.yearly is None:
        cost = Text("Coût non renseigné", "Cost not recorded")[lang]
    else:
        once, yearly = (euros(amounts.total if amounts else None, lang) for amounts in (option.once, option.yearly))
        cost = Text(f"Coût : {once} une fois, {yearly} par an", f"Cost: {once} once, {yearly} a year")[lang]
    delay = Text("délai", "delay")[lang]
    return f" {cost}{SEMICOLON[lang]}{delay}{COLON[lang]}{option.delay or NOT_RECORDED[lang]}."


def _request(dossier: RequestDossier, lang: Lang) -> Section:
    request = dossier.written.request
    hub = Text("Passée au Hub innovation", "Went through the innovation hub")
    through_hub = () if request.innovation_hub is None else ((hub, YES_NO[request.innovation_hub][lang]),)
    poc = Text("POC demandé", "Proof of concept asked for")
    until = (
        f" ({Text('jusqu’au', 'until')[lang]} {written_day(request.poc_ends_on, lang)})" if request.poc_ends_on else ""
    )
    terms = (
        (Text("Besoin", "Need"), f"« {request.need} »" if request.need and lang == "fr" else request.need),
        (Text("Demandeur", "Requester"), ", ".join(filter(None, (request.requester, _name(dossier, request.site))))),
        (Text("Reçue le", "Received on"), written_day(request.received_on, lang) if request.received_on else None),
        (
            Text("MOA (une et une seule)", "Business owner (one and only one)"),
            ", ".join(map(dossier.name, request.moa)),
        ),
        (Text("Utilisateurs", "Users"), ", ".join(request.users)),
        (Text("Processus", "Processes"), ", ".join(map(dossier.name, request.processes))),
        (Text("Données", "Data"), ", ".join(map(dossier.name, request.data))),
        (Text("Sites", "Sites"), ", ".join(map(dossier.name, request.sites))),
        *through_hub,
        (poc, YES_NO[request.poc][lang] + until),
        (Text("Ce que dit le texte", "What the document says"), " ; ".join(f"« {quote} »" for quote in request.quotes)),
    )
    lines = tuple(Term(title[lang], (value or NOT_RECORDED[lang],)) for title, value in terms)
    return Section(Text("1. La demande", "1. The request")[lang], (Terms(lines),))


def _name(dossier: RequestDossier, id: str | None) -> str | None:
    return dossier.name(id) if id else None


def _feasibility(dossier: RequestDossier, lang: Lang) -> Section:
    feasible = dossier.written.request.feasibility
    terms = (
        (Text("Charge de la MOE", "Load of the builder"), feasible.load if feasible else None),
        (Text("Prérequis", "Prerequisites"), " ; ".join(feasible.prerequisites) if feasible else None),
        (Text("Calendrier", "Calendar"), feasible.calendar if feasible else None),
    )
    lines = tuple(Term(title[lang], (value or NOT_RECORDED[lang],)) for title, value in terms)
    return Section(Text("6. Faisabilité", "6. Feasibility")[lang], (Terms(lines),))


def _decision(dossier: RequestDossier, lang: Lang) -> Section:
    """What the committee fills in."""
    boxes = Text(
        "accepter|accepter sous conditions|poursuivre l'étude|ajourner|refuser|dérogation jusqu'au …………",
        "accept|accept under conditions|study on|postpone|refuse|derogation until …………",
    )[lang].split("|")
    votes = "   ".join(f"{_BOX}{words}" for words in boxes)
    options = "   ".join(f"{_BOX}{study.key} · {study.option.name}" for study in dossier.options)
    columns = Text("Qui|Fait quoi|Pour quand", "Who|Does what|By when")[lang].split("|")
    blank = ("……………………", "……………………………………………", "…………")
    signers = tuple(signer[lang] for signer in dossier.signers or _SIGNERS)
    blocks: tuple[Block, ...] = (
        Sentence(f"{Text('Option', 'Option')[lang]}{COLON[lang]}{options}"),
        Sentence(f"{Text('Décision', 'Decision')[lang]}{COLON[lang]}{votes}"),
        Rows(tuple(columns), (blank, blank, blank), headed=True),
        Sentence(Text("Motif : ………………………………………………………………………………", "Reason: ………………………………………………………………………………")[lang]),
        Rows(signers, (("\n\n…………………………",) * len(signers),), headed=True),
        Sentence(Text("Pour l'enregistrer : ", "To record it: ")[lang] + _to_record(dossier), "quiet"),
    )
    return Section(Text("8. Décision", "8. Decision")[lang], blocks, on_one_page=True)


def _to_record(dossier: RequestDossier) -> str:
    """The command that records the decision, with the option that is proposed."""
    on = f" --on {dossier.committee_on}" if dossier.committee_on else " --on …"
    option = f" --option {dossier.proposed.key}" if dossier.proposed else ""
    return f"ea request decide {dossier.written.id} --accept{option} --by …{on} --reason …"
