"""The prerequisites of a decommissioning (D.5), and the facts that nobody wrote, with those who know them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.document import Rows, Section, Tone
from ea_repo.finding import Lang, Text
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.prerequisites import MissingFact, Prerequisite, PrerequisiteName
from ea_repo.report.dossier_words import FACT, PREREQUISITE
from ea_repo.report.shortened import WITH_ALL, annexed, first, left_out
from ea_repo.report.words import NOBODY, NOT_RECORDED, few, heads

_MET = {True: Text("oui", "yes"), False: Text("non", "no"), None: NOT_RECORDED}
_NO_PROJECT = (
    Text("aucun projet enregistré ne le retire", "no project is recorded that retires it"),
    Text("aucun projet enregistré ne les retire", "no project is recorded that retires them"),
)
"""Of one element, and of several."""
_TONE_OF_MET: dict[bool | None, Tone] = {True: "good", False: "bad", None: "doubtful"}
_FEW = 3
"""How many elements are named where a prerequisite is the same of all."""
_SETTLES = Text("trancher ce qui n'est que possible", "settling what is only possible")
_HIDES = Text("un GO : une perte peut s'y cacher", "a GO: a loss may hide there")
_FILE = Text("le dossier", "the dossier")
PREREQUISITES, TO_RECORD = Text("Prérequis", "Prerequisites"), Text("À renseigner", "To record")


def prerequisites(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The prerequisites of D.5: what is met, not met, not written; elements of which it is the same are together."""
    alike: dict[tuple[PrerequisiteName, bool | None, bool], list[str]] = {}
    for element in retirement.elements:
        for required in element.required:
            key = required.name, required.met, required.project is not None
            alike.setdefault(key, []).append(retirement.graph.name(element.id))
    rows = tuple(
        (
            PREREQUISITE[name][lang],
            (_MET[met] if planned else _NO_PROJECT[len(names) > 1])[lang],
            _whom(retirement, names, lang),
        )
        for (name, met, planned), names in alike.items()
    )
    tones = tuple(_TONE_OF_MET[met] for _, met, _ in alike)
    columns = heads(Text("Il faut|Acquis|Pour", "It takes|Met|For"), lang)
    return Section(PREREQUISITES[lang], (Rows(columns, rows, tones, state=1, headed=True),))


def _whom(retirement: DecommissioningDossier, names: Sequence[str], lang: Lang) -> str:
    """The elements of which a prerequisite is the same; where it is of all of many, that is said."""
    number = len(names)
    if number < len(retirement.elements) or number <= _FEW:
        return ", ".join(names)
    return Text(f"chacun des {number} éléments retirés", f"each of the {number} elements retired")[lang]


def missing(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """The facts that nobody wrote, what each is for, and whom to ask: what settles a verdict first."""
    graph = retirement.graph
    rows = tuple(
        (what, few(map(graph.name, ids), lang, 6), who, purpose) for what, who, ids, purpose in _alike(retirement, lang)
    )
    if rows:
        columns = heads(Text("Quoi|De quoi|Qui le sait|Pour", "What|Of what|Who knows it|For"), lang)
        shown = first(rows, annexed(whole=whole))
        more = left_out(rows, shown, lang, WITH_ALL)
        yield Section(TO_RECORD[lang], (Rows(columns, tuple(shown), more=more, headed=True),))


def facts_by_people(retirement: DecommissioningDossier, lang: Lang) -> list[tuple[str, str, list[str]]]:
    """What is missing, who knows it, and the elements of which it is so: what settles a verdict first."""
    return [(what, who, ids) for what, who, ids, _ in _alike(retirement, lang)]


def met(required: Prerequisite, lang: Lang) -> str:
    """Whether a prerequisite of one element is met."""
    return (_MET[required.met] if required.project is not None else _NO_PROJECT[0])[lang]


def tone_of_met(required: Prerequisite) -> Tone:
    """How that is shown."""
    return _TONE_OF_MET[required.met]


def facts(retirement: DecommissioningDossier) -> list[Fact]:
    """The facts that nobody wrote: what settles a verdict first, then what a loss may hide behind, then others."""
    return [
        *((fact.id, fact.field, fact.ask, _SETTLES) for fact in retirement.to_confirm),
        *((fact.id, fact.field, fact.ask, _HIDES) for fact in hiding(retirement)),
        *((fact.id, fact.field, fact.ask, _FILE) for fact in retirement.missing if not fact.for_go),
    ]


def hiding(retirement: DecommissioningDossier) -> list[MissingFact]:
    """The facts behind which a loss may hide, but for those that settle one already."""
    settling = {(fact.id, fact.field) for fact in retirement.to_confirm}
    return [fact for fact in retirement.missing if fact.for_go and (fact.id, fact.field) not in settling]


Fact = tuple[str, str, tuple[str, ...], Text]
"""An element, a field of it that is not written, who knows it, what it is for."""


def _alike(retirement: DecommissioningDossier, lang: Lang) -> Iterator[tuple[str, str, list[str], str]]:
    """What is missing, who knows it, the elements of which the same people know the same facts, and what it is for."""
    fields_of: dict[tuple[str, tuple[str, ...], Text], list[str]] = {}
    for id, field, ask, purpose in facts(retirement):
        fields_of.setdefault((id, ask, purpose), []).append(field)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...], Text], list[str]] = {}
    for (id, ask, purpose), fields in fields_of.items():
        alike.setdefault((tuple(fields), ask, purpose), []).append(id)
    for (known, ask, purpose), ids in alike.items():
        what = ", ".join(FACT[field][lang] for field in dict.fromkeys(known))
        yield what, few(map(retirement.graph.name, ask), lang, 3) or NOBODY[lang], ids, purpose[lang]
