"""What a source said last time stays where what it says now was refused: what cannot be read takes nothing away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ea_repo.exchange.merge.three_way import named
from ea_repo.metamodel import Kind


def with_what_stays(
    fields: Mapping[str, Any], before: Mapping[str, Any], refused: Iterable[str], kind: Kind
) -> dict[str, Any]:
    """The fields of an element, with those of before where something was refused.

    `refused` are paths: a field, or one of a group (`needs.availability`). Of several links, those that can be read are
    taken beside those of before; what else can be read takes the place of what was there.
    """
    kept = dict(fields)
    for path in sorted(refused):
        head, _, inner = path.partition(".")
        value = before.get(head)
        if isinstance(value, dict) and inner:
            group = kept.get(head) or {}
            value = with_what_stays(group, value, [inner], kind) if isinstance(group, dict) else group
        elif isinstance(value, list) and head in kind.links:
            value = _both(value, kept.get(head) or [], one=kind.links[head].one)
        elif kept.get(head) is not None:
            continue
        if value is not None:
            kept[head] = value
    return kept


def _both(before: list[Any], now: list[Any], *, one: bool) -> list[Any]:
    """The links of two lists; one that both have keeps what it said besides. Of a field that takes one: the last."""
    links = {named(link): link for link in before}
    for link in now:
        links[named(link)] = _detailed(links.pop(named(link), None), link)
    return list(links.values())[-1:] if one else list(links.values())


def _detailed(before: Any, now: Any) -> Any:
    """A link with what it said before where it says it no more."""
    return {**before, **(now if isinstance(now, dict) else {"to": now})} if isinstance(before, dict) else now
