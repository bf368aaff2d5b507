"""The kinds of element and their fields: a list, one kind, or the reference of them all (docs/kinds.md).

What the metamodel says of itself at length is in English; in French, fields are told by their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from ea_repo.answer.described_kinds import DescribedKinds
from ea_repo.document import Block, Document, Rows, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Inverse, Kind, Vocabulary
from ea_repo.metamodel.names import field_name
from ea_repo.metamodel.words import MEANINGS
from ea_repo.report.words import COLON, capital, heads

_LIST = Text("genre|nom|ce que c'est", "kind|name|what it is")
_FIELDS = Text("champ|attend|sens", "field|takes|meaning")
_MADE = Text("Produit par « ea kinds --format markdown » ; ne pas modifier à la main.",
             "Made by “ea kinds --format markdown”; do not edit by hand.")  # fmt: skip
_TITLE, _EVERY = Text("Les genres d'éléments", "Kinds of element"), Text("Tout élément", "Every element")
_NO_FIELD = Text("Aucun champ propre.", "No field of its own.")
_SEEN_FROM_IT = Text("vu de lui", "seen from it")
_ANY, _OR, _SEVERAL = Text("tout élément", "any element"), Text(" ou ", " or "), Text(" (plusieurs)", " (several)")
_DATE, _LAST_DAY = Text("date", "date"), Text("date, dernier jour compris", "date, last day included")
_TYPES: Mapping[Any, Text] = {
    str: Text("texte", "text"),
    bool: Text("`true` | `false`", "true | false"),
    int: Text("nombre entier", "whole number"),
    float: Text("nombre", "number"),
    dict: Text("nom : texte", "name: text"),
    tuple: Text("textes", "texts"),
}


def document(described: DescribedKinds, lang: Lang, *, screen: bool = True) -> Document:
    """One kind whole; of several, a list on a screen, else the reference."""
    kinds, vocabulary = described.kinds, described.vocabulary
    if len(kinds) == 1:
        return _one(kinds[0], vocabulary, lang)
    if not screen:
        return _reference(kinds, vocabulary, lang)
    rows = tuple((kind.name, kind.label[lang], _first(meaning(kind, lang))) for kind in kinds)
    return Document(lang, blocks=(Rows(heads(_LIST, lang), rows, headed=False, code=frozenset((0,))),))


def _one(kind: Kind, vocabulary: Vocabulary, lang: Lang) -> Document:
    names = [name for name in kind.fields if name != "id"]
    arriving = vocabulary.inverses(kind.name)
    room = max(len(name) for name in (*names, *arriving))
    fields = tuple(Term(name, (_field(kind, name, lang),)) for name in names)
    ends = tuple(Term(name, (_arriving(name, sources, lang),)) for name, sources in arriving.items())
    blocks = [Section("", (Terms(fields, room, code=True),))]
    blocks += [Section(_SEEN_FROM_IT[lang], (Terms(ends, room, code=True),))] if ends else []
    note = Sentence(f"ArchiMate 3.2{COLON[lang]}`{kind.archimate}`")
    title = Text(f"{kind.label.fr} (`{kind.name}`)", kind.name)[lang]
    return Document(lang, title=title, about=_whole(meaning(kind, lang)), notes=(note,), blocks=tuple(blocks))


def meaning(kind: Kind, lang: Lang) -> str:
    """What a kind is: in words of the workspace that declares it, else as the metamodel says it."""
    if kind.help is not None:
        return kind.help[lang]
    if lang == "fr":
        return MEANINGS.get(kind.name, kind.label.fr)
    return kind.model.__doc__ or kind.label.en


def described_field(kind: Kind, name: str, lang: Lang) -> str:
    """What a field means: in words of the workspace that declares it, else as the metamodel says it."""
    wording = kind.wordings.get(name)
    if wording is None:
        return field_name(kind, name).fr if lang == "fr" else kind.fields[name] or ""
    label = wording.label[lang] if wording.label[lang] != name else ""
    return " – ".join(filter(None, (label, wording.help[lang] if wording.help else "")))


def _field(kind: Kind, name: str, lang: Lang) -> str:
    described = described_field(kind, name, lang)
    return expects(kind, name, lang) + (f" – {described}" if described else "")


def _arriving(name: str, sources: Sequence[Inverse], lang: Lang) -> str:
    """From where a relation arrives; in French, what people call it too."""
    named = f" – {field_name(None, name).fr}" if lang == "fr" else ""
    return f"← {_ends(sources)}{named}"


def _ends(sources: Sequence[Inverse]) -> str:
    return ", ".join(f"{source.kind}.{source.field}" for source in sources)


def _reference(kinds: Sequence[Kind], vocabulary: Vocabulary, lang: Lang) -> Document:
    """What every element has, then each kind with its own fields."""
    common = set.intersection(*(set(kind.fields) for kind in kinds)) - {"id"}
    shared = _table(kinds[0], [name for name in kinds[0].fields if name in common], lang)
    every = Section(_EVERY[lang], (shared,))
    sections = [every, *(_section(kind, vocabulary, common, lang) for kind in kinds)]
    return Document(lang, title=_TITLE[lang], notes=(Sentence(_MADE[lang]),), blocks=tuple(sections))


def _section(kind: Kind, vocabulary: Vocabulary, common: set[str], lang: Lang) -> Section:
    names = [name for name in kind.fields if name not in common and name != "id"]
    archimate = f"ArchiMate 3.2{COLON[lang]}{Text(f'`{kind.archimate}`', kind.archimate)[lang]}."
    blocks: list[Block] = [
        Sentence(_whole(meaning(kind, lang))),
        Sentence(Text(archimate, f"French: {kind.label.fr}. {archimate}")[lang]),
        _table(kind, names, lang) if names else Sentence(_NO_FIELD[lang]),
    ]
    if arriving := vocabulary.inverses(kind.name):
        ends = ", ".join(f"{Text(f'`{name}`', name)[lang]} (← {_ends(sources)})" for name, sources in arriving.items())
        blocks.append(Sentence(f"{capital(_SEEN_FROM_IT[lang])}{COLON[lang]}{ends}."))
    return Section(Text(f"{kind.label.fr} (`{kind.name}`)", kind.name)[lang], tuple(blocks))


def _table(kind: Kind, names: list[str], lang: Lang) -> Rows:
    rows = ((name, expects(kind, name, lang), described_field(kind, name, lang)) for name in names)
    return Rows(heads(_FIELDS, lang), tuple(rows), code=frozenset((0,)))


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _whole(text: str | None) -> str:
    return " ".join((text or "").split())


def expects(kind: Kind, field: str, lang: Lang = "en") -> str:
    """What a field takes, in a few words."""
    if field in kind.links:
        link = kind.links[field]
        wanted = _ANY[lang] if "*" in link.to else _OR[lang].join(_typed(name, lang) for name in link.to)
        return f"→ {wanted}" + ("" if link.one else _SEVERAL[lang])
    if field in kind.choices:
        return " | ".join(_typed(str(word), lang) for word in kind.choices[field])
    if field in kind.dates:
        return (_LAST_DAY if kind.dates[field].is_end else _DATE)[lang]
    if field in kind.parts:
        names = (info.alias or name for name, info in kind.parts[field].model_fields.items())
        return _typed("{" + ", ".join(names) + "}", lang)
    return _plain_type(kind.infos[field].annotation, lang)


def _typed(word: str, lang: Lang) -> str:
    """A word that one types: marked as such among words of another language."""
    return Text(f"`{word}`", word)[lang]


def _plain_type(annotation: Any, lang: Lang) -> str:
    if annotation in _TYPES:
        return _TYPES[annotation][lang]
    if (origin := get_origin(annotation)) in _TYPES:
        return _TYPES[origin][lang]
    inner = [part for part in get_args(annotation) if part is not type(None)]
    if {_plain_type(part, "en") for part in inner} == {_TYPES[int].en, _TYPES[float].en}:
        return _TYPES[float][lang]
    return _plain_type(inner[0], lang) if inner else _TYPES[str][lang]
