"""A map as SVG, whatever else the program has written."""

from __future__ import annotations

import re
from xml.etree.ElementTree import register_namespace

from ea_repo.draw.render import drawn
from tests.draw.drawing import style
from tests.draw.test_slides import LAYERED


def test_a_map_has_no_prefixes_whatever_xml_was_written_before() -> None:
    register_namespace("", "urn:other")
    assert re.search(r"<svg [^>]*viewBox=", drawn(LAYERED, style()).svg)
