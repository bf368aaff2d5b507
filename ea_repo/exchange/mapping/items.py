"""A thing of a source as a proposed element: its name, its description, its properties, and what it remembers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Inventory, Item
from ea_repo.exchange.mapping.columns import as_plain, texts
from ea_repo.exchange.mapping.draft import Origin, Proposal
from ea_repo.exchange.mapping.language import Mapping
from ea_repo.exchange.mapping.wordings import Languages, as_description, line_ends, on_one_line


class Items:
    """Makes proposals of records, relations and views."""

    def __init__(self, inventory: Inventory, mapping: Mapping, languages: Languages) -> None:
        self._format_facts = mapping.rest == "more"
        self._dropped = frozenset(mapping.drop)
        self._languages = languages
        self._profiles = {profile.id: str(profile.name) for profile in inventory.profiles}

    def proposal(self, item: Item, kind: str, key: str = "") -> Proposal:
        """The proposal of an item: without its fields."""
        languages = self._languages
        name = on_one_line(languages.chosen(item.name))
        description = as_description(languages.chosen(item.documentation))
        remembered = {
            "name": languages.remembered(item.name, name) or languages.apart(item, item.name),
            "description": languages.remembered(item.documentation, description)
            or languages.apart(item, item.documentation),
        }
        origin = Origin(
            type=item.type,
            folder=tuple(folder for folder in item.folder if folder.strip()),
            profiles=item.profiles,
            lang=languages.of(item),
            texts={field: said for field, said in remembered.items() if said},
            more=dict(line_ends(item.documentation)),
        )
        proposal = Proposal(key or item.id, kind, item.at, name, name, origin=origin)
        if name:
            proposal.fields["name"] = name
        if description:
            proposal.fields["description"] = description
        return proposal

    def concept(self, item: Item, kind: str = "concept") -> Proposal:
        """The proposal of an item that is kept as it came, with all that it says."""
        proposal = self.proposal(item, kind)
        proposal.fields["type"] = modern(item)
        self.rest(proposal, item)
        return proposal

    def rest(self, proposal: Proposal, item: Item, taken: Collection[str] = (), *, drop: bool = False) -> None:
        """Adds what the fields of a proposal do not say: properties, and what matters on the way back."""
        properties: dict[str, Any] = {}
        if not drop:
            for given in item.properties:
                if given.name not in taken:
                    value = self._languages.chosen(given.value)
                    _put(properties, given.name or given.definition, value)
                    if others := self._languages.remembered(given.value, value):
                        proposal.origin.texts[f"properties.{given.name}"] = others
            left = {
                name: value
                for name, value in item.fields.items()
                if name not in taken and name not in self._dropped and value is not None
            }
            if self._format_facts:
                proposal.origin.more.update((name, as_plain(column)) for name, column in left.items())
            else:
                for name, column in left.items():
                    if said := texts(column):
                        properties[name] = said[0] if len(said) == 1 else list(said)
        if properties:
            proposal.fields["properties"] = {**properties, **proposal.fields.get("properties", {})}


def _put(properties: dict[str, Any], name: str, value: str) -> None:
    """Adds a value of a property: one that is given several times has them all."""
    before = properties.get(name)
    if before is None:
        properties[name] = value
    else:
        properties[name] = [*(before if isinstance(before, list) else [before]), value]
