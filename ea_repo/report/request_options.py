"""The options of a request side by side: what each does, what it costs, what the charter says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ea_repo.answer.request_dossier import YEARS, OptionStudy, RequestDossier
from ea_repo.document import Block, Item, Items, Rows, Section
from ea_repo.finding import Finding, Lang, Text
from ea_repo.impact.days import NEVER, Span
from ea_repo.load.request_remarks import ADVISERS
from ea_repo.load.requests import Option
from ea_repo.metamodel.dates import days_later
from ea_repo.report.flow_words import mode
from ea_repo.report.request_money import amounts
from ea_repo.report.request_words import MARK, OPINION, TONE, TYPE, euros, listed
from ea_repo.report.timeline_words import days_of
from ea_repo.report.words import COLON, NOT_RECORDED, SEMICOLON, SEVERITY, capital, count_of, counted, date, few
from ea_repo.typography import day

_NONE = Text("aucun", "none")
_NONE_F = Text("aucune", "none")
_NAMED = 3
_UNWRITTEN = Text("ce qu'elle change n'est pas écrit", "what it changes is not written")


def heads(options: tuple[OptionStudy, ...], first: str) -> tuple[str, ...]:
    """The heads of a table with a column an option."""
    return (first, *(f"{study.key} · {study.option.name}" for study in options))


def side_by_side(dossier: RequestDossier, lang: Lang) -> Section:
    """The options in columns: what a committee compares."""
    shown = [row for row in _ROWS if row[1] is not unserved or any(study.unserved for study in dossier.options)]
    rows = tuple((title[lang], *(say(study, lang) for study in dossier.options)) for title, say in shown)
    title = Text("3. Les options", "3. The options")[lang]
    return Section(title, (Rows(heads(dossier.options, ""), rows, headed=True, name=0),))


def unserved(study: OptionStudy, lang: Lang) -> str:
    """The processes asked for that nobody serves any more, with the sites and when: `Archivage (Nord)`."""
    if not study.written:
        return _UNWRITTEN[lang]
    left = []
    for process in study.unserved:
        where = few(process.sites, lang, _NAMED)
        when = days_of(Span(process.since, process.until or NEVER), lang) if process.since else ""
        detail = ", ".join(filter(None, (where, when)))
        left.append(f"{process.name} ({detail})" if detail else process.name)
    return SEMICOLON[lang].join(left) or _NONE[lang]


def _redundancies(study: OptionStudy, lang: Lang) -> str:
    added, removed = study.redundancies_added, study.redundancies_removed
    if study.written and not added and not removed:
        return Text("aucune ne change", "none changes")[lang]
    more = Text(f"{added} de plus ou aggravée", f"{added} more, or worse") if added else None
    fewer = Text(f"{removed} de moins", f"{removed} fewer") if removed else None
    said = ", ".join(text[lang] for text in (more, fewer) if text)
    return said if study.written else _UNWRITTEN[lang]


def _findings(study: OptionStudy, lang: Lang) -> str:
    if not study.written:
        return _UNWRITTEN[lang]
    effects = effects_of(study, lang)
    if not effects:
        return Text(f"aucun changement ({study.before})", f"no change ({study.before})")[lang]
    return f"{', '.join(effects)} ({study.before} → {study.after})"


_EFFECTS = (
    Text("écart introduit|écarts introduits", "finding introduced|findings introduced"),
    Text("aggravé|aggravés", "finding made worse|findings made worse"),
    Text("écart levé|écarts levés", "finding lifted|findings lifted"),
)


def effects_of(study: OptionStudy, lang: Lang) -> list[str]:
    """How many findings an option introduces, makes worse and lifts, as far as there are any."""
    numbers = (len(study.introduced) - len(study.worse), len(study.worse), len(study.lifted))
    return [count_of(number, words, lang) for number, words in zip(numbers, _EFFECTS, strict=True) if number]


def _flows(study: OptionStudy, lang: Lang) -> str:
    lines = [
        f"{flow.source} → {flow.target}{COLON[lang]}{listed(flow.data, lang)} ({mode(flow.mode, lang)})"
        for flow in study.flows
    ]
    if study.missing_flows:
        lines.append(Text("aucun flux écrit : à préciser", "no flow is written: to be said")[lang])
    return SEMICOLON[lang].join(lines) or _NONE[lang]


def _through(study: OptionStudy, lang: Lang) -> str:
    lines = [few(study.referentials, lang, _NAMED) or _NONE[lang]]
    if study.apis:
        lines.append(f"API{COLON[lang]}{few(study.apis, lang, _NAMED)}")
    return SEMICOLON[lang].join(lines)


def _processes(study: OptionStudy, lang: Lang) -> str:
    names = []
    for process in study.processes:
        said = [Text("critique", "critical")[lang]] if process.critical else []
        said += (
            [f"{Text('mode dégradé', 'degraded mode')[lang]} {process.degraded_mode}"] if process.degraded_mode else []
        )
        names.append(f"{process.name} ({', '.join(said)})" if said else process.name)
    return few(names, lang, _NAMED) or NOT_RECORDED[lang]


def _critical(study: OptionStudy, lang: Lang) -> str:
    """How many of the processes are critical, and of how many it is not written."""
    silent = sum(process.critical is None for process in study.processes)
    critical = sum(bool(process.critical) for process in study.processes)
    if silent == len(study.processes):
        return NOT_RECORDED[lang]
    unknown = f", {Text('non renseigné pour', 'not recorded for')[lang]} {silent}" if silent else ""
    return f"{critical}{unknown}"


def _recovery(study: OptionStudy, lang: Lang) -> str:
    times = [f"{process.name} {process.rto}" for process in study.processes if process.rto]
    return ", ".join((*times, *study.rto)) or NOT_RECORDED[lang]


def end(option: Option, lang: Lang) -> str:
    """The last day of a trial, as people write it."""
    return day(option.ends_on, lang) if option.ends_on else ""


def _over_years(study: OptionStudy, lang: Lang) -> str:
    """What an option costs over five years; a trial, until its end."""
    until = Text(f" (s'arrête le {end(study.option, 'fr')})", f" (ends on {end(study.option, 'en')})")[lang]
    return euros(study.cost, lang) + (until if study.option.ends_on else "")


def _opinion(study: OptionStudy, lang: Lang) -> str:
    return f"{MARK[study.opinion]} {OPINION[study.opinion][lang]}"


_Say = Callable[[OptionStudy, Lang], str]
_ROWS: tuple[tuple[Text, _Say], ...] = (
    (Text("Nature", "Kind"), lambda study, lang: TYPE[study.option.type][lang]),
    (Text("Besoin couvert", "Need met"), lambda study, lang: study.option.meets or NOT_RECORDED[lang]),
    (Text("Processus laissés sans outil", "Processes left without a tool"), unserved),
    (Text("Redondances", "Redundancies"), _redundancies),
    (Text("Écarts à la charte", "Findings of the charter"), _findings),
    (Text("Avis", "Opinion"), _opinion),
    (Text("Flux à construire", "Flows to build"), _flows),
    (Text("Référentiels et API à utiliser", "Referentials and APIs to use"), _through),
    (Text("Processus touchés", "Processes touched"), _processes),
    (Text("dont critiques", "of which critical"), _critical),
    (Text("Délai de reprise", "Recovery time"), _recovery),
    (Text("Sites", "Sites"), lambda study, lang: few(study.sites, lang, _NAMED) or NOT_RECORDED[lang]),
    (Text("Coût une fois", "Cost once"), lambda study, lang: amounts(study.option.once, lang)),
    (Text("Coût par an", "Cost a year"), lambda study, lang: amounts(study.option.yearly, lang)),
    (Text(f"Coût sur {YEARS} ans", f"Cost over {YEARS} years"), _over_years),
    (Text("Délai", "Delay"), lambda study, lang: study.option.delay or NOT_RECORDED[lang]),
    (Text("À retirer en échange", "Retired in exchange"), lambda study, lang: listed(study.retired, lang, _NONE_F)),
)


def conformity(dossier: RequestDossier, lang: Lang) -> Section:
    """The opinion on each option under each principle, then what it rests on."""
    principles = {opinion.principle: opinion.section for study in dossier.options for opinion in study.opinions}
    rows = tuple(
        (section.title.text[lang], *(_of_principle(study, principle, lang) for study in dossier.options))
        for principle, section in principles.items()
    )
    blocks: list[Block | Section] = [
        Rows(heads(dossier.options, Text("Principe", "Principle")[lang]), rows, headed=True, name=0)
    ]
    items = [item for study in dossier.options for item in _reasons(dossier, study, lang)]
    if items:
        blocks.append(Items(tuple(items)))
    given = [_given(adviser, dossier, lang) for adviser in _advisers(dossier)]
    blocks.append(Items(tuple(Item(sentence, "·") for sentence in given)))
    return Section(
        Text("4. Conformité à la charte, par option", "4. The charter, option by option")[lang], tuple(blocks)
    )


def _of_principle(study: OptionStudy, principle: str, lang: Lang) -> str:
    for opinion in study.opinions:
        if opinion.principle == principle:
            said = f"{MARK[opinion.case.opinion]} {OPINION[opinion.case.opinion][lang]}"
            if opinion.case.opinion == "reserved" and opinion.judged.unknown:
                number = len(opinion.judged.unknown)
                missing = counted(number, "fait manque", "faits manquent", "fr")
                said += f" ({Text(missing, counted(number, 'fact is', 'facts are') + ' missing')[lang]})"
            return said
    return ""


def _reasons(dossier: RequestDossier, study: OptionStudy, lang: Lang) -> Iterator[Item]:
    """What an option introduces and lifts, the derogations that it would take, the conditions of its opinion."""
    inside: list[Item] = [
        *(_finding(dossier, finding, "✗", lang) for finding in study.introduced),
        *(_finding(dossier, finding, "✓", lang) for finding in study.lifted),
    ]
    conditions: dict[str, None] = {}
    for opinion in study.opinions:
        case = opinion.case
        if case.condition is not None and case.opinion in ("reserved", "unfavourable"):
            until = f" – {Text('avant le', 'by')[lang]} {_day(dossier, case.within, lang)}" if case.within else ""
            conditions.setdefault(f"{case.condition.text[lang]}{until}")
    inside += [Item(f"{Text('condition', 'condition')[lang]}{COLON[lang]}{words}", "→") for words in conditions]
    rules = dict.fromkeys(finding.rule for finding in study.introduced if finding.severity == "error")
    if rules:
        text = Text("dérogations qu'il faudrait", "derogations that it would take")[lang]
        inside.append(
            Item(f"{text}{COLON[lang]}{SEMICOLON[lang].join(_derogation(dossier, rule, lang) for rule in rules)}", "→")
        )
    if inside:
        head = f"{study.key} · {study.option.name} – {OPINION[study.opinion][lang]}"
        yield Item(head, MARK[study.opinion], TONE[study.opinion], inside=(Items(tuple(inside)),))


def _day(dossier: RequestDossier, days: int, lang: Lang) -> str:
    """The day so many days after the session or, where its day is not known, after the request came."""
    return date(days_later(dossier.counted_from, days), lang)


def _derogation(dossier: RequestDossier, rule: str, lang: Lang) -> str:
    """A rule to which a derogation would be needed, and who alone may grant it, where the charter says."""
    granter = dossier.granters.get(rule)
    by = Text(f" (du seul ressort de : {granter})", f" (only {granter} may grant it)")[lang] if granter else ""
    return f"{dossier.title(rule)[lang]}{by}"


def _finding(dossier: RequestDossier, finding: Finding, mark: str, lang: Lang) -> Item:
    severity, title = SEVERITY[finding.severity][0][lang], dossier.title(finding.rule)[lang]
    text = f"{title} ({severity}){COLON[lang]}{finding.message[lang]}"
    return Item(text, mark, "bad" if mark == "✗" else "good")


def _advisers(dossier: RequestDossier) -> list[str]:
    return list(dict.fromkeys((*ADVISERS, *dossier.written.request.opinions)))


def _given(adviser: str, dossier: RequestDossier, lang: Lang) -> str:
    """What an adviser said, or that nothing was given yet."""
    given = dossier.written.request.opinions.get(adviser)
    name = adviser.upper()
    head = capital(ADVISERS.get(adviser, Text(f"avis {name}", f"opinion of {name}"))[lang])
    if given is None:
        return f"{head}{COLON[lang]}{Text('non rendu', 'not given yet')[lang]}"
    by = Text(f"rendu par {given.by}", f"given by {given.by}")[lang] if given.by else ""
    on = f"{Text('le', 'on')[lang]} {day(given.on, lang)}" if given.on else ""
    said = [OPINION[given.opinion][lang], " ".join(filter(None, (by, on))), given.note or ""]
    return f"{head}{COLON[lang]}{' – '.join(filter(None, said))}"
