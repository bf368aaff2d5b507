"""Where pages are in a site: names of files that are safe on every system, and links from one page to another."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from ea_repo.write import is_device

Folder = Literal["", "element", "impact", "map", "rule", "request", "lineage"]
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Address:
    """A page of one language: its folder below that of the language, its name without an ending."""

    folder: Folder
    name: str

    @property
    def path(self) -> str:
        """Its file, from the folder of the language."""
        return f"{self.folder}/{self.name}.html" if self.folder else f"{self.name}.html"

    @property
    def up(self) -> str:
        """The way from it to the folder of the language."""
        return "../" if self.folder else ""


def page_name(id: str) -> str:
    """The name of the file of whatever has this id, the same on systems that do not tell capitals apart.

    An id of lower-case letters, digits and hyphens is its own name; another one has a digest, which begins as no id of
    that kind does.
    """
    if _PLAIN.fullmatch(id) and not is_device(id):
        return id
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"x.{digest}"


def page_of(folder: Folder, id: str) -> Address:
    """The page of whatever has this id: an element, a rule, a map …"""
    return Address(folder, page_name(id))
