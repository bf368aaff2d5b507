"""The first lines of a dossier: who takes over, which projects, the verdict with its reason, the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ea_repo.document import Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.retirement_plan import Step, Verdict
from ea_repo.impact.takeovers import Takeover
from ea_repo.report import unread_relations
from ea_repo.report.dossier_losses import blocking, lost_where, waiting
from ea_repo.report.dossier_missing import hiding
from ea_repo.report.dossier_words import VERDICT, early
from ea_repo.report.words import COLON, NOBODY, counted, date, few
from ea_repo.typography import of

TONE: dict[Verdict, Tone] = {"GO": "good", "GO TO CONFIRM": "doubtful", "TO CONFIRM": "doubtful", "NO-GO": "bad"}
_FEW = 3
"""How many elements, steps or successors are told each in a sentence, before the tables."""
_NOTHING = Text("rien d'autre n'est perdu, et aucun fait qui pourrait cacher une perte ne manque",
                "nothing else is lost, and no fact that could hide a loss is missing")  # fmt: skip
_NOTHING_KNOWN = Text(
    "rien d'autre n'est perdu, sur ce qui est enregistré", "nothing else is lost, by what is recorded"
)
_ANNEXED = Text(", en annexe", ", in the annex")
"""Where a page has its long tables, after the title of one."""
_NO_DAY = Text("aucun jour ne convient", "no day works")


def what_is_planned(retirement: DecommissioningDossier, lang: Lang, where: Text = _ANNEXED) -> Iterator[Sentence]:
    """Who takes over and the projects: each where there are few, else how many, with `where` all are."""
    yield from _who_takes_over(retirement, lang, where)
    yield from _projects(retirement, lang, where)


def verdict(retirement: DecommissioningDossier, lang: Lang, where: Text = _ANNEXED) -> Iterator[Sentence]:
    """The verdict, how many facts are missing (with `where` they are), the days that are not the one asked for."""
    yield Sentence(_verdict(retirement, lang), TONE[retirement.verdict])
    yield from _facts(retirement, lang, where)
    yield from _written_twice(retirement, lang)
    relations = [fact.id for fact in retirement.missing if fact.field == "relation"]
    yield from unread_relations.sentence(retirement.graph, relations, lang)
    yield from _days(retirement, lang)
    yield from _written_ends(retirement, lang)
    if retirement.others_gaps:
        first = min(gap.span.since for gap in retirement.others_gaps)
        names = few(sorted({retirement.graph.name(gap.process) for gap in retirement.others_gaps}), lang, 3)
        fr = f"À part cela, à partir du {date(first, 'fr')}, {names} : plus personne, par les dates des autres."
        en = f"Apart from this, from {date(first, 'en')} on, {names}: nobody any more, by the dates of others."
        yield Sentence(Text(fr, en)[lang], "doubtful")


def _who_takes_over(retirement: DecommissioningDossier, lang: Lang, where: Text) -> Iterator[Sentence]:
    takeovers = retirement.takeovers
    if len(takeovers) <= _FEW:
        yield from (takes_over(retirement, takeover, lang) for takeover in takeovers)
    else:
        short = sum(1 for takeover in takeovers if lacks(retirement, takeover, lang))
        fr = f"{len(takeovers)} reprises prévues, dont {short} incomplètes : voir « Qui reprend »{where.fr}."
        en = f"{len(takeovers)} takeovers are planned, {short} of them incomplete: see “Who takes over”{where.en}."
        yield Sentence(Text(fr, en)[lang], "doubtful" if short else "plain")
    if alone := without_takeover(retirement):
        names = few(map(retirement.graph.name, alone), lang, _FEW)
        fr = f"Ni remplaçant demandé ni successeur enregistré pour : {names}."
        en = f"No replacement asked for, no successor recorded for: {names}."
        yield Sentence(Text(fr, en)[lang])


def without_takeover(retirement: DecommissioningDossier) -> list[str]:
    """The elements whose place nobody takes."""
    replaced = {takeover.old for takeover in retirement.takeovers}
    return [id for id in retirement.ids if id not in replaced]


def takes_over(retirement: DecommissioningDossier, takeover: Takeover, lang: Lang) -> Sentence:
    """Who takes the place of an element, since when, and what it lacks."""
    graph = retirement.graph
    old, new = graph.name(takeover.old), graph.name(takeover.new)
    role = Text(f"Successeur enregistré {of(old)}", f"Recorded successor of {old}")
    if takeover.asked:
        role = Text(f"Remplaçant demandé {of(old)}", f"Replacement asked for {old}")
    lacking = lacks(retirement, takeover, lang)
    sentence = f"{role[lang]}{COLON[lang]}{new}, {since(retirement, takeover, lang)}"
    if lacking:
        what = Text(" ; il lui manque : ", "; it lacks: ")[lang] + Text(" ; ", "; ")[lang].join(lacking)
    else:
        what = Text(" ; rien ne lui manque, sur ce qui est enregistré", "; it lacks nothing, by what is recorded")[lang]
    return Sentence(f"{sentence}{what}.", "doubtful" if lacking else "plain")


def since(retirement: DecommissioningDossier, takeover: Takeover, lang: Lang) -> str:
    """From when somebody who takes over is there."""
    day = takeover.since
    if day is None:
        return Text("en service à aucune date écrite", "in service on no written day")[lang]
    if day <= retirement.on:
        return Text("en service", "in service")[lang]
    return Text(f"en service à partir du {date(day, 'fr')}", f"in service from {date(day, 'en')} on")[lang]


def lacks(retirement: DecommissioningDossier, takeover: Takeover, lang: Lang) -> list[str]:
    """What somebody who takes over lacks: processes, sites, data, and whether one knows where it is used."""
    graph = retirement.graph
    parts = (
        (takeover.processes, Text("les processus {}", "the processes {}")),
        (takeover.sites, Text("les sites {}", "the sites {}")),
        (takeover.data, Text("les données {}", "the data {}")),
    )
    lacking = [words[lang].format(few(map(graph.name, ids), lang, 4)) for ids, words in parts if ids]
    if takeover.unplaced:
        lacking.append(Text("ses sites, non renseignés", "its sites, not recorded")[lang])
    return lacking


def _projects(retirement: DecommissioningDossier, lang: Lang, where: Text) -> Iterator[Sentence]:
    """The projects that retire each element, and make it converge: one sentence for those of which it is the same."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for element in retirement.elements:
        alike.setdefault((element.projects, element.converging), []).append(retirement.graph.name(element.id))
    for (projects, converging), names in list(alike.items())[:_FEW]:
        yield _project(retirement, few(names, lang, _FEW), projects, converging, lang)
    if left := sum(len(names) for names in list(alike.values())[_FEW:]):
        fr = f"Pour {left} autres, d'autres projets : voir « Calendrier »{where.fr}."
        yield Sentence(Text(fr, f"For {left} more, other projects: see “Calendar”{where.en}.")[lang])


