"""What a loss does, as people read it: the answer, what to do first, the three questions; the rest is annexed."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Document, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.impact.impact import READINGS, Impact
from ea_repo.impact.retiring_projects import converging_projects, retiring_projects, successors
from ea_repo.report import first_sentence, first_steps, unread_relations
from ea_repo.report.impact_annex import annex
from ea_repo.report.impact_questions import questions
from ea_repo.report.impact_words import summary
from ea_repo.report.whom_to_call import whom_to_call
from ea_repo.report.words import ANNEX, COLON, PLANNED, count_of, date, elements, few, heading
from ea_repo.typography import of

_SUBJECT = Text("Étude d'impact", "Impact study")
_FACTS = Text("fait|faits", "fact|facts")
_CERTAIN, _POSSIBLE = Text("Certain : ", "Certain: "), Text("Possible : ", "Possible: ")
_PLANNED = (
    (retiring_projects, Text("Projet qui retire {it}", "Project that retires {it}")),
    (converging_projects, Text("Projet de convergence {of_it}", "Convergence project of {it}")),
    (successors, Text("Successeur enregistré {of_it}", "Recorded successor of {it}")),
)
"""What is recorded of the end of an element that may be lost."""
_FEW = 3


def document(answer: Answer[ImpactStudy], lang: Lang, *, whole: bool = False) -> Document:
    """The answer, what to do first, the three questions, whom to call: a few pages; all the rest is annexed.

    Long tables of the annex are cut and say so, unless the `whole` is asked for.
    """
    study, impact = answer.content, answer.content.impact
    sections = [
        *first_steps.of_impact(study, lang),
        *_planned(impact, lang),
        *questions(study, lang),
        *whom_to_call(study, lang),
        Section(ANNEX[lang], tuple(annex(study, lang, whole=whole)), on_a_new_page=True),
    ]
    return Document(
        lang,
        heading(answer.situation, lang),
        _title(impact, lang),
        answer=tuple(_answer(answer, lang)),
        blocks=tuple(sections),
        subject=_SUBJECT[lang],
    )


def _title(impact: Impact, lang: Lang) -> str:
    names = few(map(impact.graph.name, impact.roots), lang, 6)
    many = len(impact.roots) > 1
    if impact.sites:
        where = ", ".join(map(impact.graph.name, impact.sites))
        withdrawn = f"If {names} {'are' if many else 'is'} withdrawn from {where}"
        return Text(f"Si l'on retire {names} {of(where)}", withdrawn)[lang]
    fr = f"Si {names} {'disparaissent' if many else 'disparaît'}"
    return Text(fr, f"If {names} {'go' if many else 'goes'} away")[lang]


def _answer(answer: Answer[ImpactStudy], lang: Lang) -> Iterator[Sentence]:
    """What is certain, what is possible; before, how the roots are looked at where that is not as they are."""
    impact = answer.content.impact
    yield first_sentence.of_impact(answer.content, lang)
    yield from _how_looked_at(answer, lang)
    yield from certain_and_possible(impact, lang)
    yield from unread_relations.sentence(impact.graph, [relation.id for relation in answer.content.unread], lang)
    if not impact.elements:
        return
    if number := answer.content.left_out:
        left_out = Text(f"Hors du périmètre demandé, non montrés : {number}.",
                        f"Outside the scope asked for, not shown: {number}.")  # fmt: skip
        yield Sentence(left_out[lang])


def certain_and_possible(impact: Impact, lang: Lang) -> Iterator[Sentence]:
    """How many elements are in which state, certainly and possibly, and how many facts would settle it."""
    if not impact.elements:
        return
    certain, possible = (_of_elements(summary(impact.elements, reading, lang), lang) for reading in READINGS)
    yield Sentence(_CERTAIN[lang] + certain, "bad" if impact.lost("state") else "good")
    if possible != certain or impact.to_confirm:
        yield Sentence(_POSSIBLE[lang] + possible, "doubtful" if impact.lost("possible") else "good")
    if impact.to_confirm:
        facts = count_of(len(impact.to_confirm), _FACTS, lang)
        yield Sentence(Text(f"À confirmer : {facts}", f"To confirm: {facts}")[lang], "doubtful")


def _of_elements(counts: str, lang: Lang) -> str:
    """`3 éléments perdus, 13 dégradés`, of what is counted `3 perdus, 13 dégradés`; nothing stays nothing."""
    number, _, rest = counts.partition(" ")
    return f"{elements(int(number), lang)} {rest}" if number.isdigit() else counts


def _how_looked_at(answer: Answer[ImpactStudy], lang: Lang) -> Iterator[Sentence]:
    """That a root is out of service on that day, or is not there yet."""
    impact = answer.content.impact
    if impact.date != answer.situation.date:
        fr = f"Hors service à cette date : regardé à son dernier jour en service, le {date(impact.date, 'fr')}."
        en = f"Out of service on that day: looked at on its last day in service, {date(impact.date, 'en')}."
        yield Sentence(Text(fr, en)[lang], "doubtful")
        return
    as_dated = impact.graph.at(impact.date).with_standing(())
    if planned := [id for id in impact.roots if as_dated.in_service(id) is False]:
        names = few(map(impact.graph.name, planned), lang, 6)
        as_if = Text(f"Pas en service à cette date, regardé comme s'il l'était : {names}.",
                     f"Not in service on that day, looked at as if it were: {names}.")  # fmt: skip
        yield Sentence(as_if[lang], "doubtful")


def _planned(impact: Impact, lang: Lang) -> Iterator[Section]:
    """The projects and the successor that are recorded of what is lost; nothing where none is."""
    graph, sentences = impact.graph, list[Sentence]()
    for root in impact.roots[:_FEW]:
        name = graph.name(root)
        for recorded, words in _PLANNED:
            if ids := recorded(graph, root):
                role = words[lang].format(it=name, of_it=of(name))
                sentences.append(Sentence(f"{role}{COLON[lang]}{few(map(graph.name, ids), lang, _FEW)}."))
    if sentences:
        yield Section(PLANNED[lang], tuple(sentences))
