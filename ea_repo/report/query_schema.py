"""What there is to ask the shared repository in Cypher: labels with their properties, relationships with their ends."""

from __future__ import annotations

from ea_repo.document import Document, Item, Items, Sentence
from ea_repo.finding import Lang
from ea_repo.store import Schema


def document(schema: Schema, lang: Lang) -> Document:
    """Every label, then every relationship, then what to know of them."""
    nodes = (
        Item(f"({node.labels})  {node.says[lang]}", inside=(Sentence(", ".join(node.properties)),))
        for node in schema.nodes
    )
    ends = (Item(f"({tie.source})-[:{tie.type}]->({tie.target})") for tie in schema.relationships)
    notes = (Item(note[lang]) for note in schema.notes)
    return Document(lang, blocks=(Items(tuple(nodes)), Items(tuple(ends)), Items(tuple(notes))))