def _project(
    retirement: DecommissioningDossier, names: str, projects: Sequence[str], converging: Sequence[str], lang: Lang
) -> Sentence:
    sentence = Text(f"Aucun projet enregistré ne retire {names}", f"No recorded project retires {names}")
    if projects:
        retiring = few(map(retirement.graph.name, projects), lang, _FEW)
        sentence = Text(f"Projet qui retire {names} : {retiring}", f"Project that retires {names}: {retiring}")
    if converging:
        shown = few(map(retirement.graph.name, converging), lang, _FEW)
        sentence = Text(f"{sentence.fr} ; projet de convergence : {shown}",
                        f"{sentence.en}; convergence project: {shown}")  # fmt: skip
    return Sentence(f"{sentence[lang]}.", "plain" if projects else "doubtful")


def _verdict(retirement: DecommissioningDossier, lang: Lang) -> str:
    """The verdict, on which days, and why."""
    steps = retirement.plan.steps
    word = VERDICT[retirement.verdict][lang]
    if retirement.verdict in ("GO", "GO TO CONFIRM"):
        days = sorted({step.date for step in steps if step.date})
        when = Text(f"le {date(days[0], 'fr')}", f"on {date(days[0], 'en')}")
        if len(days) > 1:
            when = Text(f"du {date(days[0], 'fr')} au {date(days[-1], 'fr')}",
                        f"from {date(days[0], 'en')} to {date(days[-1], 'en')}")  # fmt: skip
        reason = _NOTHING if retirement.verdict == "GO" else _NOTHING_KNOWN
        return f"{word}, {when[lang]}{COLON[lang]}{reason[lang]}."
    lost = {id for step in steps for id in step.lost}
    perhaps = {id for step in steps for id in step.perhaps} - lost
    reasons = []
    if lost:
        fr = counted(len(lost), "perte certaine", "pertes certaines", "fr")
        reasons.append(Text(fr, counted(len(lost), "certain loss", "certain losses"))[lang])
    if perhaps:
        fr = counted(len(perhaps), "perte possible", "pertes possibles", "fr")
        reasons.append(Text(fr, counted(len(perhaps), "possible loss", "possible losses"))[lang])
    if any(step.date is None for step in steps):
        reasons.append(_NO_DAY[lang] if len(steps) == 1 else _no_day_for(retirement, lang))
    return f"{word}{COLON[lang]}{', '.join(reasons)}."


