"""What the workbooks of `ea export` tell whoever opens them, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.exchange.columns import Column, Sort
from ea_repo.exchange.export import Export
from ea_repo.exchange.questions import question_of
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind


@dataclass(frozen=True, slots=True)
class ReadMe:
    """The first sheet: its name, its title, its lines."""

    title: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The sheet of the last changes: its name and the heads of its columns."""

    title: str
    heads: tuple[str, ...]


_READ_ME = {
    "fr": (
        "Ce classeur est un extrait du référentiel d'architecture « {workspace} » : {elements} éléments, tels qu'ils "
        "étaient le {day}{commit}.",
        "Une feuille par genre d'élément ; une ligne par élément. La bulle de chaque en-tête dit ce qu'on attend.",
        "Les cellules jaunes sont inconnues : c'est là que l'on attend vos réponses. Une cellule vide veut dire "
        "« on ne sait pas », jamais « non » ; « (aucun) » dit qu'il n'y en a pas.",
        "Plusieurs valeurs dans une cellule : une par ligne (Alt + Entrée). Les éléments cités sont ceux de la feuille "
        "Références.",
        "Les dates : 14/06/2023, ou une année seule (2023), ou un mois (2023-06).",
        "Ne changez pas la première colonne (l'identifiant). Pour un nouvel élément, laissez-la vide et donnez un nom.",
        "Supprimer une ligne ne supprime rien dans le référentiel.",
        "Pour rendre ce classeur : renvoyez-le tel quel à qui vous l'a donné. La commande « ea import CLASSEUR » "
        "montre chaque changement avec sa feuille et sa cellule, et rien n'est écrit avant accord.",
    ),
    "en": (
        "This workbook is an extract of the architecture repository “{workspace}”: {elements} elements, as they were "
        "on {day}{commit}.",
        "A sheet for each kind of element; a row for each element. The comment of each header says what is expected.",
        "Yellow cells are unknown: that is where your answers are awaited. An empty cell means “not known”, never "
        "“no”; “(none)” says that there is none.",
        "Several values in a cell: one a line (Alt + Enter). The elements that one may name are on the sheet "
        "References.",
        "Dates: 2023-06-14, or a year alone (2023), or a month (2023-06).",
        "Leave the first column (the id) as it is. For a new element leave it empty, and give a name.",
        "To remove a row removes nothing from the repository.",
        "To give this workbook back: return it as it is to whoever gave it to you. The command `ea import WORKBOOK` "
        "shows each change with its sheet and cell, and nothing is written before one agrees.",
    ),
}
_COMMIT = Text(" (version {})", " (version {})")
_SORTS: dict[Sort, Text] = {
    "text": Text("Un texte.", "A text."),
    "texts": Text("Des textes, un par ligne.", "Texts, one a line."),
    "flag": Text("Oui ou non ; vide : on ne sait pas.", "Yes or no; empty: not known."),
    "number": Text("Un nombre.", "A number."),
    "money": Text("Un montant en euros.", "An amount in euros."),
    "date": Text("Une date : 14/06/2023, ou 2023-06, ou 2023.", "A date: 2023-06-14, or 2023-06, or 2023."),
    "choice": Text("Un mot parmi : {}.", "One of these words: {}."),
    "links": Text(
        "Des éléments de la feuille Références ({}), un par ligne. Suivis au besoin de {{from: …, until: …}} (du, au).",
        "Elements of the sheet References ({}), one a line. Followed, where needed, by {{from: …, until: …}}.",
    ),
    "data": Text("Des données comme le texte du modèle les écrit.", "Data as the text of the model writes them."),
}


def sheet_name(kind: Kind, lang: Lang) -> str:
    """What the sheet of a kind is called."""
    label = kind.label[lang]
    return "".join(sign if sign not in "[]:*?/\\'" else " " for sign in f"{label[:1].upper()}{label[1:]}")[:31]


def column_help(column: Column, lang: Lang, kinds: Mapping[str, Kind], kind: Kind) -> str:
    """The comment of a header: the question that its column answers, what is expected, the field that it is."""
    words = tuple(column.words(lang).values())
    if column.sort == "links":
        words = tuple(kinds[name].label[lang] for name in column.kinds if name in kinds)
    expected = _SORTS[column.sort][lang].format(", ".join(words))
    return f"{question_of(kind, column)[lang]}\n{expected}\n({column.path})"


def read_me(export: Export) -> ReadMe:
    """The first sheet."""
    commit = _COMMIT[export.lang].format(export.commits[0].id) if export.commits else ""
    day = export.day if export.lang == "en" else "/".join(reversed(export.day.split("-")))
    facts = {"workspace": export.workspace, "elements": len(export.ids), "day": day, "commit": commit}
    lines = tuple(line.format(**facts) for line in _READ_ME[export.lang])
    return ReadMe(Text("Lisez-moi", "Read me")[export.lang], export.workspace, lines)


def change_log(export: Export) -> ChangeLog:
    """The sheet of the last changes."""
    heads = Text("jour|auteur|changement|version", "day|author|change|version")[export.lang]
    return ChangeLog(Text("Journal", "Change log")[export.lang], tuple(heads.split("|")))
