"""How far what an answer rests on can be trusted, in a sentence."""

from __future__ import annotations

from ea_repo.answer.stale import OwnerShare
from ea_repo.answer.trust import Trust
from ea_repo.document import Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.words import date
from ea_repo.typography import number

_RESTS = Text("Ce dossier repose sur", "This dossier rests on")
_ALL_RESTS = Text("Le tout repose sur", "All this rests on")
_ELEMENTS = Text("élément|éléments", "element|elements")
_OVERDUE = Text(
    "n'a été ni vérifié ni modifié dans son délai|n'ont été ni vérifiés ni modifiés dans leur délai",
    "was neither verified nor changed within its time|were neither verified nor changed within their time",
)
_UNDATED = Text(
    "ne dit pas quand on l'a vérifié|ne disent pas quand on les a vérifiés",
    "does not tell when it was verified|do not tell when they were verified",
)
_EXAMPLES = Text(
    "est un exemple, et non un fait|sont des exemples, et non des faits",
    "is an example, not a fact|are examples, not facts",
)
_FRESH = Text("tous vérifiés ou modifiés dans leur délai", "all verified or changed within their time")


def sentence(trust: Trust | None, lang: Lang) -> tuple[Sentence, ...]:
    """On how many elements a dossier rests, and how many of them cannot be trusted as they stand; nothing for none."""
    if trust is None or not trust.elements:
        return ()
    text = f"{_RESTS[lang]} {_count(trust.elements, _ELEMENTS, lang)}{doubts(trust, lang)}"
    return (Sentence(text, "doubtful" if trust.overdue or trust.undated or trust.illustrative else "quiet"),)


def of_all(trust: Trust, lang: Lang) -> str:
    """The same, of the whole model, for a committee."""
    return f"{_ALL_RESTS[lang]} {_count(trust.elements, _ELEMENTS, lang)}{doubts(trust, lang)}"


def doubts(trust: Trust, lang: Lang) -> str:
    """How many are stale, undated, or examples on the day; the end of a sentence."""
    counts = ((trust.overdue, _OVERDUE), (trust.undated, _UNDATED), (trust.illustrative, _EXAMPLES))
    told = ", ".join(_count(count, words, lang) for count, words in counts if count)
    day = date(trust.day, lang)
    return Text(f" ; au {day}, {told or _FRESH.fr}.", f"; on {day}, {told or _FRESH.en}.")[lang]


def share_of(share: OwnerShare, lang: Lang) -> str:
    """Which part of what an owner answers for is to be verified; all of it only where nothing else is left."""
    blank = "\u00a0" if lang == "fr" else ""
    percent = 100 * share.stale // share.elements if share.stale < share.elements else 100
    return f"{percent}{blank}%"


def _count(count: int, words: Text, lang: Lang) -> str:
    one, many = words[lang].split("|")
    return f"{number(count, lang)} {one if count == 1 else many}"
