"""A system in ArchiMate's exchange format, for the programs that read nothing else."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ea_repo.graph import Graph
from ea_repo.metamodel import kind

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<model identifier="id-system" '
    'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<name xml:lang="fr">system</name>\n<elements>\n'
)


def export(graph: Graph, file: Path) -> None:
    """Writes a system in ArchiMate's exchange format: elements, flows and links as relationships, fields as properties.

    What a relationship cannot hold there (the data, the standards, the platform of a flow) is left out.
    """
    definitions: dict[str, str] = {}
    relationships: list[str] = []

    def relate(type: str, source: str, target: str, inside: str = "") -> None:
        ends = f"source={quoteattr('id-' + source)} target={quoteattr('id-' + target)}"
        head = f'<relationship identifier="r-{len(relationships)}" {ends} xsi:type="{type}">'
        relationships.append(f"{head}{inside}</relationship>\n")

    with file.open("w", encoding="utf-8") as xml:
        xml.write(_HEAD)
        for id in graph:
            archimate = kind(graph.kind(id)).model.archimate
            if archimate == "Flow":
                for source, target in product(graph.targets(id, "source"), graph.targets(id, "target")):
                    relate("Flow", source, target, _properties(graph, id, definitions))
                continue
            head = f'<element identifier={quoteattr("id-" + id)} xsi:type="{archimate}">'
            xml.write(f'{head}<name xml:lang="fr">{id}</name>{_properties(graph, id, definitions)}</element>\n')
            for link in kind(graph.kind(id)).links:
                for target in graph.targets(id, link):
                    relate("Association", id, target)
        xml.write("</elements>\n<relationships>\n")
        xml.writelines(relationships)
        xml.write("</relationships>\n<propertyDefinitions>\n")
        for name, identifier in definitions.items():
            head = f'<propertyDefinition identifier="{identifier}" type="string">'
            xml.write(f'{head}<name xml:lang="fr">{name}</name></propertyDefinition>\n')
        xml.write("</propertyDefinitions>\n</model>\n")


def _properties(graph: Graph, id: str, definitions: dict[str, str]) -> str:
    """What an element says that is neither a link nor its name, as the properties that the exchange format has."""
    links = kind(graph.kind(id)).links
    fields = [(name, value) for name, value in graph.record(id).fields.items() if name not in links and name != "name"]
    values = ((name, one) for name, value in fields for one in (value if isinstance(value, tuple) else (value,)))
    properties = "".join(
        f'<property propertyDefinitionRef="{definitions.setdefault(name, f"p{len(definitions)}")}">'
        f'<value xml:lang="fr">{escape(str(value))}</value></property>'
        for name, value in values
    )
    return f"<properties>{properties}</properties>" if properties else ""
