"""Ids of elements, made of what people call things."""

from __future__ import annotations

import re
import unicodedata


def id_from_name(name: str) -> str:
    """The id that a name makes: lower-case words without accents, joined by hyphens; empty where it has no letter.

    `Direction du SI` makes `direction-du-si`.
    """
    plain = unicodedata.normalize("NFKD", name.translate({0x153: "oe", 0x152: "OE", 0xE6: "ae", 0xC6: "AE"}))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[a-z0-9]+", letters.casefold()))
