"""What the reports of a comparison share: its titles, its counts, and what they say of an element or a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.answer.audit import Since
from ea_repo.answer.comparison import UNDECLARED, Comparison, Look, Move
from ea_repo.check.indicators import Series
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.graph import Edit, Relation
from ea_repo.metamodel import Kind, Ref
from ea_repo.report.field_words import path_name, said
from ea_repo.report.indicator_rows import rows
from ea_repo.report.words import COLON, NOT_RECORDED, PHASE, count_of, counted, date, elements, origin
from ea_repo.select.paths import plain

TITLE = Text("ce qui change", "what changes")
BEFORE, AFTER = Text("avant", "before"), Text("après", "after")
_HERE = Text("cet espace de travail", "this workspace")
SAME = Text("Rien ne change : les deux côtés disent la même chose.", "Nothing changes: both sides say the same.")
FINDINGS = Text("Écarts", "Findings")
ELEMENTS = Text("Éléments", "Elements")
OTHER_ELEMENTS = Text("Autres éléments", "Other elements")
SERVICE = Text("En service", "In service")
RELATIONS = Text("Liens", "Links")
INDICATORS = Text("Indicateurs", "Indicators")
NEW, WORSE, FIXED = Text("introduit", "introduced"), Text("aggravé", "worsened"), Text("levé", "lifted")
ACCEPTED, REOPENED = Text("accepté", "accepted"), Text("à traiter de nouveau", "no longer accepted")
ENTERS, LEAVES, PHASES = (
    Text("entre en service", "enters service"),
    Text("sort du service", "leaves service"),
    Text("change de phase", "changes phase"),
)
_IN, _OUT = Text("en service", "in service"), Text("hors service", "out of service")
_PLURALS = {
    "introduit": "introduits", "aggravé": "aggravés", "levé": "levés", "accepté": "acceptés", "inchangé": "inchangés",
    "ajouté": "ajoutés", "retiré": "retirés", "modifié": "modifiés", "entre": "entrent", "sort": "sortent",
    "change de phase": "changent de phase", "enters": "enter", "leaves": "leave", "changes phase": "change phase",
}  # fmt: skip


def tally(numbers: Sequence[tuple[int, Text]], lang: Lang) -> str:
    """`3 introduits · 1 aggravé`: what is nothing is left out, unless all is."""
    counts = [(number, one[lang]) for number, one in numbers if number] or [(0, numbers[0][1][lang])]
    return " · ".join(counted(number, one, _PLURALS.get(one, one), lang) for number, one in counts)


def counted_clause(numbers: Sequence[tuple[int, Text]], what: Text, lang: Lang) -> str:
    """`3 flux en plus, 1 en moins`: how many of what became what, in words written `one|many`."""
    shown = [(number, words[lang].split("|")) for number, words in numbers if number]
    return ", ".join(
        f"{number if place else count_of(number, what, lang)} {forms[0] if number == 1 else forms[-1]}"
        for place, (number, forms) in enumerate(shown)
    )


def findings_changed(since: Since) -> list[tuple[int, Text]]:
    """How many findings became what."""
    return [
        (len(group), Text(f"{words.fr}|{_PLURALS.get(words.fr, words.fr)}", words.en))
        for words, group in _became(since)
    ]


def findings_tally(since: Since, lang: Lang) -> str:
    same = len(since.same), Text("inchangé", "unchanged")
    return tally([*((len(group), words) for words, group in _became(since)), same], lang)


def _became(since: Since) -> list[tuple[Text, tuple[Finding, ...]]]:
    """The findings that differ, by what became of them."""
    return [
        (NEW, since.new), (WORSE, since.worse), (FIXED, since.fixed), (ACCEPTED, since.accepted),
        (REOPENED, since.reopened),
    ]  # fmt: skip


def elements_tally(removed: int, added: int, changed: int, lang: Lang) -> str:
    words = Text("retiré", "removed"), Text("ajouté", "added"), Text("modifié", "changed")
    return tally(list(zip((removed, added, changed), words, strict=True)), lang)


def elements_clause(removed: int, added: int, changed: int, lang: Lang) -> str:
    """`2 elements removed, 1 changed`, within a sentence."""
    forms = (
        Text("retiré|retirés", "removed"),
        Text("ajouté|ajoutés", "added"),
        Text("modifié|modifiés", "changed"),
    )
    what = Text("autre élément|autres éléments", "other element|other elements")
    return counted_clause(list(zip((removed, added, changed), forms, strict=True)), what, lang)


def service_tally(comparison: Comparison, lang: Lang) -> str:
    enters, leaves = Text("entre", "enters"), Text("sort", "leaves")
    return tally(
        [(len(comparison.leaving), leaves), (len(comparison.entering), enters), (len(comparison.phases), PHASES)], lang
    )


def relations_tally(comparison: Comparison, lang: Lang) -> str:
    """How many links, and how many of them are not told with the elements."""
    new, lost = comparison.elements.new_relations, comparison.elements.lost_relations
    counts = tally([(len(lost), Text("retiré", "removed")), (len(new), Text("ajouté", "added"))], lang)
    if above := sum(map(comparison.told_above, (*new, *lost))):
        above_ = Text(f", dont {above} avec les éléments ci-dessus", f", of which {above} with the elements above")
        return counts + above_[lang]
    return counts


def findings(since: Since) -> Iterator[tuple[Text, Finding]]:
    """The findings that differ, each with what became of it, in that order; the worst first."""
    for what, group in _became(since):
        for finding in sorted(group, key=lambda finding: SEVERITIES.index(finding.severity)):
            yield what, finding


def side(comparison: Comparison, look: Look, lang: Lang) -> str:
    """A side: what it is, its day and why that day, how many elements; whose it is, where there are two.

    The workspace itself is named where the other side is a folder or a revision: nobody takes one for the other.
    """
    situation = look.situation
    here = _HERE[lang] if comparison.before.name or comparison.after.name else ""
    whose = (
        [situation.workspace] if comparison.before.situation.workspace != comparison.after.situation.workspace else []
    )
    name = "".join(f"{part} · " for part in (*whose, look.name or here) if part)
    day = f"{date(situation.date, lang)} ({origin(situation, lang)})"
    return f"{name}{day} · {elements(situation.elements, lang)}"


def element(comparison: Comparison, id: str, lang: Lang) -> str:
    """An element by its name, its id and its kind."""
    name, kind = comparison.name_alone(id), comparison.label(id)[lang]
    return f"{name} ({kind})" if name == id else f"{name} ({id}, {kind})"


def edit(comparison: Comparison, id: str, change: Edit, lang: Lang) -> str:
    """A field of an element by its name, with what it said and what it says."""
    kind = comparison.both.definition(id)
    before, after = (_written(value, change.field, kind, lang, comparison) for value in (change.before, change.after))
    return f"{path_name(change.field, lang, kind)}{COLON[lang]}{before} → {after}"


def _written(value: Any, field: str, kind: Kind, lang: Lang, comparison: Comparison) -> str:
    """What a field says: elements, words and the parts of groups by their names; nothing recorded is `[]`."""
    match value:
        case None:
            return NOT_RECORDED[lang]
        case str() | bool():
            return said(value, field, lang, kind)
        case tuple() if value and all(isinstance(part, (str, Ref)) for part in value):
            return ", ".join(part if isinstance(part, str) else _linked(part, comparison) for part in value)
        case _:
            return said(plain(value), field, lang, kind) or "[]"


def _linked(ref: Ref, comparison: Comparison) -> str:
    """An element by its name, with what is written of the link to it."""
    dates = " ".join(part for part in (ref.from_, "→", ref.until) if part) if ref.from_ or ref.until else ""
    about = ", ".join(part for part in (*ref.for_, ref.need, dates, ref.note) if part)
    return f"{comparison.name(ref.to)} ({about})" if about else comparison.name(ref.to)


def relation(comparison: Comparison, link: Relation, lang: Lang) -> str:
    """A link by its two ends and the name of its field, with its dates."""
    dates = " ".join(part for part in (link.ref.from_, "→", link.ref.until) if part)
    shown = f" ({dates})" if link.ref.from_ or link.ref.until else ""
    field = path_name(link.field, lang, comparison.both.definition(link.source))
    return f"{comparison.name(link.source)} · {field} · {comparison.name(link.target)}{shown}"


def move(change: Move, lang: Lang) -> str:
    """From what to what: the phases, or the service where they stay."""
    if change.before != change.after:
        return f"phase {PHASE[change.before][lang]} → {PHASE[change.after][lang]}"
    return f"{(_IN if change.was else _OUT)[lang]} → {(_IN if change.is_ else _OUT)[lang]}"


def indicator(series: Series, lang: Lang) -> str:
    """An indicator with its values before and after, and whether that is better."""
    row = next(rows(series, lang))
    cells = [
        (value.reason[lang],) if value is UNDECLARED and value.reason else cell
        for value, cell in zip(series.values, row.cells, strict=False)
    ]
    # Where the number stays, those behind it tell what changed; a sum without what it misses would deceive.
    misses = series.indicator.unit == "euros" and any(value.unknown for value in series.values)
    shown = None if misses or cells[0][0] == cells[1][0] else 1
    before, after = (" · ".join(cell[:shown]) for cell in cells)
    evolution = ", ".join(row.cells[2])
    change = f"{row.title}{COLON[lang]}{before} → {after}"
    return change if evolution in ("–", "=") else f"{change} ({evolution})"
