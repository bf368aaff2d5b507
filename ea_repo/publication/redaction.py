"""What a profile means in a workspace: which elements are not shown, and which names no text may mention.

What cannot be without an element goes with it: its parts, the flows of which it is an end or that pass through it, what
it provides, what has its id in its own. So does every name of what is not shown, wherever it is written.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.declaration import Wording
from ea_repo.metamodel.link import Link
from ea_repo.publication.mentions import Mentions, folded
from ea_repo.publication.profile import Profile, Replacement, family, names_of
from ea_repo.select import Selector

_KEPT_FROM_SOURCES = "imported"
"""The field in which an import keeps what its source said: other names of the same things, in words of elsewhere."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why an element is not shown: the profile drops it, it goes with another one, its id says a name of one.

    Or it is what an import keeps of what its source said, for itself, which no audience is shown.
    """

    reason: Literal["dropped", "with", "says", "imported"]
    because: str = ""
    """The id of the other one, or the name; nothing where it cannot be read without what is not shown of it."""


@dataclass(frozen=True)
class Redaction:
    """What is taken out of the records and the texts of a workspace, and what is replaced in them."""

    vocabulary: Vocabulary
    why: Mapping[str, Why]
    """The elements that are not shown, each with the reason."""
    kinds: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    """By kind, the fields that are not shown; those of requests under `request`."""
    gone: Mentions
    """The names of what is not shown."""
    new_names: Mapping[str, str]
    """What elements are called instead of their names."""
    new_ids: Mapping[str, str]
    within_ids: Mapping[str, str]
    """What stands in ids in the place of each name that is replaced."""
    new_words: Mapping[str, str]
    """What stands in texts in the place of each name that is replaced."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The elements that are not shown."""
        return frozenset(self.why)

    @cached_property
    def _unsaid(self) -> frozenset[str]:
        """The ids that no text may be: what an import keeps has ids of its source, which may be words of ours."""
        return frozenset(id for id, why in self.why.items() if why.reason != "imported")

    @cached_property
    def _ids_within(self) -> Mentions:
        return Mentions(self.within_ids)

    @cached_property
    def _new_words(self) -> Mentions:
        return Mentions(self.new_words)

    def without(self, ids: Iterable[str], graphs: Sequence[Graph]) -> Redaction:
        """The same, with more elements that are not shown, with what goes with them; their names tell nothing."""
        why = {**dict.fromkeys(ids, Why("with")), **self.why}
        while more := {id: Why("with", other) for graph in graphs for id, other in _going_with(graph, why)}:
            why |= more
        return replace(self, why=why)

    def shows(self, id: str) -> bool:
        """Whether an element, or what may be one, is shown under its id."""
        return id not in self.ids and not self.gone.within(id)

    def id(self, id: str) -> str:
        """The id that an element is shown under."""
        return self._ids_within.replaced_inside(id)

    def text(self, text: str) -> str | None:
        """A text as it is shown; None where it mentions what is not, or a name that cannot be replaced there."""
        if text in self._unsaid or self.gone.within(text):
            return None
        return self.new_ids[text] if text in self.new_ids else self._new_words.replaced(text)

    def words(self, value: Any) -> Any:
        """Plain data of which every text must stay: one that mentions what is not shown is told as nothing."""
        match value:
            case str():
                return "…" if (text := self.text(value)) is None else text
            case dict():
                return {key: self.words(part) for key, part in value.items()}
            case list() | tuple():
                return [self.words(item) for item in value]
            case _:
                return value

    def value(self, value: Any) -> Any:
        """Plain data as they are shown, None where nothing of them is: a part that mentions what is not is left out."""
        match value:
            case str():
                return self.text(value)
            case dict():
                parts = ((self._key(name), part, self.value(part)) for name, part in value.items())
                shown = {key: new for key, part, new in parts if key is not None and (new is not None or part is None)}
                return shown if shown or not value else None
            case list() | tuple():
                items = [item for item in map(self.value, value) if item is not None]
                return items if items or not value else None
            case _:
                return value

    def _key(self, key: Any) -> Any:
        return self.text(key) if isinstance(key, str) else key

    def mentioned_in(self, value: Any) -> bool:
        """Whether plain data mention anywhere what is not shown, or a name that cannot be replaced there."""
        match value:
            case str():
                return self.text(value) is None
            case dict():
                return any(self.mentioned_in(name) or self.mentioned_in(part) for name, part in value.items())
            case list() | tuple():
                return any(map(self.mentioned_in, value))
            case _:
                return False

    def names_nothing(self, name: str) -> bool:
        """Whether the name of a file, a rule or a view says neither what is not shown nor what is called otherwise."""
        return not self.mentioned_in(name) and self.id(name) == name

    def element(self, kind: str, id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What is shown of an element: its fields as plain data."""
        known, hidden = self.vocabulary.kinds[kind], self.fields.get(kind, frozenset())
        shown: dict[str, Any] = {}
        for name, value in fields.items():
            if name in hidden or name == _KEPT_FROM_SOURCES or (name == "aliases" and id in self.new_names):
                continue
            if name in known.links:
                part = list(self._links(value)) or ([] if value == [] else None)
            elif name in known.choices and name in known.wordings:
                part = self._choice(value, known.wordings[name])
            elif name in known.choices or name in known.dates or value is None:
                part = value
            else:
                part = self.value(value)
            if part is not None or value is None:
                shown[name] = part
        if id in self.new_names:
            shown["name"] = self.new_names[id]
        return shown

    def _choice(self, word: Any, wording: Wording) -> Any:
        """The word of a choice that the workspace declares; None where it, or its label, cannot be told."""
        label = wording.choices.get(str(word))
        return None if label is not None and self.mentioned_in([label.fr, label.en]) else self.value(word)

    def _links(self, value: Any) -> Iterator[Any]:
        """The values of a link that are shown; one that holds only for what is not shown would hold for others."""
        for ref in value if isinstance(value, list | tuple) else (value,):
            if isinstance(ref, str) and self.shows(ref):
                yield self.id(ref)
            elif isinstance(ref, dict) and self.shows(str(ref.get("to"))) and not self.mentioned_in(ref.get("for")):
                details = self.value({name: part for name, part in ref.items() if name != "to"}) or {}
                yield {"to": self.id(ref["to"]), **details}


def redaction(
    profile: Profile,
    graphs: Sequence[Graph],
    titles: Iterable[str],
) -> Redaction:
    """What a profile means in these graphs: the model, and the model with each change file.

    `titles` are the names of the rules, views and requests that are not shown.
    """
    vocabulary = graphs[0].vocabulary
    drop = profile.drop
    kinds = frozenset(name for kind in drop.kinds for name in family(vocabulary, kind))
    fields: dict[str, set[str]] = {kind: set(names) for kind, names in drop.fields.items()}
    for kind, names in drop.fields.items():
        for name in family(vocabulary, kind):
            fields.setdefault(name, set()).update(names)
    apart = [name for name, known in vocabulary.kinds.items() if known.apart]
    chosen = {id for graph in graphs for id in _chosen(profile, graph, kinds)}
    beside = (id for graph in graphs for kind in apart for id in graph.exactly(kind))
    words = [*drop.words, *titles]
    everyday = frozenset(map(folded, profile.may_say))
    for graph in graphs:
        words += (name for id in chosen if id in graph for name in _identifying(graph, id))
    why, gone = _closed(graphs, chosen, words, everyday)
    new = {id: replacement for id, replacement in profile.replace.items() if id not in why}
    return Redaction(
        vocabulary,
        {**dict.fromkeys(beside, Why("imported")), **why},
        kinds,
        {kind: frozenset(names) for kind, names in fields.items()},
        gone,
        {id: replacement.name for id, replacement in new.items() if replacement.name is not None},
        {id: replacement.id for id, replacement in new.items() if replacement.id is not None},
        _within_ids(graphs, new),
        _new_words(graphs, new),
    )


def _chosen(profile: Profile, graph: Graph, kinds: frozenset[str]) -> Iterator[str]:
    """The elements that a profile drops itself, with their parts."""
    for kind in kinds:
        yield from graph.exactly(kind)
    for written in profile.drop.elements:
        for id in Selector.parse(written).select(graph):
            yield from graph.parts(id)


def _closed(
    graphs: Sequence[Graph], chosen: Iterable[str], words: list[str], everyday: frozenset[str]
) -> tuple[dict[str, Why], Mentions]:
    """The elements chosen with all that goes with them, each with the reason, and every name of theirs."""
    why = dict.fromkeys(chosen, Why("dropped"))
    words += why
    gone = _names(words, everyday)
    while more := _more(graphs, why, gone):
        why |= more
        # What a flow is called is often what it brings: a name that something shown has too is not its own.
        shared = {folded(name) for graph in graphs for id in graph if id not in why for name in names_of(graph, id)}
        own = (name for graph in graphs for id in more if id in graph for name in names_of(graph, id))
        words += [*more, *(name for name in own if folded(name) not in shared)]
        gone = _names(words, everyday)
    return why, gone


def _names(words: Iterable[str], everyday: frozenset[str]) -> Mentions:
    return Mentions([word for word in words if folded(word) not in everyday])


def _more(graphs: Sequence[Graph], why: Mapping[str, Why], gone: Mentions) -> dict[str, Why]:
    """The further elements that go with these, or whose ids say one of the names."""
    more = {id: Why("with", other) for graph in graphs for id, other in _going_with(graph, why)}
    for graph in graphs:
        for id in graph:
            if id not in why and id not in more and (word := gone.first(id)) is not None:
                more[id] = Why("says", word)
    return more


def _going_with(graph: Graph, ids: Container[str]) -> Iterator[tuple[str, str]]:
    """The elements that cannot be without one of these (parts, flows, instances, what is provided), with that one."""
    for name, known in graph.vocabulary.kinds.items():
        held = [field for field, link in known.links.items() if _binds(link)]
        for id, *values in graph.rows(name, *held) if held else ():
            other = next((ref.to for refs in values for ref in refs or () if ref.to in ids), None)
            if id not in ids and other is not None:
                yield id, other


def _binds(link: Link) -> bool:
    """Whether an element is nothing by itself without what this link of it points at."""
    return link.end or link.needed or link.lends_dates or link.whole


def _identifying(graph: Graph, id: str) -> Iterator[str]:
    """What says who an element is: its names, and the numbers that it is registered under."""
    yield from names_of(graph, id)
    definition = graph.definition(id)
    if "identifiers" in definition.fields:
        yield from _texts(graph.value(id, "identifiers"))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in _texts(part))
        case list() | tuple():
            yield from (text for part in value for text in _texts(part))


def _within_ids(graphs: Sequence[Graph], new: Mapping[str, Replacement]) -> dict[str, str]:
    """What stands in ids for the ids and the names that are replaced."""
    words: dict[str, str] = {}
    for id, replacement in new.items():
        graph = next((graph for graph in graphs if id in graph), None)
        if replacement.name is not None and graph is not None:
            words |= dict.fromkeys(_identifying(graph, id), replacement.id or id)
        if replacement.id is not None:
            words[id] = replacement.id
    return words


def _new_words(graphs: Sequence[Graph], new: Mapping[str, Replacement]) -> dict[str, str]:
    """What stands in texts for the names that are replaced."""
    words: dict[str, str] = {}
    for id, replacement in new.items():
        graph = next((graph for graph in graphs if id in graph), None)
        if replacement.id is not None:
            words[id] = replacement.name or replacement.id
        if replacement.name is not None and graph is not None:
            words |= dict.fromkeys(_identifying(graph, id), replacement.name)
    return words
