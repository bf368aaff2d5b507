"""What there is to decide, in words: the sentence, why it stands there, what it costs, who decides, by when."""

from __future__ import annotations

from ea_repo.answer.decisions import Decision
from ea_repo.check.sentence_templates import amount_of
from ea_repo.finding import Cost, Finding, Lang, Text, Weight
from ea_repo.report.prose_days import deadline
from ea_repo.report.words import NOT_RECORDED, capital, count_of, few
from ea_repo.typography import number

_PROCESSES = Text("processus critique|processus critiques", "critical process|critical processes")
_CASES = Text("cas|cas", "case|cases")
_SITES = Text("site enregistré|sites enregistrés", "recorded site|recorded sites")
_CRITICAL = Text("application critique", "critical application")
_HEALTH = Text("données de santé", "health data")
_NO_WEIGHT = Text(
    "ni criticité, ni données, ni site, ni coût enregistrés de ce qu'il touche",
    "neither criticality, data, sites nor cost recorded of what it touches",
)
_NO_DAY = Text("à fixer", "to be set")
_NOT_TOLD = Text("non chiffré", "not told")
_NO_COST = Text("aucun des {n} coûts n'est renseigné", "none of the {n} costs is recorded")
_TO_BE_NAMED = Text("à désigner", "to be named")
_AT_STAKE = Text("ce qu'il touche coûte {}", "what it touches costs {}")
_HEAVIEST = Text("cas le plus lourd : ", "heaviest case: ")
_NO_OTHERWISE = Text("non dit par la règle", "the rule does not say")
_NOBODY_FOR = Text("personne d'enregistré pour {n} cas", "nobody recorded for {n} cases")
_MOST_NAMED = 3
_MOST_DECIDERS = 2


def headline(decision: Decision, lang: Lang) -> str:
    """What is wrong: the sentence of a finding; of several, what they are and where, by solution."""
    if len(decision.findings) == 1:
        return decision.findings[0].sentence[lang]
    cases = [f"{name} ({number(count, lang)})" if count > 1 else name for name, count in decision.cases.items()]
    title = decision.result.rule.title.text[lang]
    colon = Text(" : ", ": ")[lang]
    how_many = count_of(len(decision.findings), _CASES, lang)
    return f"{title}{colon}{how_many} – {few(cases, lang, _MOST_NAMED)}"


def details(decision: Decision) -> tuple[Text, ...]:
    """What else is said of a decision on one finding: the source's own words first."""
    return () if len(decision.findings) > 1 else (*quote(decision), *decision.findings[0].details)


def quote(decision: Decision) -> tuple[Text, ...]:
    """What the source says in its own words, of a decision on one finding."""
    said = decision.findings[0].quote
    return (said,) if said is not None and len(decision.findings) == 1 else ()


def weighed(weight: Weight | None, lang: Lang) -> str:
    """Why it stands where it stands: what it touches, the heaviest first."""
    parts = [] if weight is None else _parts(weight, lang)
    return ", ".join(parts) or _NO_WEIGHT[lang]


def ranked(decision: Decision, lang: Lang) -> str:
    """Why a decision stands where it stands; of several findings, by the heaviest."""
    why = weighed(decision.weight, lang)
    return _HEAVIEST[lang] + why if len(decision.findings) > 1 else why


def _parts(weight: Weight, lang: Lang) -> list[str]:
    parts = []
    if weight.processes:
        one, many = _PROCESSES[lang].split("|")
        count = len(weight.processes)
        parts.append(f"{one} ({weight.processes[0]})" if count == 1 else f"{count} {many}")
    parts += [_CRITICAL[lang]] if weight.critical else []
    parts += [_HEALTH[lang]] if weight.health else []
    parts += [count_of(weight.sites, _SITES, lang)] if weight.sites else []
    money = _AT_STAKE[lang].format(amount_of(Cost(weight.money, 0, 1), lang))
    return parts + ([money] if weight.money else [])


def costing(decision: Decision, lang: Lang) -> str:
    """What it costs a year, as far as it is recorded."""
    cost = decision.cost
    if cost is not None:
        unknown = cost.of > 1 and cost.missing == cost.of
        return capital(_NO_COST[lang].format(n=cost.of) if unknown else amount_of(cost, lang))
    return capital(_NOT_TOLD[lang])


def cost_of(finding: Finding, lang: Lang) -> str:
    """What a finding costs a year, as far as it is recorded."""
    if finding.cost is not None:
        return amount_of(finding.cost, lang)
    money = finding.weight.money if finding.weight else 0
    return amount_of(Cost(money, 0, 1), lang) if money else NOT_RECORDED[lang]


def deciding(decision: Decision, lang: Lang) -> str:
    """Who decides, each once, then for how many cases nobody is recorded."""
    if not decision.deciders:
        return capital(_TO_BE_NAMED[lang])
    named = few(decision.deciders, lang, _MOST_DECIDERS)
    if not decision.undecided:
        return named
    semicolon = Text(" ; ", "; ")[lang]
    return f"{named}{semicolon}{_NOBODY_FOR[lang].format(n=decision.undecided)}"


def by_when(decision: Decision, lang: Lang) -> str:
    """The earliest recorded day to come, else that the committee has to set one."""
    return capital(_NO_DAY[lang] if decision.due is None else deadline(decision.due, lang))


def if_nothing(decision: Decision, lang: Lang) -> str:
    """What happens if nothing is done."""
    return decision.otherwise[lang] if decision.otherwise else capital(_NO_OTHERWISE[lang])
