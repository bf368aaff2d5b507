"""The solutions that may meet one need, for people: each with its reasons and what speaks against it."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.similar import Similar
from ea_repo.document import Block, Document, Item, Items, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.words import COLON, count_of, few, heading
from ea_repo.similarity.candidates import BAR, Against, Candidate
from ea_repo.similarity.likeness import Kind, Reason

_SHOWN = 5
_NAMED = 4
_TITLE = Text("Ce qui ressemble à", "What resembles")
_NONE = Text(
    "Rien de ce qui est écrit ne ressemble à cela ; ce qui n'est pas décrit ne peut pas être comparé.",
    "Nothing that is written resembles this; what is not described cannot be compared.",
)
_ABOVE = Text("candidat à examiner|candidats à examiner", "candidate to look at|candidates to look at")
_BELOW = Text("Ressemblances plus faibles", "Weaker likenesses")
_AGAINST = Text("Contre", "Against")
_ADVICE = Text(
    "Une ressemblance n'est pas une redondance : les maîtrises d'ouvrage en jugent, et l'écrivent par `covers` ou "
    "`supports`.",
    "A likeness is no redundancy: business owners judge of it, and write it as `covers` or `supports`.",
)
_REASONS: dict[Kind, Text] = {
    "processes": Text("mêmes processus", "same processes"),
    "neighbouring_processes": Text("processus voisins", "neighbouring processes"),
    "masters": Text("mêmes données gérées", "same data mastered"),
    "data": Text("mêmes données utilisées", "same data used"),
    "neighbours": Text("mêmes interlocuteurs", "exchanges with the same"),
    "words": Text("mêmes mots", "same words"),
    "name": Text("noms proches", "like names"),
    "suppliers": Text("même fournisseur", "same supplier"),
    "users": Text("mêmes utilisateurs", "same users"),
}
_OBJECTIONS: dict[Against, Text] = {
    "external": Text("outil national ou régional, hors de la main de l'institution", "a national or regional tool"),
    "platform": Text("plateforme d'échanges : elle relie, et ne remplace rien", "an integration platform: it links"),
    "referential": Text("référentiel : les autres y prennent leurs données", "a referential: others take data from it"),
    "retired": Text("hors service", "out of service"),
    "succeeds": Text("son successeur enregistré", "its recorded successor"),
    "succeeded": Text("il lui succède déjà", "it already takes its place"),
    "fed": Text("lui donne des données : les deux se complètent peut-être", "it gives data to it: a complement?"),
    "feeds": Text("en reçoit des données : les deux se complètent peut-être", "it gets data from it: a complement?"),
}


def document(answer: Answer[Similar], lang: Lang, *, whole: bool = False) -> Document:
    """The candidates above the bar, then the strongest of the others; with `whole`, all of these."""
    found = answer.content
    above = found.above
    below = [candidate for candidate in found.candidates if candidate.score < BAR]
    shown = below if whole else below[: max(0, _SHOWN - len(above))]
    blocks: list[Block | Section] = []
    if above:
        blocks.append(Items(tuple(_item(found, candidate, lang) for candidate in above)))
    if shown:
        blocks.append(Section(_BELOW[lang], (Items(tuple(_item(found, candidate, lang) for candidate in shown)),)))
    blocks.append(Sentence((_ADVICE if above or shown else _NONE)[lang]))
    return Document(
        lang,
        heading(answer.situation, lang),
        f"{_TITLE[lang]} {found.text}",
        blocks=tuple(blocks),
        summary=count_of(len(above), _ABOVE, lang),
    )


def _item(found: Similar, candidate: Candidate, lang: Lang) -> Item:
    """A candidate: its name, its score of 100, its reasons from the strongest, what speaks against it."""
    inside = tuple(Sentence(sentence) for sentence in sentences(found, candidate, lang))
    score = f"{round(100 * candidate.score)} / 100"
    return Item(f"{found.names[candidate.id]} ({candidate.id})", "≈", aside=score, inside=inside)


def sentences(found: Similar, candidate: Candidate, lang: Lang) -> list[str]:
    """The reasons of a candidate from the strongest, then what speaks against it."""
    said = [_reason(found, reason, lang) for reason in candidate.reasons]
    if candidate.against:
        objections = (" ; " if lang == "fr" else "; ").join(_OBJECTIONS[against][lang] for against in candidate.against)
        said.append(f"{_AGAINST[lang]}{COLON[lang]}{objections}")
    return said


def _reason(found: Similar, reason: Reason, lang: Lang) -> str:
    common = few((found.names.get(id, id) for id in reason.common), lang, _NAMED)
    return f"{_REASONS[reason.kind][lang]}{COLON[lang]}{common}"
