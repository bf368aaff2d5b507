"""A system in ArchiMate's exchange format, for the programs that read nothing else."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ea_repo.graph import Graph
from ea_repo.metamodel import kind
from ea_repo.select.paths import plain


def said(graph: Graph, id: str, defined: dict[str, str]) -> str:
    """What an element says that is neither a link nor its name, as the properties that the exchange format has."""
    links = kind(graph.kind(id)).links
    written = [(name, value) for name, value in graph.record(id).fields.items() if name not in links and name != "name"]
    several = ((name, one) for name, value in written for one in (value if isinstance(value, tuple) else (value,)))
    properties = "".join(
        f'<property propertyDefinitionRef="{defined.setdefault(name, f"p{len(defined)}")}">'
        f'<value xml:lang="fr">{escape(str(plain(one)))}</value></property>'
        for name, one in several
    )
    return f"<properties>{properties}</properties>" if properties else ""


def exported(graph: Graph, file: Path) -> None:
    """Writes a system in ArchiMate's exchange format: elements, flows and links as relationships, fields as properties.

    What a relationship cannot hold there (the data, the standards, the platform of a flow) is left out.
    """
    defined: dict[str, str] = {}
    relationships: list[str] = []

    def relate(type: str, source: str, target: str, inside: str = "") -> None:
        ends = f"source={quoteattr('id-' + source)} target={quoteattr('id-' + target)}"
        head = f'<relationship identifier="r-{len(relationships)}" {ends} xsi:type="{type}">'
        relationships.append(f"{head}{inside}</relationship>\n")

    with file.open("w", encoding="utf-8") as written:
        written.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<model identifier="id-system" '
            'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<name xml:lang="fr">system</name>\n<elements>\n'
        )
        for id in graph:
            of = kind(graph.kind(id))
            if of.model.archimate == "Flow":
                for source, target in product(graph.targets(id, "source"), graph.targets(id, "target")):
                    relate("Flow", source, target, said(graph, id, defined))
                continue
            head = f'<element identifier={quoteattr("id-" + id)} xsi:type="{of.model.archimate}">'
            written.write(f'{head}<name xml:lang="fr">{id}</name>{said(graph, id, defined)}</element>\n')
            for each in graph.leaving(id):
                relate("Association", id, each.target)
        written.write("</elements>\n<relationships>\n")
        written.writelines(relationships)
        written.write("</relationships>\n<propertyDefinitions>\n")
        for name, number in defined.items():
            head = f'<propertyDefinition identifier="{number}" type="string">'
            written.write(f'{head}<name xml:lang="fr">{name}</name></propertyDefinition>\n')
        written.write("</propertyDefinitions>\n</model>\n")