def _no_day_for(retirement: DecommissioningDossier, lang: Lang) -> str:
    names = few((retirement.graph.name(id) for step in retirement.plan.steps if step.date is None
                 for id in step.group.ids), lang, _FEW)  # fmt: skip
    return Text(f"aucun jour ne convient pour {names}", f"no day works for {names}")[lang]


def _facts(retirement: DecommissioningDossier, lang: Lang, where: Text) -> Iterator[Sentence]:
    """How many facts are missing, and what they would do."""
    settling, hidden = len(retirement.to_confirm), len(hiding(retirement))
    if settling and retirement.verdict in ("TO CONFIRM", "NO-GO"):
        fr = counted(settling, "fait trancherait", "faits trancheraient", "fr")
        en = counted(settling, "fact would settle", "facts would settle")
        sentence = Text(f"{fr} ce qui n'est que possible : voir « À renseigner »{where.fr}.",
                        f"{en} what is only possible: see “To record”{where.en}.")  # fmt: skip
        yield Sentence(sentence[lang], "doubtful")
    if hidden and retirement.verdict != "GO":
        one, many = "fait manque, où une perte peut se cacher", "faits manquent, où une perte peut se cacher"
        fr = counted(hidden, one, many, "fr")
        en = counted(hidden, "fact that could hide a loss is missing", "facts that could hide a loss are missing")
        yield Sentence(
            Text(f"{fr} : voir « À renseigner »{where.fr}.", f"{en}: see “To record”{where.en}.")[lang], "doubtful"
        )


def _written_twice(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """Those that stay and may be what is retired, with whom to settle it."""
    facts = [fact for fact in retirement.missing if fact.field == "written_twice"]
    if facts:
        name = retirement.graph.name
        who = few(dict.fromkeys(name(actor) for fact in facts for actor in fact.ask), lang, _FEW) or NOBODY[lang]
        names = few(dict.fromkeys(name(fact.id) for fact in facts), lang, _FEW)
        fr = f"Du même nom, et peut-être la même chose écrite deux fois : {names}. Si c'est le cas, rien n'est repris "
        en = f"Of the same name, and perhaps the same thing written twice: {names}. If so, nothing is taken over "
        yield Sentence(
            Text(f"{fr}ni économisé. Qui le sait : {who}.", f"{en}nor saved. Who knows it: {who}.")[lang], "doubtful"
        )


def _days(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """Why a step does not go on the day asked for; nothing is said of those that do."""
    told = [step for step in retirement.plan.steps if step.date is None or step.date > retirement.on]
    for step in told[:_FEW]:
        yield Sentence(_day(retirement, step, lang), "bad" if step.date is None else "doubtful")


def _day(retirement: DecommissioningDossier, step: Step, lang: Lang) -> str:
    names = few(map(retirement.graph.name, step.group.ids), lang, _FEW)
    if step.date is None:
        if step.first is None:
            together = Text(f"{names} : jamais en service ensemble à partir du {date(retirement.on, 'fr')}.",
                            f"{names}: never in service together from {date(retirement.on, 'en')} on.")  # fmt: skip
            return together[lang]
        what = lost_where(retirement, blocking([step]), lang)
        return Text(f"{names} : aucun jour ne convient, car on y perdrait : {what}.",
                    f"{names}: no day works, as this would be lost: {what}.")[lang]  # fmt: skip
    day = step.date
    if not step.obstacles:
        return Text(f"{names} : le {date(day, 'fr')}, pas en service avant.",
                    f"{names}: on {date(day, 'en')}, not in service before.")[lang]  # fmt: skip
    what = lost_where(retirement, waiting([step]), lang)
    return Text(f"{names} : pas avant le {date(day, 'fr')} ; avant, serait perdu : {what}.",
                f"{names}: not before {date(day, 'en')}; before, this would be lost: {what}.")[lang]  # fmt: skip


def _written_ends(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """The ends written of what is retired that come before the first day that works."""
    day_of = {id: step.date for step in retirement.plan.steps for id in step.group.ids}
    for element in retirement.elements:
        if element.written and (sentence := _too_early(element.written, day_of[element.id], lang)):
            yield Sentence(f"{retirement.graph.name(element.id)}{COLON[lang]}{sentence}", "bad")


def _too_early(written: dt.date, day: dt.date | None, lang: Lang) -> str | None:
    end = Text(f"la fin écrite ({date(written, 'fr')})", f"the written end ({date(written, 'en')})")
    if day is None:
        return Text(f"{end.fr} ne convient pas non plus.", f"{end.en} does not work either.")[lang]
    if written >= day:
        return None
    by = early(written, day)
    return Text(f"{end.fr} vient {by.fr} trop tôt.", f"{end.en} comes {by.en} too early.")[lang]
