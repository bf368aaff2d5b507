"""What changes in money, for people: what is not recorded is said so, and is never 0 nor in a sum."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.changed_costs import BudgetChange, CostChange, Sum
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.report.budget import account_class, basis
from ea_repo.report.comparison_part import SEMICOLON, Part, groups, item
from ea_repo.report.words import COLON, NOT_RECORDED, count_of
from ea_repo.typography import euros

COSTS = Text("Argent", "Money")
_YEARLY, _ONCE = Text("coût annuel", "yearly cost"), Text("coût en une fois", "one-off cost")
_SUMS = (
    ("more_yearly", Text("en plus chaque année", "more each year")),
    ("saved_yearly", Text("économisé chaque année", "saved each year")),
    ("more_once", Text("en plus, une fois", "more, once")),
    ("less_once", Text("en moins, une fois", "less, once")),
)
_LEARNT = Text("coût jusqu'ici non renseigné|coûts jusqu'ici non renseignés",
               "cost not recorded before|costs not recorded before")  # fmt: skip
_FORGOTTEN = Text("coût qui n'est plus renseigné|coûts qui ne sont plus renseignés",
                  "cost no longer recorded|costs no longer recorded")  # fmt: skip
_APART = Text("coûts de ce qui n'est pas en service", "costs of what is not in service")
_BUDGET = Text("ligne de budget change|lignes de budget changent", "budget line changes|budget lines change")


def costs(comparison: Comparison, lang: Lang) -> Part:
    """Yearly costs, one-off costs, budget lines; above them the sums, with how many amounts they miss."""
    changes = comparison.costs
    items = groups(
        (_cost(comparison, change, lang) for change in changes.yearly),
        (_cost(comparison, change, lang) for change in changes.once),
        (_budget(comparison, change, lang) for change in changes.budgets),
    )
    tally = SEMICOLON[lang].join(sums(comparison, lang))
    clause = SEMICOLON[lang].join(_yearly_and_once(comparison, lang))
    return Part(COSTS, tally or _APART[lang], items, clause or tally or _APART[lang])


def sums(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """What is spent in addition and what is saved, each year and once; what becomes known is neither."""
    yield from _yearly_and_once(comparison, lang)
    changes = comparison.costs
    for number, words in (
        (len(changes.newly_recorded), _LEARNT),
        (len(changes.no_longer_recorded), _FORGOTTEN),
        (len(changes.budgets), _BUDGET),
    ):
        if number:
            yield count_of(number, words, lang)


def _yearly_and_once(comparison: Comparison, lang: Lang) -> Iterator[str]:
    for name, words in _SUMS:
        total: Sum = getattr(comparison.costs, name)
        if total.of:
            yield f"{words[lang]}{COLON[lang]}{_sum(total, lang)}"


def _sum(total: Sum, lang: Lang) -> str:
    missing, of = total.missing, total.of
    if total.amount is None:
        return NOT_RECORDED[lang] + (Text(f" ({of} montants)", f" ({of} amounts)")[lang] if of > 1 else "")
    short = Text(f", non renseigné pour {missing} sur {of}", f", not recorded for {missing} of {of}")
    return euros(total.amount, lang) + (short[lang] if missing else "")


def _cost(comparison: Comparison, change: CostChange, lang: Lang) -> Item:
    """`LitBox, coût annuel : non renseigné → 35 000 €`; of what comes or goes, only what it costs."""
    words = (_YEARLY if change.field == "yearly_cost" else _ONCE)[lang]
    before, after = (amount(value, lang) for value in (change.before, change.after))
    name = comparison.name(change.element)
    match change.nature:
        case "comes":
            mark, said = "+", after
        case "goes":
            saved = Text(", économisé", ", saved")[lang]
            mark, said = "−", before + (saved if change.field == "yearly_cost" and change.before is not None else "")
        case "changes":
            mark, said = "~", f"{before} → {after}"
        case "not_in_service":
            mark, said = "…", _not_in_service(comparison, change, lang)
    within = f", {_within(comparison.name(change.within), lang)}" if change.within else ""
    return item(mark, f"{name}, {words}{COLON[lang]}{said}{within}")


def _not_in_service(comparison: Comparison, change: CostChange, lang: Lang) -> str:
    before, after = (amount(value, lang) for value in (change.before, change.after))
    was, is_ = change.element in comparison.before.graph, change.element in comparison.after.graph
    said = f"{before} → {after}" if was and is_ else after if is_ else before
    return f"{said}, {Text('pas en service ce jour-là, non compté', 'not in service on that day, not counted')[lang]}"


def amount(value: float | None, lang: Lang) -> str:
    """An amount; what is not recorded is no amount."""
    return NOT_RECORDED[lang] if value is None else euros(value, lang)


def _within(whole: str, lang: Lang) -> str:
    return Text(f"compris dans {whole}, non ajouté", f"within {whole}, not added")[lang]


def _budget(comparison: Comparison, change: BudgetChange, lang: Lang) -> Item:
    which = account_class(change.account_class, lang)
    if change.basis != "amount":
        which += f", {basis(change.basis, lang)}"
    before, after = (amount(value, lang) for value in (change.before, change.after))
    mark = "+" if change.before is None else "−" if change.after is None else "~"
    return item(
        mark, f"{comparison.name(change.element)}, budget {change.year}, {which}{COLON[lang]}{before} → {after}"
    )
