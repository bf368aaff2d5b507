"""XML that is written as it comes says what a whole tree says."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange.xml_pieces import Places

_SPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ITEMS = st.lists(st.tuples(st.text("a<>&\"'\n é", max_size=6), st.booleans()), max_size=4)


def _item(text: str, inner: bool) -> ET.Element:
    element = ET.Element(f"{{{_SPACE}}}element", {"id": text, f"{{{_XSI}}}type": "Node"})
    if inner:
        ET.SubElement(element, f"{{{_SPACE}}}name").text = text
    return element


@given(_ITEMS, _ITEMS, st.integers(1, 300))
def test_a_tree_with_places_is_the_tree_that_holds_all(first: list, second: list, times: int) -> None:  # type: ignore[type-arg]
    ET.register_namespace("", _SPACE)
    ET.register_namespace("xsi", _XSI)
    whole, root = ET.Element(f"{{{_SPACE}}}model"), ET.Element(f"{{{_SPACE}}}model")
    with Places() as places:
        for items in (first * times, second):
            if items:
                folder, deep = ET.SubElement(whole, "folder"), ET.SubElement(root, "folder")
                place = places.inside(deep, 1)
                folder.extend(_item(*item) for item in items)
                for item in items:
                    place.append(_item(*item))
                for each in (folder, deep):
                    ET.SubElement(each, "behind").text = "it"
        ET.indent(whole)
        assert "".join(places.texts(root)) == ET.tostring(whole, encoding="unicode")
