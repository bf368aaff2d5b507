"""What changes for later, for people: what is not in service on the day looked at, and from which day it will be."""

from __future__ import annotations

from ea_repo.answer.changed_link_plans import LinkOutlook, LinkPlan
from ea_repo.answer.changed_plans import Outlook, PlanChange
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.metamodel.dates import days_later
from ea_repo.report.comparison_part import Part, groups, item
from ea_repo.report.flow_words import carried
from ea_repo.report.words import COLON, PHASE, count_of, few
from ea_repo.typography import long_day

PLANS = Text("Après ce jour", "After that day")
_FEW = 3
_ADDED = Text("ajout qui n'est pas en service|ajouts qui ne sont pas en service",
              "addition that is not in service|additions that are not in service")  # fmt: skip
_PLANNED = Text("en projet, jour de mise en service non renseigné", "planned, first day of service not recorded")
_ABSENT = Text("absent du modèle", "not in the model")
_OTHERS = Text("date à venir change|dates à venir changent", "day to come changes|days to come change")
_UNWRITTEN = Text("rien d'écrit", "nothing written")
_ENDLESS, _OVER = Text("sans fin écrite", "no end written"), Text("plus ce jour-là", "over on that day")
_VERBS = {
    "covers": Text("couvre", "covers"),
    "supports": Text("contribue à", "supports"),
    "deployed_at": Text("sert à", "is used at"),
}
_COUNTING = Text("en les comptant comme en service, ", "counting them as in service, ")
_AS_IF = Text(
    "Comptent comme en service : {names} (à leurs propres dates : --as-dated).",
    "Counted as in service: {names} (on their own dates: --as-dated).",
)


def plans(comparison: Comparison, lang: Lang) -> Part:
    """What is added for later, then what is to enter or leave service, to begin or to end on another day."""
    additions = [change for change in comparison.plans if change.is_addition]
    others = [change for change in comparison.plans if not change.is_addition]
    counts = [count_of(len(additions), _ADDED, lang)] if additions else []
    number = len(others) + len(comparison.link_plans)
    counts += [count_of(number, _OTHERS, lang)] if number else []
    items = groups(
        (_addition(comparison, change, lang) for change in additions),
        (_other(comparison, change, lang) for change in others),
        (_link(comparison, plan, lang) for plan in comparison.link_plans),
    )
    return Part(PLANS, ", ".join(counts), items, ", ".join(counts))


def counting_them(comparison: Comparison, lang: Lang) -> str:
    """What a sentence says before findings and indicators that count additions which are not in service."""
    return _COUNTING[lang] if comparison.before.as_if or comparison.after.as_if else ""


def counted_as_if(comparison: Comparison, lang: Lang) -> str:
    """Of findings and indicators: which additions they count though these are not in service; nothing where none."""
    ids = dict.fromkeys((*comparison.before.as_if, *comparison.after.as_if))
    applications_first = sorted(ids, key=lambda element: comparison.kind(element) == "flow")
    return _AS_IF[lang].format(names=few(map(comparison.name, applications_first), lang, _FEW)) if ids else ""


def _addition(comparison: Comparison, change: PlanChange, lang: Lang) -> Item:
    said = outlook(change.after, lang) if change.after else _ABSENT[lang]
    if serves := few(map(comparison.name, change.serves), lang, _FEW):
        said += Text(f" ; servirait à {serves}", f"; would serve {serves}")[lang]
    if comparison.kind(change.element) == "flow":
        said += f" ({carried(comparison.after.graph, change.element, lang)})"
    return item("›", f"{_named(comparison, change.element, lang)}{COLON[lang]}{said}")


def _other(comparison: Comparison, change: PlanChange, lang: Lang) -> Item:
    before, after = (_ABSENT[lang] if look is None else outlook(look, lang) for look in (change.before, change.after))
    return item("›", f"{_named(comparison, change.element, lang)}{COLON[lang]}{before} → {after}")


def outlook(look: Outlook, lang: Lang) -> str:
    """When an element enters or leaves service, as far as that is written."""
    if look.changes_on is not None:
        day = Text(long_day(look.changes_on, "fr"), long_day(look.changes_on, "en"))
        leaves = Text(f"sort du service le {day.fr}", f"leaves service on {day.en}")
        return (leaves if look.in_service else Text(f"en service le {day.fr}", f"in service on {day.en}"))[lang]
    if look.in_service:
        return Text("en service, sans fin écrite", "in service, no end written")[lang]
    if look.phase == "plan":
        return _PLANNED[lang]
    if look.phase == "end_of_life":
        return PHASE["end_of_life"][lang]
    return Text("pas en service, jour non renseigné", "not in service, day not recorded")[lang]


def _link(comparison: Comparison, plan: LinkPlan, lang: Lang) -> Item:
    """`ORBIS sert à HEGP : à partir du 1er juin 2027`; both sides where the first writes something too."""
    what = f"{comparison.name(plan.element)} {_VERBS[plan.field][lang]} {comparison.name(plan.target)}"
    before, after = (_UNWRITTEN[lang] if look is None else _link_days(look, lang) for look in (plan.before, plan.after))
    return item("›", f"{what}{COLON[lang]}{after if plan.before is None else f'{before} → {after}'}")


def _link_days(look: LinkOutlook, lang: Lang) -> str:
    if look.changes_on is None:
        return _ENDLESS[lang] if look.holds else _OVER[lang]
    if not look.holds:
        first = look.changes_on
        return Text(f"à partir du {long_day(first, 'fr')}", f"from {long_day(first, 'en')} on")[lang]
    last = days_later(look.changes_on, -1)
    return Text(f"jusqu'au {long_day(last, 'fr')}", f"until {long_day(last, 'en')}")[lang]


def _named(comparison: Comparison, id: str, lang: Lang) -> str:
    return f"{comparison.name(id)} ({comparison.label(id)[lang]})"
