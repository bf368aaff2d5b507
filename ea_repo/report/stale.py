"""What nobody has looked at for long, for people: by owner first, then the elements."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Basis, OwnerShare, Stale, StaleElement
from ea_repo.document import Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.trust_words import share_of
from ea_repo.report.words import NOT_RECORDED, count_of, date, heading, heads

_SUBJECT = Text("ce qui n'a pas été vérifié ·", "what was not verified ·")
_BASIS: dict[Basis, Text] = {
    "verified": Text("vérifié", "verified"),
    "text": Text("texte", "text"),
    "unknown": Text("rien", "nothing"),
}
_BY_OWNER = Text("Par responsable", "By owner")
_ELEMENTS = Text("Les éléments, du plus ancien au plus récent", "The elements, the oldest first")
_OWNER_HEADS = Text("Responsable|À vérifier|Sur|Part", "Owner|To verify|Of|Share")
_HEADS = Text("Id|Nom|Genre|Dernier jour connu|D'après|Responsable", "Id|Name|Kind|Last known on|From|Owner")
_TO_VERIFY = Text("élément à vérifier|éléments à vérifier", "element to verify|elements to verify")
_MOST = 30
"""How many lines a screen shows of a list."""


def document(answer: Answer[Stale], lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """How many are stale, whose they are, which they are."""
    found = answer.content
    number, day = len(found.stale), date(found.day, lang)
    verify = count_of(number, _TO_VERIFY, lang)
    sentence = Text(f"Le {day} : {verify} sur {found.elements}", f"On {day}: {verify} of {found.elements}")[lang]
    if found.unknown:
        sentence += Text(
            f", dont {found.unknown} dont rien ne dit la date", f"; of {found.unknown} of them nothing tells the day"
        )[lang]
    sentence += "."
    sections = []
    if found.stale:
        owners = Rows(
            heads(_OWNER_HEADS, lang), tuple(_share(share, found, lang) for share in found.owners if share.stale)
        )
        cut = found.stale[:_MOST] if screen and not whole and len(found.stale) > _MOST + 1 else found.stale
        left = number - len(cut)
        more = Text(f"et {left} autres (--all)", f"and {left} more (--all)")[lang] if left else ""
        elements = Rows(heads(_HEADS, lang), tuple(_element(element, found, lang) for element in cut), more=more)
        sections = [Section(_BY_OWNER[lang], (owners,)), Section(_ELEMENTS[lang], (elements,), tally=str(number))]
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        answer=(Sentence(sentence, "doubtful" if number else "good"),),
        blocks=tuple(sections),
    )


def _share(share: OwnerShare, found: Stale, lang: Lang) -> tuple[str, ...]:
    name = NOT_RECORDED[lang] if share.owner is None else found.names[share.owner]
    return name, str(share.stale), str(share.elements), share_of(share, lang)


def _element(element: StaleElement, found: Stale, lang: Lang) -> tuple[str, ...]:
    owner = NOT_RECORDED[lang] if element.owner is None else found.names[element.owner]
    kind = found.kinds[element.kind].label[lang]
    return element.id, element.name, kind, element.since or "–", _BASIS[element.basis][lang], owner
