"""The audit of what is one owner's: what to decide, why, by when; what is accepted; the facts that they owe."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.audit import Audit
from ea_repo.answer.decisions import Decision, decisions, flaws_of_the_text
from ea_repo.answer.missing_fields import missing_fields
from ea_repo.answer.owners import OwnedPart, real
from ea_repo.answer.standing import status
from ea_repo.document import Block, Document, Item, Items, Rows, Section, Sentence, Term, Terms
from ea_repo.finding import SEVERITIES, Lang, Text
from ea_repo.report.acceptance_words import accepting
from ea_repo.report.audit_words import TONES, covered
from ea_repo.report.decision_words import by_when, costing, deciding, details, headline, if_nothing, ranked
from ea_repo.report.field_words import path_name
from ea_repo.report.plain_words import without_fields
from ea_repo.report.prose_days import prose_day
from ea_repo.report.words import COLON, count_of, few, heads, severities
from ea_repo.semantics.answerable import By
from ea_repo.typography import typeset

BY: dict[By, Text] = {
    "moa": Text("maîtrise d'ouvrage", "business owner"),
    "moe": Text("maîtrise d'œuvre", "builder"),
    "supplier": Text("fournisseur", "supplier"),
    "zone": Text("zone du plan d'occupation des sols", "zone of the land-use plan"),
}
NOBODY: dict[By, Text] = {
    "moa": Text("Sans maîtrise d'ouvrage enregistrée", "No business owner recorded"),
    "moe": Text("Sans maîtrise d'œuvre enregistrée", "No builder recorded"),
    "supplier": Text("Sans fournisseur enregistré", "No supplier recorded"),
    "zone": Text("Sans zone enregistrée", "No zone recorded"),
}
RESTRICTED = Text("Diffusion restreinte", "Restricted circulation")
_SUBJECT = Text("Audit de la charte d'urbanisation", "Audit of the urbanisation charter")
_AS_OF = Text("situation au", "as of")
_FINDINGS = Text("écart|écarts", "finding|findings")
_DECISIONS = Text("décision|décisions", "decision|decisions")
_NOTHING = Text("Rien n'est à décider.", "There is nothing to decide.")
_TO_DECIDE = Text("Ce qui vous est demandé", "What is asked of you")
_ASKED = Text("À faire", "To do")
_RANK = Text("Pourquoi à ce rang", "Why it ranks so")
_COST, _WHO = Text("Coût", "Cost"), Text("Qui décide", "Who decides")
_WHEN, _OTHERWISE = Text("Pour quand", "By when"), Text("Si rien n'est fait", "If nothing is done")
_CASES = Text("Les cas", "The cases")
_ACCEPTED, _KNOWN = Text("Accepté", "Accepted"), Text("Déjà connu", "Known before")
_FLAWS = Text("À corriger dans le texte du modèle", "To be mended in the text of the model")
_FACTS = Text("Les faits que vous seul pouvez donner", "The facts that only you can give")
_HEADS = Text("Fait|De quoi|Jugements en attente", "Fact|Of what|Judgements that wait")
_MOST_NAMED = 12
"""How many elements a fact names."""


def marked(audit: Audit, lang: Lang) -> str:
    """What the pages of an audit bear: the marking of the workspace, else that it is for few eyes where so."""
    if audit.situation.marking is not None:
        return typeset(audit.situation.marking[lang], lang)
    return RESTRICTED[lang] if audit.restricted else ""


def document(part: OwnedPart, lang: Lang) -> Document:
    """The page of an owner, or of what nobody is recorded for."""
    audit = part.audit
    situation = audit.situation
    scope = covered(audit, lang)
    restricted = audit.restricted and situation.marking is None
    notes = [*([Sentence(RESTRICTED[lang], "bad")] if restricted else []), *([Sentence(scope)] if scope else [])]
    sections = (*_to_decide(audit, lang), *_apart(audit, lang), *_facts(audit, lang))
    return Document(
        lang,
        situation=f"{situation.workspace} · {_AS_OF[lang]} {prose_day(situation.date, lang)}",
        title=name_of(part, lang),
        about=f"({BY[part.by][lang]})",
        notes=tuple(notes),
        answer=(Sentence(brief(part, lang)),),
        blocks=sections,
        subject=_SUBJECT[lang],
    )


def name_of(part: OwnedPart, lang: Lang) -> str:
    """Whose part of the audit it is."""
    return part.name or NOBODY[part.by][lang]


def brief(part: OwnedPart, lang: Lang) -> str:
    """How many findings, how serious they are, and how many decisions they make."""
    counts = {severity: part.audit.count(severity) for severity in SEVERITIES}
    total = sum(counts.values())
    if not total:
        return _NOTHING[lang]
    found = f"{count_of(total, _FINDINGS, lang)} ({severities(counts, lang)})"
    return f"{found}{COLON[lang]}{count_of(len(decisions(part.audit)), _DECISIONS, lang)}"


def _to_decide(audit: Audit, lang: Lang) -> Iterator[Section]:
    items = [_decision(number, decision, lang) for number, decision in enumerate(decisions(audit), 1)]
    if items:
        yield Section(_TO_DECIDE[lang], (Items(tuple(items)),))


def _decision(number: int, decision: Decision, lang: Lang) -> Item:
    """A decision, what is asked, and each of its cases."""
    said = {
        _ASKED: without_fields(decision.result.rule.fix.text[lang]),
        _RANK: ranked(decision, lang),
        _COST: costing(decision, lang),
        _WHO: deciding(decision, lang),
        _WHEN: by_when(decision, lang),
        _OTHERWISE: if_nothing(decision, lang),
    }
    terms = [Term(name[lang], (words,)) for name, words in said.items()]
    if len(decision.findings) > 1:
        terms.append(Term(_CASES[lang], tuple(finding.message[lang] for finding in decision.findings)))
    else:
        terms[:0] = [Term("", (detail[lang],)) for detail in details(decision)]
    inside: tuple[Block, ...] = (Terms(tuple(terms)),)
    return Item(headline(decision, lang), f"{number}.", TONES[decision.severity], inside=inside)


def _apart(audit: Audit, lang: Lang) -> Iterator[Section]:
    """What is theirs and is not to be decided: accepted, known before, flaws of what is written."""
    accepted = [finding for finding in real(audit) if status(finding) == "accepted"]
    if accepted:
        items = (Item(each.message[lang], "·", inside=(Sentence(accepting(audit, each, lang)),)) for each in accepted)
        yield Section(_ACCEPTED[lang], (Items(tuple(items)),))
    known = [finding for finding in real(audit) if status(finding) == "known"]
    if known:
        yield Section(_KNOWN[lang], (Items(tuple(Item(finding.message[lang], "·") for finding in known)),))
    if flaws := flaws_of_the_text(audit):
        items = (Item(f"{each.at}: {each.message[lang]}" if each.at else each.message[lang], "·") for each in flaws)
        yield Section(_FLAWS[lang], (Items(tuple(items)),))


def _facts(audit: Audit, lang: Lang) -> Iterator[Section]:
    wanted = missing_fields(audit.results)
    if wanted:
        mentions = audit.mentions
        rows = [
            (
                path_name(missing.fact, lang),
                few((mentions[id].name if id in mentions else id for id in missing.subjects), lang, _MOST_NAMED),
                str(missing.judgements),
            )
            for missing in wanted
        ]
        yield Section(_FACTS[lang], (Rows(heads(_HEADS, lang), tuple(rows)),))
