"""Flows that respect the charter: a plant changes one of their fields."""

from __future__ import annotations

from ea_repo.demo.core_peers import CORE_IDS
from ea_repo.demo.element import Element, Fields
from ea_repo.demo.world import Peer, World


def flow(world: World, source: Peer, target: str, *, direct: bool = False, message: bool = False) -> Element:
    """A flow of the source's datum: through a platform unless direct, by the source's API or a message."""
    fields: Fields = {
        "source": source.id,
        "target": target,
        "data": [source.datum],
        "standards": [source.standard],
        **({"mode": "message"} if message else {"mode": "api", "api": source.api}),
        "protocol": "MLLP" if message else "HTTPS",
        "via": [] if direct else [world.platform()],
        # Vital needs are those of the core's data, few others: else anything would fall with anything.
        "need": "vital" if world.happens(50 if source.id in CORE_IDS else 5) else "useful",
        "frequency": world.pick(("au fil de l'eau", "toutes les heures", "chaque nuit")),
        "authentication": "certificat",
        "monitored": True,
        "encrypted": True,
        "environment": "production",
    }
    return Element("flow", world.new_id("flux"), fields)


def what_it_says(exchange: Element) -> str:
    """What makes two flows the same: from whom to whom, what, and by which way."""
    return str([exchange.fields.get(field) for field in ("source", "target", "data", "mode", "via", "standards")])
