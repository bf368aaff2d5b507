"""The annex of a dossier: which command gives each number again, findings, missing facts, maps."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.request_dossier import Drawing, OptionStudy, RequestDossier
from ea_repo.document import Block, Picture, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report import map as maps
from ea_repo.report.request_words import fact_words
from ea_repo.report.words import COLON

_COMMANDS = Text("Ce qui est dit|La commande qui le redit", "What is said|The command that says it again")
_PRINTS = Text("Option||Écart|Empreinte|Règle|Sujet", "Option||Finding|Fingerprint|Rule|Subject")
_FACTS = Text("Option|Élément|Faits qui manquent", "Option|Element|Facts that are missing")
_KINDS = {
    "land-use-plan": Text("Plan d'occupation des sols, extrait", "Land-use plan, extract"),
    "changes": Text("Ce qui change", "What changes"),
    "impact": Text("Impact d'une perte", "Impact of a loss"),
}


def annex(dossier: RequestDossier, lang: Lang) -> Section:
    """The commands first, then what they say in full, then the maps."""
    blocks: list[Block | Section] = [_commands(dossier, lang)]
    if prints := tuple(_findings(dossier, lang)):
        title = Text("Les écarts, par leurs empreintes", "The findings, by their fingerprints")[lang]
        blocks.append(Section(title, (Rows(tuple(_PRINTS[lang].split("|")), prints, headed=True, name=2),)))
    if facts := tuple(row for study in dossier.options for row in _facts(study, lang)):
        title = Text("Tous les faits qui manquent", "Every fact that is missing")[lang]
        blocks.append(Section(title, (Rows(tuple(_FACTS[lang].split("|")), facts, headed=True, name=1),)))
    if dossier.drawings:
        title = Text("Cartes", "Maps")[lang]
        blocks.append(Section(title, tuple(_picture(dossier, drawing, lang) for drawing in dossier.drawings)))
    return Section(Text("Annexe", "Annex")[lang], tuple(blocks), on_a_new_page=True)


def commands(dossier: RequestDossier) -> Iterator[tuple[Text, str]]:
    """What the dossier says, each with the command that says it again."""
    written = dossier.written
    for id in written.request.processes:
        said = Text("outils qui servent le processus", "tools that serve the process")
        for link in dict.fromkeys("covers" if tool.covers else "supports" for tool in dossier.existing):
            yield said, f"ea list application {link}={id} in_service=true --columns name,part_of,instance_of"
    yield Text("solutions proches", "near solutions"), f"ea similar {written.id}"
    yield (
        Text(
            "options côte à côte : écarts avant et après, coûts sur 5 ans",
            "options side by side: findings before and after, costs over 5 years",
        ),
        f"ea compare {written.id}",
    )
    for study in dossier.options:
        yield from _of_an_option(dossier, study)
    yield (
        Text("coûts, avis rendus, ce qui manque à la demande", "costs, opinions given, what the request lacks"),
        f"ea request check {written.id}",
    )
    yield Text("rang, années, marges", "rank, years, margins"), "ea request list"
    if dossier.budget and written.request.project:
        lines = Text("lignes de budget du projet", "budget lines of the project")
        yield lines, f"ea show {written.request.project}"


def _of_an_option(dossier: RequestDossier, study: OptionStudy) -> Iterator[tuple[Text, str]]:
    if study.changes is None:
        return
    option, key = f"{dossier.written.file}#{study.key}", study.key
    yield Text(f"{key} : écarts introduits et levés", f"{key}: findings introduced and lifted"), f"ea diff {option}"
    if study.facts:
        subjects = ",".join(dict.fromkeys(sorted(fact.subject for fact in study.facts)))
        yield (
            Text(f"{key} : faits qui manquent à {subjects}", f"{key}: facts that are missing of {subjects}"),
            f"ea check --with {option} --scope id={subjects} --unknown --fail-on never",
        )


def _commands(dossier: RequestDossier, lang: Lang) -> Section:
    rows = tuple((said[lang], command) for said, command in commands(dossier))
    title = Text("D'où viennent les nombres", "Where the numbers come from")[lang]
    columns = tuple(_COMMANDS[lang].split("|"))
    return Section(title, (Rows(columns, rows, headed=True, name=0, code=frozenset({1})),))


def _findings(dossier: RequestDossier, lang: Lang) -> Iterator[tuple[str, ...]]:
    for study in dossier.options:
        for sign, findings in (("+", study.introduced), ("−", study.lifted)):
            for finding in findings:
                title = dossier.title(finding.rule)[lang]
                yield study.key, sign, title, finding.mark, finding.rule, finding.subject


def _facts(study: OptionStudy, lang: Lang) -> Iterator[tuple[str, ...]]:
    """A line an element: what is not written of it."""
    by_element: dict[str, list[str]] = {}
    for fact in study.facts:
        by_element.setdefault(fact.name, []).append(fact_words(fact.fact, lang))
    for name, facts in by_element.items():
        yield study.key, f"{name} ({len(facts)})", ", ".join(facts)


def _picture(dossier: RequestDossier, drawing: Drawing, lang: Lang) -> Block:
    drawn = maps.diagram(drawing.map, lang)
    option = next((study for study in dossier.options if study.key == drawing.option), None)
    when = (
        Text("aujourd'hui", "today")[lang]
        if option is None
        else Text(f"avec {option.key} · {option.option.name}", f"with {option.key} · {option.option.name}")[lang]
    )
    title = f"{_KINDS[drawing.kind][lang]} – {when}"
    if drawn.empty:
        return Sentence(f"{title}{COLON[lang]}{Text('rien à montrer', 'nothing to show')[lang]}", "quiet")
    return Picture(title, maps.summary(drawn, lang), drawn, drawing.map.content.style)
