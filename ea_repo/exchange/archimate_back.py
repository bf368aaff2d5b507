"""What an import brought from a model of ArchiMate, as that model said it: the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.export import Export
from ea_repo.exchange.inventory import (
    Connection,
    Definition,
    Folder,
    Inventory,
    Node,
    Property,
    Record,
    Relation,
    View,
    Wording,
)  # fmt: skip
from ea_repo.exchange.mapping.mapping_file import well_known
from ea_repo.exchange.mapping.records import rules_for
from ea_repo.exchange.mapping.wordings import LINE_ENDS, WINDOWS, as_description, on_one_line
from ea_repo.exchange.place import Place
from ea_repo.finding import Text
from ea_repo.metamodel import accepts

_FORMATS = ("archimate-exchange", "archi", "coarchi", "archi-csv")
_NOWHERE = Place("")
_BACK = "#back"
"""How the id of the second flow of an exchange both ways ends: it was no relation of its own."""


def as_it_came(export: Export) -> Inventory | None:
    """The model that the elements came from; None where some of them came from nowhere, or from elsewhere."""
    heads = models(export)
    if len(heads) != 1 or len(export.by_kind["inventory"]) != 1:
        return None
    sources = {imported_from(export.written(id)).get("source") for id in export.ids}
    if len(sources) != 1 or None in sources:
        return None
    elements = {id: export.written(id) for id in export.ids}
    return Back(export, elements, heads[0]).inventory()


def not_as_they_came(export: Export) -> Text | None:
    """What of imported models of ArchiMate stays here, where other elements go out with theirs; None where all goes."""
    heads = models(export)
    if not heads or as_it_came(export) is not None:
        return None
    names = ", ".join(map(export.graph.name, heads))
    return Text(
        f"{names} : d'autres éléments sortent avec ceux de ce modèle, qui sort donc dans nos propres mots ; ses vues y "
        "sont, pour ce qu'elles montrent encore, mais non ses identifiants, ses dossiers, ses spécialisations ni ses "
        "points de vue",
        f"{names}: other elements go out with those of this model, which goes in our own words then; its views are "
        "there, with what they still show, but not its ids, its folders, its specialisations nor its viewpoints",
    )


def models(export: Export) -> list[str]:
    """The inventories that came as models of ArchiMate."""
    return [id for id in export.by_kind.get("inventory", ()) if export.written(id).get("format") in _FORMATS]


def imported_from(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an element says of where it came from."""
    return fields.get("imported") or {}


