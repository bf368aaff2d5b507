"""What only the way back needs: drawings, folders, definitions, and the source itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.exchange.inventory import Connection, Definition, Folder, Inventory, Node, View, Wording
from ea_repo.exchange.mapping.columns import as_plain, texts
from ea_repo.exchange.mapping.draft import Draft, Origin, Proposal, Target
from ea_repo.exchange.mapping.items import Items
from ea_repo.exchange.mapping.keys import INVENTORY, called, definition_key, folder_key, view_key
from ea_repo.exchange.mapping.wordings import Languages, as_description, line_ends, on_one_line

_UNSIZED = -1


class Kept:
    """Proposes elements of the kinds that stand apart."""

    def __init__(self, draft: Draft, items: Items, languages: Languages, source: str) -> None:
        self._draft, self._items, self._languages, self._source = draft, items, languages, source

    def take(self) -> None:
        """Proposes all that the source holds beside its records and relations."""
        inventory = self._draft.inventory
        for view in inventory.views:
            self._add(self._diagram(view))
            self._draft.count(view.type, "kept")
        for place, folder in enumerate(inventory.folders):
            self._folder(folder, (), "", place)
        for what, definitions in (
            ("specialisation", inventory.profiles),
            ("property", inventory.property_definitions),
            ("viewpoint", inventory.viewpoints),
        ):
            for definition in definitions:
                self._add(self._definition(what, definition))
        self._add(self._inventory(inventory))

    def _add(self, proposal: Proposal) -> None:
        self._draft.proposals.setdefault(proposal.key, proposal)

    def _diagram(self, view: View) -> Proposal:
        proposal = self._items.proposal(view, "diagram", view_key(view))
        self._items.rest(proposal, view)
        proposal.fields["type"] = view.type
        if view.viewpoint:
            proposal.fields["viewpoint"] = view.viewpoint
        shown = dict.fromkeys([node.shows for node in view.all_nodes()] + [line.shows for line in view.connections])
        if on_it := [Target(key=key) for key in shown if key in self._draft.proposals]:
            proposal.fields["shows"] = on_it
        if boxes := [box for node in view.nodes for box in self._boxes(node, "")]:
            proposal.fields["boxes"] = boxes
        if lines := [self._line(line) for line in view.connections]:
            proposal.fields["lines"] = lines
        return proposal

    def _boxes(self, node: Node, inside: str) -> Iterator[dict[str, Any]]:
        """A box and those in it, outer ones first; sizes that the tool chooses are left out."""
        more = _more(node.fields, node.name)
        yield _said(
            id=node.id, type=node.type, shows=node.shows, opens=node.opens, name=str(node.name), inside=inside,
            left=node.x, top=node.y, width=None if node.width == _UNSIZED else node.width,
            height=None if node.height == _UNSIZED else node.height, more=more,
        )  # fmt: skip
        for inner in node.nodes:
            yield from self._boxes(inner, node.id)

    def _line(self, line: Connection) -> dict[str, Any]:
        return _said(
            id=line.id, type=line.type, source=line.source, target=line.target, shows=line.shows,
            name=str(line.name), more=_more(line.fields, line.name),
        )  # fmt: skip

    def _folder(self, folder: Folder, path: tuple[str, ...], above: str, place: int) -> None:
        key = folder_key(folder, path, place)
        proposal = self._named(key, "folder", folder.at, folder)
        if folder.type:
            proposal.fields["type"] = folder.type
        if above:
            proposal.fields["part_of"] = [Target(key=above)]
        parts = enumerate(folder.content)
        ids = [called(part, number) if isinstance(part, Folder) else part for number, part in parts]
        if content := [id for id in ids if id]:
            proposal.fields["content"] = content
        for given in folder.properties:
            proposal.fields.setdefault("properties", {})[given.name] = str(given.value)
        self._add(proposal)
        for number, part in enumerate(folder.content):
            if isinstance(part, Folder):
                self._folder(part, (*path, called(folder, place)), key, number)

    def _definition(self, what: str, definition: Definition) -> Proposal:
        proposal = self._named(definition_key(what, definition), "definition", definition.at, definition)
        proposal.fields["defines"] = what
        if definition.type:
            proposal.fields["type"] = definition.type
        return proposal

    def _named(self, key: str, kind: str, at: Any, thing: Folder | Definition) -> Proposal:
        languages = self._languages
        name = on_one_line(languages.chosen(thing.name))
        description = as_description(languages.chosen(thing.documentation))
        remembered = {
            "name": languages.remembered(thing.name, name) or languages.of_none(thing.name),
            "description": languages.remembered(thing.documentation, description)
            or languages.of_none(thing.documentation),
        }
        langs = {lang for lang, _ in (*thing.name.texts, *thing.documentation.texts)} - {languages.own}
        origin = Origin(
            lang=langs.pop() if len(langs) == 1 else "",
            texts={field: said for field, said in remembered.items() if said},
            more={
                **{name: as_plain(value) for name, value in thing.fields.items() if value is not None},
                **line_ends(thing.documentation),
            },
        )
        proposal = Proposal(key, kind, at, name, name or kind, origin=origin)
        if name:
            proposal.fields["name"] = name
        if description:
            proposal.fields["description"] = description
        return proposal

    def _inventory(self, inventory: Inventory) -> Proposal:
        languages = self._languages
        own_name = "" if inventory.tabular else on_one_line(languages.chosen(inventory.name))
        name = own_name or self._source
        description = as_description(languages.chosen(inventory.documentation))
        remembered = {
            "name": languages.remembered(inventory.name, name) if own_name else {},
            "description": languages.remembered(inventory.documentation, description),
        }
        fields: dict[str, Any] = {
            "name": name,
            "description": description,
            "format": inventory.format,
            "version": inventory.version,
            "files": [file.name for file in inventory.files][:_FILES],
            "sha256": inventory.digest,
            "lang": languages.own,
            "own_id": inventory.id,
            "folders": [called(folder, place) for place, folder in enumerate(inventory.folders)],
        }
        properties = {given.name: str(given.value) for given in inventory.properties}
        for name_, value in inventory.fields.items():
            if said := texts(value):
                properties.setdefault(name_, said[0] if len(said) == 1 else "; ".join(said))
        if properties:
            fields["properties"] = properties
        more = {name: as_plain(value) for name, value in inventory.fields.items() if value is not None}
        more |= line_ends(inventory.documentation)
        origin = Origin(texts={field: said for field, said in remembered.items() if said}, more=more)
        written = {name: value for name, value in fields.items() if value not in ("", [], None)}
        at = inventory.records[0].at if inventory.records else _first(inventory.files)
        return Proposal(INVENTORY, "inventory", at, name, self._source, written, origin=origin)


_FILES = 50
"""How many names of files an inventory remembers: of a folder of thousands, the digest says enough."""


def _first(files: Sequence[Any]) -> Any:
    from ea_repo.exchange.place import Place

    return Place(files[0].name if files else "?")


def _more(fields: Any, name: Wording) -> dict[str, Any]:
    more = {key: as_plain(value) for key, value in fields.items() if value is not None}
    if len(name.texts) > 1:
        more["names"] = dict(name.texts)
    return more


def _said(**parts: Any) -> dict[str, Any]:
    """What is said: nothing empty; a position of 0 is left out too."""
    return {
        name: value
        for name, value in parts.items()
        if name == "id" or not (value is None or value == "" or value == {} or value == 0)
    }
