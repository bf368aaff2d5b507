"""The kinds of element and their fields: a list, one kind, or the reference of them all (docs/kinds.md).

What the metamodel says of itself is in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from ea_repo.answer.described_kinds import DescribedKinds
from ea_repo.document import Block, Document, Rows, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind, Vocabulary

_LIST = Text("genre|nom|ce que c'est", "kind|name|what it is")
_FIELDS = ("field", "takes", "meaning")
_MADE = "Made by “ea kinds --format markdown”; do not edit by hand."


def document(described: DescribedKinds, lang: Lang, *, screen: bool = True) -> Document:
    """One kind whole; of several, a list on a screen, else the reference."""
    kinds, vocabulary = described.kinds, described.vocabulary
    if len(kinds) == 1:
        return _one(kinds[0], vocabulary, lang)
    if not screen:
        return _reference(kinds, vocabulary, lang)
    rows = tuple((kind.name, kind.label[lang], _first(meaning(kind, lang))) for kind in kinds)
    return Document(lang, blocks=(Rows(tuple(_LIST[lang].split("|")), rows, headed=False),))


def _one(kind: Kind, vocabulary: Vocabulary, lang: Lang) -> Document:
    names = [name for name in kind.fields if name != "id"]
    arriving = vocabulary.inverses(kind.name)
    room = max(len(name) for name in (*names, *arriving))
    fields = tuple(Term(name, (_field(kind, name, lang),)) for name in names)
    ends = tuple(Term(name, (f"← {_ends(sources)}",)) for name, sources in arriving.items())
    blocks = [Section("", (Terms(fields, room, code=True),))]
    blocks += [Section("seen from it", (Terms(ends, room, code=True),))] if ends else []
    note = Sentence(f"ArchiMate 3.2: {kind.model.archimate}")
    return Document(lang, title=kind.name, about=_whole(meaning(kind, lang)), notes=(note,), blocks=tuple(blocks))


def meaning(kind: Kind, lang: Lang) -> str:
    """What a kind is: in words of the workspace that declares it, else as the metamodel says it."""
    if kind.model.help is not None:
        return kind.model.help[lang]
    return kind.model.__doc__ or kind.label[lang]


def described_field(kind: Kind, name: str, lang: Lang) -> str:
    """What a field means: in words of the workspace that declares it, else as the metamodel says it."""
    wording = kind.wordings.get(name)
    if wording is None:
        return kind.fields[name].description or ""
    label = wording.label[lang] if wording.label[lang] != name else ""
    return " – ".join(filter(None, (label, wording.help[lang] if wording.help else "")))


def _field(kind: Kind, name: str, lang: Lang) -> str:
    described = described_field(kind, name, lang)
    return expects(kind, name) + (f" – {described}" if described else "")


def _ends(sources: Sequence[Any]) -> str:
    return ", ".join(f"{source.kind}.{source.field}" for source in sources)


def _reference(kinds: Sequence[Kind], vocabulary: Vocabulary, lang: Lang) -> Document:
    """What every element has, then each kind with its own fields."""
    common = set.intersection(*(set(kind.fields) for kind in kinds)) - {"id"}
    shared = _table(kinds[0], [name for name in kinds[0].fields if name in common], lang)
    sections = [Section("Every element", (shared,)), *(_section(kind, vocabulary, common, lang) for kind in kinds)]
    return Document(lang, title="Kinds of element", notes=(Sentence(_MADE),), blocks=tuple(sections))


def _section(kind: Kind, vocabulary: Vocabulary, common: set[str], lang: Lang) -> Section:
    names = [name for name in kind.fields if name not in common and name != "id"]
    blocks: list[Block] = [
        Sentence(_whole(meaning(kind, lang))),
        Sentence(f"French: {kind.label.fr}. ArchiMate 3.2: {kind.model.archimate}."),
        _table(kind, names, lang) if names else Sentence("No field of its own."),
    ]
    if arriving := vocabulary.inverses(kind.name):
        ends = (f"{name} (← {_ends(sources)})" for name, sources in arriving.items())
        blocks.append(Sentence("Seen from it: " + ", ".join(ends) + "."))
    return Section(kind.name, tuple(blocks))


def _table(kind: Kind, names: list[str], lang: Lang) -> Rows:
    rows = ((name, expects(kind, name), described_field(kind, name, lang)) for name in names)
    return Rows(_FIELDS, tuple(rows), code=frozenset((0,)))


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _whole(text: str | None) -> str:
    return " ".join((text or "").split())


def expects(kind: Kind, field: str) -> str:
    """What a field takes, in a few words."""
    if field in kind.links:
        link = kind.links[field]
        wanted = "any element" if "*" in link.to else " or ".join(link.to)
        return f"→ {wanted}" + ("" if link.one else " (several)")
    if field in kind.choices:
        return " | ".join(map(str, kind.choices[field]))
    if field in kind.dates:
        return "date, last day included" if kind.dates[field].is_end else "date"
    if field in kind.parts:
        names = (info.alias or name for name, info in kind.parts[field].model_fields.items())
        return "{" + ", ".join(names) + "}"
    return _plain_type(kind.fields[field].annotation)


def _plain_type(annotation: Any) -> str:
    words = {
        str: "text",
        bool: "true | false",
        int: "whole number",
        float: "number",
        dict: "name: text",
        tuple: "texts",
    }
    if annotation in words:
        return words[annotation]
    if (origin := get_origin(annotation)) in words:
        return words[origin]
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return _plain_type(inner[0]) if inner else "text"
