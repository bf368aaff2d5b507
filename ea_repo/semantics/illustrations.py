"""How an element that is an example and no fact is called: its name says so."""

from __future__ import annotations

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph

_EXAMPLE = Text("{} (exemple)", "{} (example)")
_SAYS_SO = ("exemple", "example")


def named_as_example(graph: Graph, id: str, name: str, lang: Lang) -> str:
    """A name of an element; of an illustrative one, with “(example)” behind it unless it says so already."""
    return as_example(name, lang) if id in graph.illustrative else name


def as_example(name: str, lang: Lang) -> str:
    """The name of an example, with “(example)” behind it unless it says so already."""
    return name if any(word in name.casefold() for word in _SAYS_SO) else _EXAMPLE[lang].format(name)
