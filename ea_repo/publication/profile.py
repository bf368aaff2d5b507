"""A profile of publication: what an audience is not shown, as data, one file of `publication/` an audience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ea_repo.finding import Position, Text, Wrong
from ea_repo.graph import Graph
from ea_repo.load.definition_file import DefinitionUnreadable, Words, read_definition
from ea_repo.load.files import Source, sources
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.yaml import Document, parse
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.field_types import Flag, Line, Several
from ea_repo.metamodel.link import ID_PATTERN
from ea_repo.publication.mentions import Mentions, folded
from ea_repo.select import Selector, SelectorError
from ea_repo.select.validation import check as check_selector
from ea_repo.suggest import did_you_mean

FOLDER = "publication"
EVERYTHING = "everything"
"""The audience that is shown everything: no profile has this name."""
REQUEST = "request"
"""What a profile calls the requests, beside the kinds of element."""
_ANY_KIND = "*"
_WORD = 3
"""From as many letters on, a word of a name tells whose it is."""
Names = Annotated[tuple[Line, ...], Several]
Place = tuple[str | int, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dropped(_Part):
    """What is not shown, nor anything that mentions it."""

    kinds: Names = Field((), description="kinds of element, with their special cases; `request`: the requests")
    fields: dict[str, Names] = Field(
        {}, description="fields, by the kind that has them (`*`: every kind; `request`: the requests)"
    )
    elements: Annotated[tuple[dict[str, Any], ...], BeforeValidator(lambda value: _listed(value))] = Field(
        (), description="selectors: the elements that any of them chooses, with their parts"
    )
    maps: Names = Field((), description="views of cartography/, by their ids")
    rules: Names = Field((), description="rules of the charter, by their ids")
    words: Names = Field((), description="further words that no text may mention")


class Replacement(_Part):
    """What an element is called instead of its name."""

    name: Line | None = Field(None, description="what people call it; its aliases are left out")
    id: Annotated[str, Field(pattern=f"^{ID_PATTERN}$")] | None = Field(
        None, description="its id, in addresses and wherever it is referred to"
    )


class Profile(_Part):
    """What an audience is shown: all but this."""

    title: Words = Field(description="who the audience is")
    marking: Words | None = Field(None, description="what every page bears: « Diffusion restreinte »")
    safe: Flag = Field(False, description="whether what leaves the house is for this audience, unless told otherwise")
    drop: Dropped = Dropped()
    replace: dict[str, Replacement] = Field({}, description="by its id, what an element is called instead")
    may_say: Names = Field(
        (), description="words that may be shown though they name what is not: those of everyday language"
    )
    illustrative: Flag = Field(False, description="an example, not what the organisation decided")


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


@dataclass(frozen=True)
class Audience:
    """A profile with its name, that of its file, and where its parts are written."""

    name: str
    file: str
    profile: Profile
    document: Document

    def refused(self, place: Place, why: Text) -> DefinitionUnreadable:
        """What to raise for a part of it that cannot be meant."""
        return DefinitionUnreadable(Position(self.file, *self.document.place(place)), why)

    def check(self, graph: Graph, rules: Iterable[str], maps: Iterable[str]) -> None:
        """Raises DefinitionUnreadable, with its place, for what this workspace has not, or what would still tell."""
        for place, why in self._mistakes(graph, list(rules), list(maps)):
            raise self.refused(place, why)

    def _mistakes(self, graph: Graph, rules: list[str], maps: list[str]) -> Iterator[tuple[Place, Text]]:
        drop = self.profile.drop
        kinds = [*graph.vocabulary.kinds, REQUEST]
        yield from self._unknown_names("kinds", drop.kinds, kinds, Text("genre inconnu", "unknown kind"))
        yield from self._unknown_names("rules", drop.rules, rules, Text("règle inconnue", "unknown rule"))
        yield from self._unknown_names("maps", drop.maps, maps, Text("vue inconnue", "unknown view"))
        yield from self._wrong_fields(graph.vocabulary)
        for number, written in enumerate(drop.elements):
            try:
                check_selector(Selector.parse(written), graph, strict=True)
            except SelectorError as error:
                yield self._item("drop", "elements", number), error.message
        yield from self._wrong_replacements(graph)

    def _unknown_names(
        self, key: str, names: Iterable[str], known: Sequence[str], what: Text
    ) -> Iterator[tuple[Place, Text]]:
        for number, name in enumerate(names):
            if name not in known:
                yield self._item("drop", key, number), _unknown(what, name, known)

    def _wrong_fields(self, vocabulary: Vocabulary) -> Iterator[tuple[Place, Text]]:
        for kind, fields in self.profile.drop.fields.items():
            known = _fields(vocabulary, kind)
            if not known:
                kinds = [*vocabulary.kinds, _ANY_KIND, REQUEST]
                yield ("drop", "fields", kind), _unknown(Text("genre inconnu", "unknown kind"), kind, kinds)
                continue
            for number, field in enumerate(fields):
                place = self._item("drop", "fields", kind, number)
                if field not in known:
                    yield place, _unknown(Text("champ inconnu", "unknown field"), field, known)
                elif _is_needed(vocabulary, kind, field):
                    fr = f"« {field} » ne peut manquer à un élément de ce genre : retirer le genre, ou ces éléments"
                    en = f"an element of this kind cannot be without “{field}”: drop the kind, or elements"
                    yield place, Text(fr, en)

    def _item(self, *path: str | int) -> Place:
        """The place of an item of a list, which may be written alone."""
        return path if path in self.document.marks else path[:-1]

    def _wrong_replacements(self, graph: Graph) -> Iterator[tuple[Place, Text]]:
        taken: dict[str, str] = {}
        for id, new in self.profile.replace.items():
            if id not in graph:
                yield ("replace", id), _unknown(Text("élément inconnu", "unknown element"), id, graph)
                continue
            if new.id is not None and (new.id in graph or new.id in taken):
                fr = f"« {new.id} » est déjà l'identifiant d'un élément"
                yield ("replace", id, "id"), Text(fr, f"“{new.id}” is the id of an element already")
            taken[new.id or id] = id
            names = Mentions([*names_of(graph, id)])
            if new.name is not None and new.id is None and _says(id, names_of(graph, id)):
                fr = f"l'identifiant « {id} » dit encore le nom remplacé : en donner un autre (id)"
                yield (
                    ("replace", id),
                    Text(fr, f"the id “{id}” still says the name that is replaced: give another one (id)"),
                )
            for key, value in (("name", new.name), ("id", new.id)):
                if value is not None and new.name is not None and names.within(value):
                    fr = f"« {value} » dit encore le nom remplacé"
                    yield ("replace", id, key), Text(fr, f"“{value}” still says the name that is replaced")


def names_of(graph: Graph, id: str) -> Iterator[str]:
    """What people call an element: its name, its aliases."""
    if (name := graph.value(id, "name")) is not None:
        yield str(name)
    yield from map(str, graph.value(id, "aliases") or ())


def _says(id: str, names: Iterable[str]) -> bool:
    """Whether an id says a word of one of these names."""
    words = {word for name in names for word in folded(name).split() if len(word) >= _WORD}
    return Mentions(words).within(id)


def _fields(vocabulary: Vocabulary, kind: str) -> list[str]:
    """The fields that a profile may drop of a kind; none of what is no kind."""
    if kind == REQUEST:
        from ea_repo.load.requests import Option, Request

        return [*Request.model_fields, *Option.model_fields]
    kinds = [vocabulary.kinds[name] for name in family(vocabulary, kind)]
    return list(dict.fromkeys(name for known in kinds for name in known.fields if name != "id"))


def family(vocabulary: Vocabulary, kind: str) -> tuple[str, ...]:
    """A kind and its special cases (`*`: every kind); none of what is no kind of element."""
    return vocabulary.family(kind) if kind == _ANY_KIND or kind in vocabulary.kinds else ()


def _is_needed(vocabulary: Vocabulary, kind: str, field: str) -> bool:
    """Whether elements of a kind cannot be without a field: it is an end of theirs, or must be written."""
    if kind == REQUEST:
        return field in ("title", "options")
    for name in family(vocabulary, kind):
        known = vocabulary.kinds[name]
        link, written = known.links.get(field), known.model.model_fields.get(field)
        if (link is not None and link.end) or (written is not None and written.is_required()):
            return True
    return False


def _unknown(what: Text, name: str, known: Iterable[str]) -> Text:
    hint = did_you_mean(name, known)
    return Text(f"{what.fr} : « {name} »{hint.fr}", f"{what.en}: “{name}”{hint.en}")


class NoAudience(Wrong):
    """A name that no profile of the workspace has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        known = [*known, EVERYTHING]
        hint = did_you_mean(name, known)
        listed = ", ".join(known)
        super().__init__(
            Text(
                f"aucun profil de diffusion « {name} » dans {FOLDER}/{hint.fr} : {listed}",
                f"no audience “{name}” in {FOLDER}/{hint.en}: {listed}",
            )
        )


