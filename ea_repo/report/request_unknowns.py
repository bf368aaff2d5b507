"""What is not known of a request: the few facts that would change the opinion, with whom and by when."""

from __future__ import annotations

from ea_repo.answer.awaited_facts import AwaitedFact, Cause, awaited_facts
from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.document import Block, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.fact_words import APPROVERS, whom_to_ask
from ea_repo.report.request_words import fact_words, listed
from ea_repo.report.words import COLON, SEMICOLON, date

_COLUMNS = Text(
    "Option|Fait|Ce qu'il changerait|À qui le demander|Pour quand",
    "Option|Fact|What it would change|Whom to ask|By when",
)
_CAUSES: dict[Cause, Text] = {
    "committee": Text("avant la séance", "before the session"),
    "condition": Text("jour de la condition", "day of the condition"),
    "live": Text("avant la mise en service", "before it goes live"),
}
_OWNER = Text("MOA", "business owner")
_NO_DAY = Text("avant la séance, dont le jour n'est pas renseigné", "before the session, whose day is not recorded")
_NOTHING = Text("Rien de ce qui est à juger ne manque.", "Nothing that is to be judged is missing.")
_MORE = Text("et {} autres faits, moins décisifs (annexe)", "and {} other facts, less telling (annex)")


def unknown(dossier: RequestDossier, lang: Lang) -> Section:
    """At most ten facts, the most telling first, then what is missing in the request itself."""
    facts = awaited_facts(dossier)
    rows = tuple(_row(dossier, awaited, lang) for awaited in facts)
    studies = {study.key: study for study in (dossier.asked, dossier.proposed) if study is not None}
    more = len({(fact.subject, fact.fact) for study in studies.values() for fact in study.facts}) - len(rows)
    columns = tuple(_COLUMNS[lang].split("|"))
    blocks: list[Block] = []
    if rows:
        blocks.append(Rows(columns, rows, headed=True, name=1, more=_MORE[lang].format(more) if more > 0 else ""))
    missing = [remark.message[lang] for remark in dossier.remarks if not remark.wrong]
    if missing:
        head = Text("Dans la demande elle-même : ", "In the request itself: ")[lang]
        blocks.append(Sentence(head + SEMICOLON[lang].join(missing) + "."))
    return Section(
        Text("5. Ce qu'on ne sait pas", "5. What is not known")[lang], tuple(blocks) or (Sentence(_NOTHING[lang]),)
    )


def _row(dossier: RequestDossier, awaited: AwaitedFact, lang: Lang) -> tuple[str, ...]:
    fact = awaited.fact
    moa = listed(map(dossier.name, dossier.written.request.moa), lang)
    known = fact.fact in APPROVERS or any(fact.people.values())
    whom = whom_to_ask(fact, lang) if known else f"{moa} ({_OWNER[lang]})"
    return (
        awaited.option,
        f"{fact.name}{COLON[lang]}{fact_words(fact.fact, lang)}",
        _effect(dossier, awaited, lang),
        whom,
        _NO_DAY[lang] if awaited.due is None else f"{date(awaited.due, lang)}, {_CAUSES[awaited.cause][lang]}",
    )


def _effect(dossier: RequestDossier, awaited: AwaitedFact, lang: Lang) -> str:
    """What the rules that wait for a fact would say: an error, which makes an opinion unfavourable, or a warning."""
    fact = awaited.fact
    titles = [dossier.title(rule)[lang] for rule in fact.rules]
    heavy = (
        Text("erreur possible", "an error may hide") if fact.errors else Text("alerte possible", "a warning may hide")
    )
    rest = f" (+ {len(titles) - 1})" if len(titles) > 1 else ""
    return f"{heavy[lang]}{COLON[lang]}{titles[0]}{rest}"
