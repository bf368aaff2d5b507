"""What changes in money, for people: what is not recorded is said so, and is never 0 nor in a sum."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.changed_costs import AnnouncedCost, BudgetChange, CostChange, Sum
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.report.comparison_part import Part, groups, item
from ea_repo.report.money_words import account_class, basis
from ea_repo.report.words import COLON, NOT_RECORDED, SEMICOLON, count_of
from ea_repo.typography import day, euros

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
_ANNOUNCED = Text("coût annoncé par une option|coûts annoncés par des options",
                  "cost announced by an option|costs announced by options")  # fmt: skip
_APART = Text("coûts de ce qui n'est pas en service", "costs of what is not in service")
_BUDGET = Text("ligne de budget change|lignes de budget changent", "budget line changes|budget lines change")


def costs(comparison: Comparison, lang: Lang) -> Part:
    """Yearly costs, one-off costs, budget lines; above them the sums, with how many amounts they miss."""
    changes = comparison.costs
    items = groups(
        (_cost(comparison, change, lang) for change in changes.yearly),
        (_cost(comparison, change, lang) for change in changes.once),
        (_budget(comparison, change, lang) for change in changes.budgets),
        [*(_announced("−", option, lang) for option in comparison.withdrawn),
         *(_announced("+", option, lang) for option in comparison.announced)],
    )  # fmt: skip
    options = (*comparison.withdrawn, *comparison.announced)
    counted = [count_of(len(options), _ANNOUNCED, lang)] if options else []
    said = [_option(options[0], lang)] if len(options) == 1 else counted
    clause = SEMICOLON[lang].join((*_yearly_and_once(comparison, lang), *said))
    tally = SEMICOLON[lang].join((*sums(comparison, lang), *counted)) or _APART[lang]
    # What comes for later is told by another part; that it has a cost is no more to say in a sentence.
    return Part(COSTS, tally, items, clause or ("" if comparison.plans else tally))


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
        case "goes" if change.moved:
            mark, said = "−", before
        case "goes":
            saved = Text(", économisé", ", saved")[lang]
            mark, said = "−", before + (saved if change.field == "yearly_cost" and change.before is not None else "")
        case "changes":
            mark, said = "~", f"{before} → {after}"
        case "not_in_service":
            mark, said = "›", _not_in_service(comparison, change, lang)
    return item(mark, f"{name}, {words}{COLON[lang]}{said}{_whole(comparison, change, lang)}")


def _not_in_service(comparison: Comparison, change: CostChange, lang: Lang) -> str:
    before, after = (amount(value, lang) for value in (change.before, change.after))
    was, is_ = change.element in comparison.before.graph, change.element in comparison.after.graph
    said = f"{before} → {after}" if was and is_ else after if is_ else before
    return f"{said}, {Text('pas en service ce jour-là, non compté', 'not in service on that day, not counted')[lang]}"


def amount(value: float | None, lang: Lang) -> str:
    """An amount; what is not recorded is no amount."""
    return NOT_RECORDED[lang] if value is None else euros(value, lang)


def _whole(comparison: Comparison, change: CostChange, lang: Lang) -> str:
    """The whole whose cost holds that of a part, or held it on one side."""
    whole = change.within or change.moved
    if whole is None:
        return ""
    name = comparison.name(whole)
    if change.nature == "comes" and change.moved:
        return Text(f", n'est plus compris dans {name}", f", no longer within {name}")[lang]
    return Text(f", compris dans {name}, non ajouté", f", within {name}, not added")[lang]


def _announced(mark: str, option: AnnouncedCost, lang: Lang) -> Item:
    """What an option says of itself; the model holds nothing of it."""
    live = option.live_on
    on = Text(f", en service {day(live, 'fr')}", f", in service {day(live, 'en')}")[lang] if live else ""
    by = Text(" (dit par la demande)", " (as the request says)")[lang]
    return item(mark, f"{_option(option, lang)}{on}{by}")


def _option(option: AnnouncedCost, lang: Lang) -> str:
    once, yearly = amount(option.once, lang), amount(option.yearly, lang)
    fr = f"option {option.option}, {option.name} : une fois {once}, chaque année {yearly}"
    return Text(fr, f"option {option.option}, {option.name}: once {once}, each year {yearly}")[lang]


def _budget(comparison: Comparison, change: BudgetChange, lang: Lang) -> Item:
    which = account_class(change.account_class, lang)
    if change.basis != "amount":
        which += f", {basis(change.basis, lang)}"
    before, after = (amount(value, lang) for value in (change.before, change.after))
    mark = "+" if change.before is None else "−" if change.after is None else "~"
    return item(
        mark, f"{comparison.name(change.element)}, budget {change.year}, {which}{COLON[lang]}{before} → {after}"
    )