def audiences(root: Path, limits: Limits = USUAL) -> Mapping[str, Audience]:
    """The audiences of a workspace by their names; raises DefinitionUnreadable for a profile that is wrong.

    One that cannot be read is never passed over: it may be the safe one.
    """
    read = {audience.name: audience for audience in map(_read, sources(root, FOLDER, limits))}
    safe = [audience for audience in read.values() if audience.profile.safe]
    if len(safe) > 1:
        fr = f"« {safe[0].name} » est déjà le profil sûr : il n'y en a qu'un"
        raise safe[1].refused(("safe",), Text(fr, f"“{safe[0].name}” is the safe profile already: there is one"))
    return read


def safe_audience(root: Path, limits: Limits = USUAL) -> str | None:
    """The audience for whom everything is that leaves the house, where the workspace has one."""
    return next((name for name, audience in audiences(root, limits).items() if audience.profile.safe), None)


def _read(source: Source) -> Audience:
    for flaw in source.findings:
        raise DefinitionUnreadable(flaw.at or Position(source.file), flaw.message)
    document = parse(source.text or "", marks=True)
    audience = Audience(Path(source.file).stem, source.file, read_definition(Profile, source.file, document), document)
    if audience.name == EVERYTHING:
        fr = f"« {EVERYTHING} » veut dire sans profil : donner un autre nom au fichier"
        raise audience.refused((), Text(fr, f"“{EVERYTHING}” means no profile: give the file another name"))
    for number, name in enumerate(audience.profile.drop.words):
        if not folded(name) and not name.strip():
            raise audience.refused(("drop", "words", number), Text("mot vide", "empty word"))
    return audience
