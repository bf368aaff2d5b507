"""The portfolio of requests, for people."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Listed, Portfolio, Touched, YearOfMoney
from ea_repo.document import Block, Document, Item, Items, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.request_words import euros, verdict_words
from ea_repo.report.words import COLON, NOT_RECORDED, count_of, few, heading
from ea_repo.typography import day

_SUBJECT = Text("demandes ·", "requests ·")
_COLUMNS = Text(
    "Demande|Titre|État|Rang|Option|Coût une fois|Coût par an|À partir de",
    "Request|Title|State|Rank|Option|Cost once|Cost a year|From",
)
_NONE = Text(
    "Aucune demande dans requests/ ; « ea request new » en écrit une.",
    "No request in requests/; `ea request new` writes one.",
)
_MONEY = Text("L'argent, par année", "Money, by year")
_YEARS = Text(
    "Année|Marge enregistrée|Acceptées|Reste|À décider|Reste si tout est accepté",
    "Year|Margin recorded|Accepted|Left|To be decided|Left if all are accepted",
)
_NOT_PRICED = Text(
    "Coût ou année non renseignés, comptés nulle part : {}",
    "Cost or year not recorded, counted nowhere: {}",
)
_AT_MOST = Text(" ; ce qui reste est donc au plus ce qui est dit", "; what is left is therefore at most what is said")
_NO_MARGIN = Text(
    "Aucune marge enregistrée (« margins » dans workspace.yaml) : rien ne dit si cela tient.",
    "No margin is recorded (“margins” in workspace.yaml): nothing says whether it fits.",
)
_BUDGETED = Text("au budget de {}", "in the budget of {}")
_SHOWN = 12


def document(answer: Answer[Portfolio], lang: Lang) -> Document:
    """A line a request, the money by year, what two of them touch both, then the files that cannot be read."""
    portfolio = answer.content
    rows = tuple(_row(listed, lang) for listed in portfolio.requests)
    blocks: list[Block | Section] = []
    if rows:
        blocks.append(Rows(tuple(_COLUMNS[lang].split("|")), rows, headed=True, name=1))
    elif not portfolio.unreadable:
        blocks.append(Sentence(_NONE[lang]))
    if portfolio.years:
        blocks.append(_money(portfolio, lang))
    elif unpriced := _unpriced(portfolio, lang):
        blocks.append(unpriced)
    blocks += _together(portfolio, lang)
    blocks += [Sentence(message[lang], "bad") for message in portfolio.unreadable]
    summary = count_of(len(rows), Text("demande|demandes", "request|requests"), lang)
    if portfolio.unreadable:
        broken = count_of(len(portfolio.unreadable), Text("illisible|illisibles", "unreadable|unreadable"), lang)
        summary = f"{summary} · {broken}"
    return Document(lang, heading(answer.situation, lang, _SUBJECT), blocks=tuple(blocks), summary=summary)


def _row(listed: Listed, lang: Lang) -> tuple[str, ...]:
    request = listed.written.request
    return (
        listed.written.id,
        request.title,
        _state(listed, lang),
        str(request.rank) if request.rank is not None else NOT_RECORDED[lang],
        listed.option or "",
        euros(listed.once, lang),
        euros(listed.yearly, lang),
        _since(listed, lang),
    )


def _state(listed: Listed, lang: Lang) -> str:
    """What became of it, and on which day."""
    on = f", {day(listed.decided_on, lang)}" if listed.decided_on else ""
    return verdict_words(listed.state, lang) + on


def _since(listed: Listed, lang: Lang) -> str:
    """The first year of its costs, or whose budget holds them already."""
    if listed.budgeted:
        return _BUDGETED[lang].format(listed.project or NOT_RECORDED[lang])
    costs = (listed.once, listed.yearly)
    if all(cost == 0 for cost in costs):
        return ""
    return str(listed.spending.first) if listed.spending.first is not None else NOT_RECORDED[lang]


def _money(portfolio: Portfolio, lang: Lang) -> Section:
    """Each year: its margin, what the accepted requests take, what the others would; what is unknown is told."""
    rows = tuple(_year(year, lang) for year in portfolio.years)
    tones = tuple("bad" if _is_short(year) else "plain" for year in portfolio.years)
    columns = tuple(_YEARS[lang].split("|"))
    blocks: list[Block] = [Rows(columns, rows, tones=tones, state=len(columns) - 1, name=0, headed=True)]  # type: ignore[arg-type]
    if unpriced := _unpriced(portfolio, lang):
        blocks.append(unpriced)
    if all(year.margin is None for year in portfolio.years):
        blocks.append(Sentence(_NO_MARGIN[lang], "doubtful"))
    return Section(_MONEY[lang], tuple(blocks))


def _unpriced(portfolio: Portfolio, lang: Lang) -> Sentence | None:
    """The requests whose costs are in no year, as a sentence; None where there is none."""
    missing = (*portfolio.unpriced(granted=True), *portfolio.unpriced(granted=False))
    if not missing:
        return None
    then = _AT_MOST[lang] if portfolio.years else ""
    return Sentence(f"{_NOT_PRICED[lang].format(few(missing, lang, _SHOWN))}{then}.", "doubtful")


def _is_short(year: YearOfMoney) -> bool:
    return year.left_of_all is not None and year.left_of_all < 0


def _year(year: YearOfMoney, lang: Lang) -> tuple[str, ...]:
    return (
        str(year.year),
        euros(year.margin, lang),
        euros(year.accepted, lang),
        euros(year.left, lang),
        euros(year.asked, lang),
        euros(year.left_of_all, lang),
    )


def _together(portfolio: Portfolio, lang: Lang) -> Iterator[Section]:
    """What two requests are about both, then what two accepted ones change or reach both."""
    if portfolio.shared:
        items = tuple(
            Item(_pair(shared.first, shared.second), "·", inside=(Sentence(few(shared.names, lang, _SHOWN)),))
            for shared in portfolio.shared
        )
        title = Text("Les mêmes processus ou données", "The same processes or data")
        yield Section(title[lang], (Items(items),))
    if portfolio.touched:
        title = Text("Ce que deux demandes acceptées touchent ensemble", "What two accepted requests touch together")
        yield Section(title[lang], (Items(tuple(_touched(touched, lang) for touched in portfolio.touched)),))


def _pair(first: str, second: str) -> str:
    return f"{first} · {second}"


def _touched(touched: Touched, lang: Lang) -> Item:
    inside: list[Block] = [Sentence(few(touched.names, lang, _SHOWN))]
    inside += [
        Sentence(f"{conflict.at}: {conflict.subject}{COLON[lang]}{conflict.message[lang]}", "bad")
        for conflict in touched.conflicts
    ]
    mark = "✗" if touched.conflicts else "·"
    return Item(
        _pair(touched.first, touched.second), mark, "bad" if touched.conflicts else "plain", inside=tuple(inside)
    )
