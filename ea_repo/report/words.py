"""The words that every report shares, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ea_repo.answer.situation import Situation
from ea_repo.finding import SEVERITIES, Finding, Lang, Severity, Text
from ea_repo.graph import Phase
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.metamodel.names import word_name
from ea_repo.select.typed import Meant
from ea_repo.typography import day

SEVERITY: dict[Severity, tuple[Text, Text]] = {
    "error": (Text("erreur", "error"), Text("erreurs", "errors")),
    "warning": (Text("alerte", "warning"), Text("alertes", "warnings")),
    "info": (Text("information", "remark"), Text("informations", "remarks")),
}
WHY = Text("Pourquoi", "Why")
FIX = Text("À faire", "To do")
COLON = Text(" : ", ": ")
SEMICOLON = Text(" ; ", "; ")
OTHER_RULES = Text("Autres règles", "Other rules")
TEXT_OF_THE_MODEL = Text("Texte du modèle", "Text of the model")
PHASE: dict[Phase, Text] = {
    "plan": Text("en projet", "planned"),
    "phase_in": Text("en déploiement", "being phased in"),
    "active": Text("en service", "active"),
    "phase_out": Text("en fin d'usage", "being phased out"),
    "end_of_life": Text("hors service", "at its end of life"),
    "unknown": Text("inconnue", "unknown"),
}
NOT_RECORDED = Text("non renseigné", "not recorded")
NOBODY = Text("personne n'est renseigné", "nobody is recorded")
PLANNED = Text("Ce qui est prévu", "What is planned")
ANNEX = Text("Annexe", "Annex")
"""The title of what stands on pages of its own, behind those that a committee reads."""
_ELEMENT = Text("élément|éléments", "element|elements")


def counted(number: int, one: str, many: str, lang: Lang = "en") -> str:
    """`1 erreur`, `2 erreurs`: nothing is singular in French, plural in English."""
    return f"{number} {one if number == 1 or (number == 0 and lang == 'fr') else many}"


def count_of(number: int, words: Text, lang: Lang) -> str:
    """The same, of words written `one|many`."""
    one, many = words[lang].split("|")
    return counted(number, one, many, lang)


def elements(number: int, lang: Lang) -> str:
    """`1 élément`, `12 éléments`."""
    one, many = _ELEMENT[lang].split("|")
    return counted(number, one, many)


def severities(counts: dict[Severity, int], lang: Lang) -> str:
    """The counts that are not nothing, the worst first."""
    shown = []
    for severity, number in counts.items():
        one, many = SEVERITY[severity]
        shown += [counted(number, one[lang], many[lang])] if number else []
    return " · ".join(shown)


def severities_of(findings: Iterable[Finding], lang: Lang) -> str:
    """How many of these findings count, by severity."""
    counting = [finding.severity for finding in findings if finding.counts]
    return severities({severity: counting.count(severity) for severity in SEVERITIES}, lang)


def date(value: dt.date, lang: Lang) -> str:
    """A day as people write it."""
    return day(value.isoformat(), lang)


def titled(title: str, sections: Sequence[str]) -> str:
    """A title with the sections of the document that state it, where there are any."""
    return f"{title} ({', '.join(sections)})" if sections else title


def heading(situation: Situation, lang: Lang, subject: Text | None = None) -> str:
    """The first line of an answer: whose system, on which day, why that day, and what is meant by typed names."""
    day_ = f"{date(situation.date, lang)} ({origin(situation, lang)})"
    about = f"{subject[lang]} {day_}" if subject else day_
    return " · ".join((situation.workspace, about, *(by_name(meant, lang) for meant in situation.meant)))


def by_name(meant: Meant, lang: Lang) -> str:
    """Which element is meant by a name that somebody typed."""
    return Text(f"« {meant.name} » : {meant.id}", f"“{meant.name}”: {meant.id}")[lang]


def origin(situation: Situation, lang: Lang) -> str:
    """Why an answer is about this day, and the change files that it is given with."""
    why = situation.origin[lang]
    return f"{why}, {changed_by(situation.changes)[lang]}" if situation.changes else why


def changed_by(changes: Sequence[str]) -> Text:
    """What the head of an answer says of the change files that it is given with."""
    named = ", ".join(changes)
    return Text(f"avec les changements de {named}", f"with the changes of {named}")


def kind_words(kind: str, lang: Lang, *, number: int = 2, among: Vocabulary | None = None) -> str:
    """What people call elements of a kind, one or several; of a kind that the vocabulary has not, its own name."""
    known = (among or built_in()).kinds
    label = known[kind].label[lang] if kind in known else kind.replace("_", " ")
    return label if number == 1 else plural(label, lang)


def plural(label: str, lang: Lang) -> str:
    """The plural of a kind's label, by the general rules of each language."""
    if lang == "fr":
        # A noun and its adjective: `relation importée`.
        return " ".join(word if word[-1] in "sxz" or word.isupper() else f"{word}s" for word in label.split())
    if label.endswith("y"):
        return f"{label[:-1]}ies"
    return f"{label}es" if label.endswith("s") else f"{label}s"


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def need_words(need: str | None, lang: Lang) -> str:
    """How much somebody needs what they receive: vital, useful, or not recorded."""
    return NOT_RECORDED[lang] if need is None else word_name(None, "need", need)[lang]


def few(names: Iterable[str], lang: Lang, most: int) -> str:
    """`a, b, c et 4 autres`: one more is named rather than counted."""
    every = list(names)
    if len(every) <= most + 1:
        return ", ".join(every)
    rest = len(every) - most
    return f"{', '.join(every[:most])} {Text(f'et {rest} autres', f'and {rest} more')[lang]}"


def heads(words: Text, lang: Lang) -> tuple[str, ...]:
    """The heads of the columns of a table, written `one|two|three`."""
    return tuple(words[lang].split("|"))
