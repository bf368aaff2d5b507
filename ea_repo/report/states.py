"""Several states side by side: what each is, then findings by principle, indicators, coverage and money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Group
from ea_repo.answer.request_dossier import YEARS
from ea_repo.answer.states import State, States
from ea_repo.check.indicators import Series
from ea_repo.check.measure import Value
from ea_repo.document import Block, Document, FigureGroup, FigureRow, Figures, Section, Sentence, Term, Terms
from ea_repo.finding import Finding, Lang, Text
from ea_repo.report.indicator_rows import section_name, shown
from ea_repo.report.request_words import STATUS, euros
from ea_repo.report.words import COLON, NOT_RECORDED, TEXT_OF_THE_MODEL, counted, heading, origin
from ea_repo.report.words import date as day
from ea_repo.typography import number

AS_IT_IS = Text("en l'état", "as it is")
_SUBJECT = Text("états côte à côte ·", "states side by side ·")
_NOT_JUDGED = Text("sans objet", "not applicable")
_UNWRITTEN = Text("ce qu'elle change n'est pas écrit : rien ne peut en être dit", "what it changes is not written")
_MISSING = Text("inconnu|inconnus", "unknown|unknown")
_ERRORS = Text("dont {} erreur|dont {} erreurs", "of which {} error|of which {} errors")
_SAME = Text(
    "{} sur {} indicateurs ont partout la même valeur (--all les montre).",
    "{} of {} indicators have the same value everywhere (--all shows them).",
)
_NONE_LEFT = Text("aucune solution en service (prévue ou retirée)", "none in service (planned or retired)")
_CONFLICTS = Text("Ce que deux fichiers écrivent autrement", "What two files write otherwise")
Lines = tuple[str, ...]


def document(answer: Answer[States], lang: Lang, *, whole: bool = False) -> Document:
    """What the states are, then the measures with a column a state; `whole` with indicators that are the same."""
    compared = answer.content
    blocks: list[Block | Section] = [
        Terms(tuple(_what_it_is(state, compared.states[0], lang) for state in compared.states))
    ]
    groups, same = _indicators(compared, lang, whole=whole)
    figures = (
        _findings(compared, lang),
        *groups,
        _coverage(compared, lang),
        _money(compared, lang),
        _in_service(compared, lang),
    )
    columns = tuple(_head(state, lang) for state in compared.states)
    blocks.append(Figures("", columns, tuple(group for group in figures if group.rows)))
    blocks += [Sentence(same, "quiet")] if same else []
    if compared.conflicts:
        conflicts = tuple(Sentence(_conflict(conflict, lang), "doubtful") for conflict in compared.conflicts)
        blocks.append(Section(_CONFLICTS[lang], conflicts))
    summary = counted(len(compared.states), Text("état", "state")[lang], Text("états", "states")[lang], lang)
    situation = replace(answer.situation, changes=())
    return Document(lang, title=heading(situation, lang, _SUBJECT), blocks=tuple(blocks), summary=summary)


def _conflict(conflict: Finding, lang: Lang) -> str:
    """Where it is written, of what, and where else."""
    what = ".".join(filter(None, (conflict.subject, conflict.field)))
    return f"{conflict.at}: {what}{COLON[lang]}{conflict.message[lang]}"


def _head(state: State, lang: Lang) -> str:
    return state.key or AS_IT_IS[lang]


def _what_it_is(state: State, first: State, lang: Lang) -> Term:
    """The name of a state, its day where it has its own, the change files that make it and where they stand."""
    situation = state.situation
    lines = [state.title] if state.title else []
    if state is first or situation.date != first.situation.date:
        lines.append(f"{day(situation.date, lang)} ({origin(replace(situation, changes=()), lang)})")
    for scenario in state.scenarios:
        standing = [STATUS[scenario.status][lang]] if scenario.status in STATUS else []
        standing += [f"{Text('décision', 'decision')[lang]} {scenario.decided_by}"] if scenario.decided_by else []
        lines.append(f"{scenario.name} ({', '.join(standing)})" if standing else scenario.name)
    unwritten = [] if state.written else [_UNWRITTEN[lang]]
    return Term(_head(state, lang), (" · ".join(lines), *unwritten))


def _row(title: str, compared: States, lang: Lang, say: Callable[[State], Lines]) -> FigureRow:
    """A measure of every state; of one that does not say what it changes, nothing is known."""
    cells = (say(state) if state.written else (NOT_RECORDED[lang],) for state in compared.states)
    return FigureRow(title, (), tuple(cells))


def _counts(title: Text, compared: States, lang: Lang, count: Callable[[State], float]) -> FigureRow:
    """A number of every state, and by how much it is more or less than as it is."""
    first = count(compared.states[0])
    return _row(title[lang], compared, lang, lambda state: (_with_change(count(state), first, lang),))


def _with_change(value: float, first: float, lang: Lang) -> str:
    change = value - first
    sign = "+" if change > 0 else "−"
    return f"{number(value, lang)} ({sign}{number(abs(change), lang)})" if change else number(value, lang)


def _findings(compared: States, lang: Lang) -> FigureGroup:
    """How many findings under each principle, of which how many errors, and how many facts are missing."""

    def of(principle: str, state: State) -> Lines:
        group = _group(state, principle)
        if group is None or not any(result.applicable for result in group.results):
            return (_NOT_JUDGED[lang],)
        before = _group(compared.states[0], principle)
        return _counted(_of(group), _of(before) if before else [], sum(len(r.unknown) for r in group.results), lang)

    def in_all(state: State) -> Lines:
        return _counted(list(state.audit.findings), list(compared.states[0].audit.findings), state.unknown, lang)

    rows = [
        _row(section.title.text[lang], compared, lang, partial(of, principle))
        for principle, section in compared.principles.items()
    ]
    if any(finding.counts for state in compared.states for finding in state.audit.text):
        text = _counts(TEXT_OF_THE_MODEL, compared, lang, lambda state: sum(one.counts for one in state.audit.text))
        rows.append(text)
    rows.append(_row(Text("En tout", "In all")[lang], compared, lang, in_all))
    return FigureGroup(Text("Écarts à la charte", "Findings of the charter")[lang], tuple(rows))


def _group(state: State, principle: str) -> Group | None:
    return next((group for group in state.audit.groups if group.id == principle), None)


def _of(group: Group) -> list[Finding]:
    return [finding for result in group.results for finding in result.findings]


def _counted(findings: Iterable[Finding], before: Iterable[Finding], unknown: int, lang: Lang) -> Lines:
    counting = [finding for finding in findings if finding.counts]
    lines = [_with_change(len(counting), sum(finding.counts for finding in before), lang)]
    if errors := sum(finding.severity == "error" for finding in counting):
        one, many = _ERRORS[lang].split("|")
        lines.append((one if errors == 1 else many).format(errors))
    if unknown:
        lines.append(f"{number(unknown, lang)} {_MISSING[lang].split('|')[unknown > 1]}")
    return tuple(lines)


def _indicators(compared: States, lang: Lang, *, whole: bool) -> tuple[list[FigureGroup], str]:
    """The indicators under their principles; those that are the same everywhere are only counted, but as a `whole`."""
    groups, hidden, count = [], 0, 0
    for section, group in compared.states[0].indicators.groups:
        rows = []
        for series in group:
            row = _indicator(compared, series, lang)
            count += 1
            if whole or len(set(row.cells)) > 1:
                rows.append(row)
            else:
                hidden += 1
        if rows:
            title = f"{Text('Indicateurs', 'Indicators')[lang]} · {section_name(section, lang)}"
            groups.append(FigureGroup(title, tuple(rows)))
    return groups, _SAME[lang].format(hidden, count) if hidden else ""


def _indicator(compared: States, asked: Series, lang: Lang) -> FigureRow:
    def value_of(state: State) -> Lines:
        for series in state.indicators.series:
            if series.indicator.id == asked.indicator.id:
                value = series.values[0]
                text = shown(value, series.indicator.unit, lang) if series.shows(value) else _little(lang)
                rests = [_known(value, lang)] if value.unknown else []
                return (text, *rests)
        return (_NOT_JUDGED[lang],)

    return _row(asked.indicator.title.text[lang], compared, lang, value_of)


def _known(value: Value, lang: Lang) -> str:
    known = Text("connus" if value.known != 1 else "connu", "known")[lang]
    return f"{number(value.known, lang)} / {number(value.asked, lang)} {known}"


def _little(lang: Lang) -> str:
    return Text("trop peu connu", "too little known")[lang]


def _coverage(compared: States, lang: Lang) -> FigureGroup:
    """How the processes are served; of those of which nothing is written, that is what is said."""
    rows = (
        _counts(Text("couverts", "covered"), compared, lang, lambda state: state.coverage.covered),
        _counts(Text("soutenus seulement", "only supported"), compared, lang, lambda state: state.coverage.supported),
        _counts(_NONE_LEFT, compared, lang, lambda s: s.coverage.uncovered),
        _counts(Text("rien d'écrit", "nothing written"), compared, lang, lambda state: state.coverage.silent),
    )
    return FigureGroup(Text("Processus", "Processes")[lang], rows)


def _money(compared: States, lang: Lang) -> FigureGroup:
    """What runs, what an option costs, what the budget gives in the year of the day; never 0 for what is silent."""

    def runs(state: State) -> Lines:
        running = state.running
        known = Text(f"{running.known} sur {running.of} écrits", f"{running.known} of {running.of} written")
        return (euros(running.total, lang), known[lang])

    def gives(account_class: int, state: State) -> Lines:
        return (euros(state.budget.get(account_class), lang),)

    title = Text("Coût annuel des solutions en service", "Yearly cost of the solutions in service")
    rows = [_row(title[lang], compared, lang, runs)]
    if any(state.option for state in compared.states):
        rows += list(_of_options(compared, lang))
    for account_class in sorted({name for state in compared.states for name in state.budget}):
        text = Text(
            f"Lignes de budget de l'année, classe {account_class}", f"Budget lines of the year, class {account_class}"
        )
        rows.append(_row(text[lang], compared, lang, partial(gives, account_class)))
    return FigureGroup(Text("Argent", "Money")[lang], tuple(rows))


def _of_options(compared: States, lang: Lang) -> Iterator[FigureRow]:
    def amount(of: Callable[[State], float | None]) -> Callable[[State], Lines]:
        return lambda state: (euros(of(state), lang) if state.option else "–",)

    texts = (
        (Text("L'option, une fois", "The option, once"), lambda s: s.option.once and s.option.once.total),
        (Text("L'option, par an", "The option, a year"), lambda s: s.option.yearly and s.option.yearly.total),
        (Text(f"L'option, sur {YEARS} ans", f"The option, over {YEARS} years"), lambda s: s.option.over(YEARS)),
    )
    for title, of in texts:
        yield FigureRow(title[lang], (), tuple(amount(of)(state) for state in compared.states))


def _in_service(compared: States, lang: Lang) -> FigureGroup:
    rows = (
        _counts(Text("solutions", "solutions"), compared, lang, lambda state: state.solutions),
        _counts(Text("flux", "flows"), compared, lang, lambda state: state.flows),
    )
    return FigureGroup(Text("En service", "In service")[lang], rows)
