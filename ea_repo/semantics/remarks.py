"""What stands behind the name of an element where it is shown: that it is an example, or gone from its source."""

from __future__ import annotations

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph

_EXAMPLE = Text("{} (exemple)", "{} (example)")
_SAYS_SO = ("exemple", "example")
_GONE = Text("{} (absent de {source})", "{} (no longer in {source})")


def remarked(graph: Graph, id: str, name: str, lang: Lang) -> str:
    """A name of an element with such remarks behind it."""
    if id in graph.illustrative:
        name = as_example(name, lang)
    source = gone_from(graph, id)
    return name if source is None else _GONE[lang].format(name, source=source)


def as_example(name: str, lang: Lang) -> str:
    """The name of an example, with “(example)” behind it unless it says so already."""
    return name if any(word in name.casefold() for word in _SAYS_SO) else _EXAMPLE[lang].format(name)


def gone_from(graph: Graph, id: str) -> str | None:
    """The source of an element that an import found to have it no more; None for any other element."""
    imported = graph.value(id, "imported")
    return imported.source if imported is not None and imported.gone_on is not None else None
