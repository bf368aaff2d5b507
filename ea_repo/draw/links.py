"""Where a click on a map leads: addresses that whoever draws it gives for its elements, made harmless."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlsplit

from ea_repo.draw.diagram import Diagram

LinkOf = Callable[[str], "str | None"]
"""From the id of an element to the address of its page, seen from the map; None where it has none."""
_SAFE = "/#?=&%:;,+@~!*()$"
"""What an address may hold besides letters, digits and `-._`: neither quotes nor brackets."""
_SCHEMES = ("", "http", "https")


def linked(diagram: Diagram, link_of: LinkOf) -> Diagram:
    """The diagram whose elements lead where `link_of` says."""
    elements = {*(box.element for box in diagram.boxes), *(arrow.element for arrow in diagram.arrows)}
    return replace(diagram, links=dict(_links(sorted(filter(None, elements)), link_of)))


def _links(elements: list[str], link_of: LinkOf) -> Mapping[str, str]:
    found = ((id, link_of(id)) for id in elements)
    return {id: harmless for id, address in found if address and (harmless := _harmless(address))}


def _harmless(address: str) -> str | None:
    """The address, percent-encoded; None of one that does more than lead to a page (`javascript:`).

    Graphviz 2.43 writes links into an SVG as they are: encoded, none ends the attribute that it stands in.
    """
    encoded = quote(address, _SAFE, errors="replace")
    return encoded if urlsplit(encoded).scheme in _SCHEMES else None