def _more(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What else a source said of something, under its own names."""
    return {name: value for name, value in (imported_from(fields).get("more") or {}).items() if name != LINE_ENDS}


class Back:
    """Makes the model of its elements, as they are written here."""

    def __init__(self, export: Export, elements: Mapping[str, Mapping[str, Any]], head: str) -> None:
        self.graph, self.elements, self.head = export.graph, elements, head
        self.lang = str(elements[head].get("lang") or "")
        self.read_in = export.lang
        self.definitions = {
            str(fields.get("name") or id): str(imported_from(fields)["id"]).partition(":")[2]
            for id, fields in elements.items()
            if self.graph.kind(id) == "definition" and fields.get("defines") == "property"
        }

    def inventory(self) -> Inventory:
        head = self.elements[self.head]
        more = _more(head)
        own = {name: value for name, value in (head.get("properties") or {}).items() if name not in more}
        records: list[Record] = []
        relations: list[Relation] = []
        for id in self.elements:
            relations += self.links(id)
            item = self.item(id)
            if self.graph.kind(id) in ("inventory", "folder", "definition", "diagram") or item["id"].endswith(_BACK):
                continue
            type = imported_from(self.elements[id]).get("type") or str(self.elements[id].get("type") or "")
            if self.graph.kind(id) in ("flow", "relationship"):
                ends = [self.source_id(self.elements[id][end][0]) for end in ("source", "target")]
                relations.append(Relation(type=type, source=ends[0], target=ends[1], **item))
            else:
                records.append(Record(type=type, **item))
        return Inventory(
            format=str(head.get("format")),
            files=(),
            version=str(head.get("version") or ""),
            id=str(head.get("own_id") or ""),
            name=self.wording(head, "name"),
            documentation=self.documentation(head),
            fields=more,
            properties=tuple(self.properties(own, {})),
            records=tuple(records),
            relations=tuple(relations),
            views=tuple(self.view(id) for id in self.elements if self.graph.kind(id) == "diagram"),
            folders=tuple(self.folders()),
            profiles=tuple(self.defined("specialisation")),
            property_definitions=tuple(self.defined("property")),
            viewpoints=tuple(self.defined("viewpoint")),
        )

    def item(self, id: str) -> dict[str, Any]:
        """What records, relations and views have in common."""
        fields = self.elements[id]
        imported = imported_from(fields)
        return {
            "id": str(imported.get("id")),
            "at": _NOWHERE,
            "name": self.wording(fields, "name"),
            "documentation": self.documentation(fields),
            "fields": _more(fields),
            "properties": tuple(self.properties(fields.get("properties") or {}, imported.get("texts") or {})),
            "profiles": tuple(imported.get("profiles") or ()),
            "folder": tuple(imported.get("folder") or ()),
        }

    def wording(self, fields: Mapping[str, Any], name: str) -> Wording:
        """A text in all the languages that it came in; what was corrected here is corrected in one of them."""
        imported = imported_from(fields)
        texts = dict((imported.get("texts") or {}).get(name) or {})
        if not texts:
            return Wording.of(fields.get(name), imported.get("lang") or self.lang)
        as_written = as_description if name == "description" else on_one_line
        written = str(fields.get(name) or "")
        if written not in map(as_written, texts.values()):
            texts[self.read_in if self.read_in in texts else next(iter(texts))] = written
        return Wording(tuple(texts.items()))

    def documentation(self, fields: Mapping[str, Any]) -> Wording:
        """A description, with the line ends that it came with."""
        wording = self.wording(fields, "description")
        if (imported_from(fields).get("more") or {}).get(LINE_ENDS) != WINDOWS:
            return wording
        return Wording(tuple((lang, text.replace("\n", "\r\n")) for lang, text in wording.texts))

    def properties(self, said: Mapping[str, Any], texts: Mapping[str, Any]) -> Iterator[Property]:
        for name, value in said.items():
            for one in value if isinstance(value, list) else [value]:
                others = texts.get(f"properties.{name}")
                if others and str(one) in others.values():
                    wording = Wording(tuple(others.items()))
                else:
                    wording = Wording.of(str(one), self.lang)
                yield Property(name, wording, self.definitions.get(name, ""))

    def source_id(self, value: Any) -> str:
        """The id, in the model, of what a link leads to."""
        id = str(value["to"] if isinstance(value, dict) else value)
        return str(imported_from(self.elements.get(id, {})).get("id") or id)

    def links(self, id: str) -> Iterator[Relation]:
        """The relations that became links of an element, where the links are still there."""
        fields = self.elements[id]
        for link in imported_from(fields).get("links") or ():
            values = fields.get(link["field"]) or ()
            if link["to"] not in [value["to"] if isinstance(value, dict) else value for value in values]:
                continue
            more = dict(link.get("more") or {})
            ends_of_lines = {LINE_ENDS: more.pop(LINE_ENDS, "")}
            texts = more.pop("texts", None) or {}
            said = {**link, "imported": {"texts": texts, "lang": more.pop("lang", ""), "more": ends_of_lines}}
            profiles = tuple(more.pop("profiles", ()))
            ends = [str(imported_from(fields)["id"]), self.source_id(link["to"])]
            if self.comes_back(str(link["type"]), id, link["field"], link["to"]):
                ends.reverse()
            yield Relation(
                id=link["id"], type=link["type"], at=_NOWHERE, source=ends[0], target=ends[1],
                name=self.wording(said, "name"), documentation=self.documentation(said), fields=more,
                properties=tuple(self.properties(link.get("properties") or {}, texts)), profiles=profiles,
            )  # fmt: skip

    def comes_back(self, type: str, holder: str, field: str, pointed: str) -> bool:
        """Whether the relation of a link ended on the element that has the link."""
        mapping = well_known(_FORMATS[0])
        relation = Relation(id="", type=type, at=_NOWHERE, source="", target="")
        rules = rules_for(mapping.relations, modern(relation))[1] if mapping is not None else ()
        for rule in rules:
            turned = rule.back == field
            ends = (pointed, holder) if turned else (holder, pointed)
            wanted = (rule.source, rule.target)
            if field in (rule.link, rule.back) and all(
                end in self.graph and any(accepts(one, self.graph.kind(end)) for one in some)
                for end, some in zip(ends, wanted, strict=True)
            ):
                return turned
        return False

    def view(self, id: str) -> View:
        fields = self.elements[id]
        item = self.item(id)
        item["id"] = item["id"].removeprefix("view:")
        inside: dict[str, list[Mapping[str, Any]]] = {}
        for box in fields.get("boxes") or ():
            inside.setdefault(str(box.get("inside") or ""), []).append(box)
        return View(
            type=str(fields.get("type") or "Diagram"),
            viewpoint=str(fields.get("viewpoint") or ""),
            nodes=tuple(self.node(box, inside) for box in inside.get("", ())),
            connections=tuple(_connection(line, self.lang) for line in fields.get("lines") or ()),
            **item,
        )

    def node(self, box: Mapping[str, Any], inside: Mapping[str, list[Mapping[str, Any]]]) -> Node:
        more = dict(box.get("more") or {})
        return Node(
            id=str(box["id"]), type=str(box.get("type") or ""), at=_NOWHERE, shows=str(box.get("shows") or ""),
            opens=str(box.get("opens") or ""), name=_named(box, more, self.lang),
            x=box.get("left", 0), y=box.get("top", 0),
            width=box.get("width", -1), height=box.get("height", -1), fields=more,
            nodes=tuple(self.node(inner, inside) for inner in inside.get(str(box["id"]), ())),
        )  # fmt: skip

    def folders(self) -> Iterator[Folder]:
        """The folders of the first level, with those in them."""
        above: dict[str, list[str]] = {}
        for id, fields in self.elements.items():
            if self.graph.kind(id) == "folder":
                above.setdefault(next(iter(fields.get("part_of") or ()), ""), []).append(id)
        order = {key: place for place, key in enumerate(self.elements[self.head].get("folders") or ())}

        def made(id: str) -> Folder:
            fields = self.elements[id]
            inner = {self.called(one): made(one) for one in above.get(id, ())}
            content = [inner.pop(part, part) for part in fields.get("content") or ()]
            return Folder(
                id=self.own_id(id), at=_NOWHERE, type=str(fields.get("type") or ""),
                name=self.wording(fields, "name"), documentation=self.documentation(fields),
                fields=_more(fields), content=(*content, *inner.values()),
                properties=tuple(self.properties(fields.get("properties") or {}, {})),
            )  # fmt: skip

        tops = sorted(above.get("", ()), key=lambda folder: order.get(self.called(folder), len(order)))
        return map(made, tops)

    def own_id(self, folder: str) -> str:
        """The id of a folder in its source; empty where it has none, and is known by the names that lead to it."""
        key = self.folder_key(folder)
        named = "/" in key or key.startswith("#") or key == str(self.wording(self.elements[folder], "name"))
        return "" if named else key

    def called(self, folder: str) -> str:
        """What the order of folders calls one."""
        name = str(self.wording(self.elements[folder], "name"))
        return self.own_id(folder) or name or self.folder_key(folder).rpartition("/")[2]

    def folder_key(self, folder: str) -> str:
        return str(imported_from(self.elements[folder])["id"]).removeprefix("folder:")

    def defined(self, what: str) -> Iterator[Definition]:
        for id, fields in self.elements.items():
            if self.graph.kind(id) == "definition" and fields.get("defines") == what:
                own = str(imported_from(fields)["id"]).partition(":")[2]
                yield Definition(
                    id=own, at=_NOWHERE, type=str(fields.get("type") or ""), name=self.wording(fields, "name"),
                    documentation=self.documentation(fields), fields=_more(fields),
                )  # fmt: skip


def _named(shape: Mapping[str, Any], more: dict[str, Any], lang: str) -> Wording:
    names = more.pop("names", None)
    return Wording(tuple(names.items())) if names else Wording.of(shape.get("name"), lang)


def _connection(line: Mapping[str, Any], lang: str) -> Connection:
    more = dict(line.get("more") or {})
    return Connection(
        id=str(line["id"]), type=str(line.get("type") or ""), at=_NOWHERE, source=str(line.get("source") or ""),
        target=str(line.get("target") or ""), shows=str(line.get("shows") or ""),
        name=_named(line, more, lang), fields=more,
    )  # fmt: skip
