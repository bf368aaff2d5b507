"""The first sentences of a comparison: what changes, on which day one looked, and what is not there on it."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.comparison import Comparison
from ea_repo.document import Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.comparison_elements import solutions_among_others
from ea_repo.report.comparison_part import Part
from ea_repo.report.comparison_service import SOLUTIONS
from ea_repo.report.comparison_words import SAME
from ea_repo.report.words import SEMICOLON, few
from ea_repo.semantics.deployment import EVERYWHERE
from ea_repo.typography import long_day

_FEW_SITES = 3


def answer(comparison: Comparison, parts: tuple[Part, ...], others: Part, lang: Lang) -> Iterator[Sentence]:
    """What is lost first, where something is; then what changes and how much; or that nothing does.

    `others`: the elements of which none of the parts tells. Solutions are not unchanged where one is among them.
    """
    if comparison.same:
        yield Sentence(SAME[lang], "good")
        return
    if any(change.loses for change in comparison.processes):
        yield Sentence(_lost(comparison, lang), "bad")
    clauses = [part.clause for part in parts if part.changes and part.clause]
    unchanged = [part.title[lang].lower() for part in parts if not part.changes and not _is_among(part, comparison)]
    if clauses:
        clauses += [others.clause] if others.changes else []
        told = SEMICOLON[lang].join(clauses)
        fr = f"Ce qui change {_when(comparison, 'fr')} : {told}."
        yield Sentence(Text(fr, f"What changes {_when(comparison, 'en')}: {told}.")[lang])
        if same := ", ".join(unchanged):
            yield Sentence(Text(f"Sans changement : {same}.", f"Unchanged: {same}.")[lang], "quiet")
        return
    *names, last = unchanged
    fr = f"Rien ne change {_when(comparison, 'fr')} pour ce qui suit : {', '.join(names)}, {last}."
    en = f"Nothing changes {_when(comparison, 'en')} for any of these: {', '.join(names)}, {last}."
    yield Sentence(Text(f"{fr} Seul le reste est décrit autrement.", f"{en} Only the rest is written otherwise.")[lang])


def _is_among(part: Part, comparison: Comparison) -> bool:
    """Whether a part is that of the solutions, and one of them is written otherwise."""
    return part.title == SOLUTIONS and solutions_among_others(comparison)


def _lost(comparison: Comparison, lang: Lang) -> str:
    """The processes that certainly lose their last tool, the first of them with its sites."""
    losing = [change for change in comparison.processes if change.loses]
    first, others = losing[0], len(losing) - 1
    sites = () if first.loses_all or first.unserved == (EVERYWHERE,) else first.unserved
    where = few(map(comparison.name, sites), lang, _FEW_SITES)
    at = f" ({where})" if where else ""
    likewise = Text("", "")
    if others:
        likewise = Text(f" ; {others} autre{'s' if others > 1 else ''} processus de même",
                        f"; {others} other process{'es' if others > 1 else ''} likewise")  # fmt: skip
    name = comparison.name(first.process)
    fr = f"« {name} » n'a plus d'outil enregistré{at}{likewise.fr}."
    return Text(fr, f"“{name}” has no recorded tool any more{at}{likewise.en}.")[lang]


def _when(comparison: Comparison, lang: Lang) -> str:
    before, after = (look.situation.date for look in (comparison.before, comparison.after))
    if before == after:
        return Text(f"au {long_day(after, 'fr')}", f"on {long_day(after, 'en')}")[lang]
    fr = f"du {long_day(before, 'fr')} au {long_day(after, 'fr')}"
    return Text(fr, f"from {long_day(before, 'en')} to {long_day(after, 'en')}")[lang]
