"""What an audience is not shown, for people: what the profile drops, and what that takes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ea_repo.answer.not_shown import LeftOut, NotShown
from ea_repo.document import Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.words import count_of, few, heads

_SAFE = Text(
    "Profil sûr : ce qui sort de la maison le prend, sauf --audience.",
    "The safe profile: what leaves the house takes it, unless --audience says otherwise.",
)
_ONE_OF = Text("1 élément sur {of} n'est pas montré", "1 element of {of} is not shown")
_OF = Text("{shown} sur {of} ne sont pas montrés", "{shown} of {of} are not shown")
_NOTHING = Text("Aucun élément n'est retiré.", "No element is left out.")
_DROPPED = Text("Que le profil retire", "Dropped by the profile")
_WITH = Text("Qui ne sont rien sans eux", "Nothing without these")
_SAYS = Text("Dont l'identifiant dit un nom retiré", "Whose id says a name that is dropped")
_IMPORTED = Text(
    "Jamais montré : ce que les imports gardent de leurs sources ({kept}).",
    "Never shown: what imports keep of their sources ({kept}).",
)
_FACTS = Text("objet|objets", "thing|things")
_ELEMENTS = Text("élément|éléments", "element|elements")
_UNSHOWN = Text("ce qui n'en est pas montré", "what is not shown of them")
"""Without what an element cannot be read, where that is no other element."""
_EVERYDAY = Text(
    "Un mot de la langue courante peut être dit : may_say, dans le profil.",
    "A word of everyday language may be said: may_say, in the profile.",
)
_HEADS = Text("Nom|Éléments|Lesquels", "Name|Elements|Which")
_WITH_HEADS = Text("Avec|Éléments|Lesquels", "With|Elements|Which")
_STILL = Text(
    "Encore montrés, bien qu'un champ retiré les désigne", "Shown still, though a field that is dropped points at them"
)
_STILL_HEADS = Text("Champ|Éléments|Lesquels", "Field|Elements|Which")
_DROP = Text(
    "Pour les retirer eux-mêmes, les nommer dans le profil (drop, elements).",
    "To leave them out themselves, name them in the profile (drop, elements).",
)
_IDS = Text("Genre|Élément|Nom", "Kind|Element|Name")
_OTHERS = (
    Text("Règles qui ne sont pas jugées", "Rules that are not judged"),
    Text("Vues qui ne sont pas montrées", "Views that are not shown"),
    Text("Demandes qui ne sont pas montrées", "Requests that are not shown"),
)
_FEW = 8


def document(not_shown: NotShown, lang: Lang, *, whole: bool = False) -> Document:
    """What is left out, by reason; of what goes with others, a few of each unless `whole`."""
    profile, most = not_shown.audience.profile, 10**9 if whole else _FEW
    elements = [element for element in not_shown.elements if element.why.reason != "imported"]
    number, imported = len(elements), len(not_shown.elements) - len(elements)
    count = (_ONE_OF if number == 1 else _OF)[lang].format(
        shown=count_of(number, _ELEMENTS, lang), of=not_shown.of - imported
    )
    others = zip(_OTHERS, (not_shown.rules, not_shown.maps, not_shown.requests), strict=True)
    return Document(
        lang,
        title=profile.title.text[lang],
        about=not_shown.audience.file,
        notes=(Sentence(_SAFE[lang]),) if profile.safe else (),
        answer=(
            Sentence(f"{count}." if elements else _NOTHING[lang]),
            *((Sentence(_IMPORTED[lang].format(kept=count_of(imported, _FACTS, lang))),) if imported else ()),
        ),
        blocks=(
            *_still_shown(not_shown, lang, most),
            *_dropped(not_shown, lang),
            *_because(not_shown, "with", _WITH, _WITH_HEADS, lang, most),
            *_because(not_shown, "says", _SAYS, _HEADS, lang, most),
            *(Section(title[lang], (Sentence(", ".join(ids)),)) for title, ids in others if ids),
        ),
    )


def _still_shown(not_shown: NotShown, lang: Lang, most: int) -> Iterator[Section]:
    """What a field that is not shown points at, and that has its own pages still: a profile may mean to drop it too."""
    rows = tuple(
        (f"{still.kind}.{still.field}", str(len(still.ids)), few(still.ids, lang, most))
        for still in not_shown.still_shown
    )
    if rows:
        yield Section(
            _STILL[lang], (Rows(heads(_STILL_HEADS, lang), rows, code=frozenset((0, 2))), Sentence(_DROP[lang]))
        )


def _dropped(not_shown: NotShown, lang: Lang) -> Iterator[Section]:
    rows = tuple(
        (element.kind, element.id, element.name if element.name != element.id else "")
        for element in not_shown.elements
        if element.why.reason == "dropped"
    )
    if rows:
        yield Section(_DROPPED[lang], (Rows(heads(_IDS, lang), rows, name=1, code=frozenset((0, 1))),))


def _because(not_shown: NotShown, reason: str, title: Text, columns: Text, lang: Lang, most: int) -> Iterator[Section]:
    """What is left out for one reason, by what it is because of: the most first."""
    by_cause: dict[str, list[LeftOut]] = {}
    for element in not_shown.elements:
        if element.why.reason == reason:
            by_cause.setdefault(element.why.because, []).append(element)
    if not by_cause:
        return
    ordered = sorted(by_cause.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    rows = tuple((cause or _UNSHOWN[lang], str(len(left)), few(_ids(left), lang, most)) for cause, left in ordered)
    after = (Sentence(_EVERYDAY[lang]),) if reason == "says" else ()
    yield Section(title[lang], (Rows(heads(columns, lang), rows, name=0, headed=True), *after))


def _ids(elements: Iterable[LeftOut]) -> Iterator[str]:
    return (element.id for element in elements)
