"""Which elements are in use, kept from one audit to the next: nearly every rule asks it."""

from __future__ import annotations

from ea_repo.check.edited import Edited
from ea_repo.check.kept_answers import KeptAnswer, KeptAnswers
from ea_repo.graph import Graph
from ea_repo.semantics.production import in_use, is_in_use

_HOWEVER_FAR = float("inf")


def share_in_use(kept: KeptAnswers, real: Graph) -> None:
    """Has the elements in use found once, of the graph and of the same without its examples (`real`), kind by kind.

    They are worked out, or mended, or what was kept of them holds still. Those of the earlier graphs are known then
    too, to which what is mended is compared.
    """
    for number, watch in enumerate(kept.watches(real)):
        for kind in real.vocabulary.kinds:
            name = f"in use {kind}{', examples left out' if number else ''}"
            graph, before = watch.graph(name), kept.before(name)
            edited = kept.edited_since(before.text) if before is not None else None
            others = kept.find(name)
            if others is None and before is not None and edited is not None:
                others = _mended(kind, graph, before, edited)
            every = frozenset(graph.exactly(kind))
            if others is None:
                others = sorted(every - graph.once(in_use, kind))
            if before is None:
                columns, followed = kept.columns(name), kept.followed(name)
            else:
                columns, followed = (
                    kept.columns(name) | (before.columns or frozenset()),
                    kept.followed(name) | before.followed,
                )
            kept.keep(name, others, columns, followed)
            watch.know((in_use, kind), every.difference(others), columns, followed)
            if before is not None and edited is not None:
                earlier = edited.before_real if number else edited.before
                earlier.know(frozenset(earlier.exactly(kind)).difference(before.answer), in_use, kind)


def _mended(kind: str, graph: Graph, before: KeptAnswer, edited: Edited) -> list[str] | None:
    """The elements of a kind that are not in use, as they were but for what is near to what was edited."""
    near = edited.near(before.columns or frozenset(), before.followed, [kind], _HOWEVER_FAR)
    if near is None:
        return None
    again = (id for id in near if id in graph and graph.kind(id) == kind and not is_in_use(graph, id))
    return sorted({*again, *(id for id in before.answer if id not in near)})
