"""What every self-contained page shares: its parts, its policy, its margins on paper."""

from __future__ import annotations

import base64
import hashlib

from ea_repo.finding import Lang, Text
from ea_repo.typography import typeset

_PAGE = Text("page", "page")


def part(name: str, package: str = "ea_repo.format.layout") -> str:
    """A file of a package: a style, a template, a script."""
    from importlib.resources import files

    return files(package).joinpath(name).read_text(encoding="utf-8")


def tight(sentence: str, lang: Lang) -> str:
    """A sentence as it is printed: in French no line begins with a double sign."""
    return typeset(sentence, lang)


def margins(head: str, lang: Lang, mark: str = "") -> str:
    """What each printed page bears: whose it is and of which day, which page of how many, for whom where it is said."""
    number = f'"{_PAGE[lang]} " counter(page) " / " counter(pages)'
    marked = f'@bottom-left {{ content: "{_css(mark)}"; font-weight: 700 }} ' if mark else ""
    return f'@page {{ @top-left {{ content: "{_css(head)}" }} {marked}@bottom-right {{ content: {number} }} }}\n'


def _css(text: str) -> str:
    """A text inside a CSS string: everything but plain letters and digits as its code."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):06x}" for character in text
    )


def digest(text: str) -> str:
    """What the policy of a page says of a style or a script: this one, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
