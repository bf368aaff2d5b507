"""The examples of a rule: what each shows, and its model as a reader of a language sees it."""

from __future__ import annotations

import re

from ea_repo.check.rule import Example
from ea_repo.finding import Lang, Text
from ea_repo.load.yaml import parse
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.report.field_words import path_name
from ea_repo.report.words import COLON, kind_words
from ea_repo.typography import day, number

_BAD, _GOOD = Text("Exemple en écart", "Example at fault"), Text("Exemple en règle", "Example as it should be")
_FLAGGED = Text("signalé", "flagged")
_UNKNOWN = Text("inconnu", "unknown")
_COMPLETE = Text("tenu pour complet", "held to be complete")
_THRESHOLD = Text("seuil", "threshold")
_LOOKED_AT = Text("vu le", "looked at on")
_COMMENT = re.compile(r"(?:^|(?<=\s))\s*#.*$", re.MULTILINE)


def example_title(example: Example, is_good: bool, vocabulary: Vocabulary | None, lang: Lang) -> str:
    """What an example shows: what is flagged or unknown in it, and what holds there beside its model."""
    said = [_listed(_FLAGGED, example.flags, lang), _listed(_UNKNOWN, example.unknown, lang)]
    kinds = (vocabulary or built_in()).kinds
    for complete in example.complete:
        kind = kinds.get(complete.kind)
        fields = ", ".join(path_name(field, lang, kind) for field in complete.fields)
        named = kind_words(complete.kind, lang, among=vocabulary) + (f" ({fields})" if fields else "")
        said.append(f"{_COMPLETE[lang]}{COLON[lang]}{named}")
    said += [f"{_THRESHOLD[lang]} {name} = {number(value, lang)}" for name, value in example.thresholds.items()]
    said += [f"{_LOOKED_AT[lang]} {day(example.at, lang)}"] if example.at else []
    title = (_GOOD if is_good else _BAD)[lang]
    return f"{title} – {Text(' ; ', '; ')[lang].join(filter(None, said))}" if any(said) else title


def _listed(what: Text, ids: tuple[str, ...], lang: Lang) -> str:
    return f"{what[lang]}{COLON[lang]}{', '.join(ids)}" if ids else ""


def shown_model(example: Example, lang: Lang, *, is_common: bool) -> str:
    """The model of an example; what is common has its comments in English, and a reader of French sees none."""
    return without_comments(example.model) if is_common and lang == "fr" else example.model


def without_comments(text: str) -> str:
    """A text in YAML without its comments; as it is where they cannot be told from what it says."""
    bare = "\n".join(line.rstrip() for line in _COMMENT.sub("", text).splitlines() if line.strip())
    return bare if parse(bare).value == parse(text).value else text
