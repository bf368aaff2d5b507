"""Flows that respect the charter: a plant changes one of their fields."""

from __future__ import annotations

from ea_repo.demo.element import Element, Fields
from ea_repo.demo.peers import CORE
from ea_repo.demo.world import Peer, World


def flow(world: World, giver: Peer, target: str, *, direct: bool = False, message: bool = False) -> Element:
    """A flow of the giver's datum: through a platform unless direct, by the giver's API or a message."""
    fields: Fields = {
        "source": giver.id,
        "target": target,
        "data": [giver.datum],
        "standards": [giver.standard],
        **({"mode": "message"} if message else {"mode": "api", "api": giver.api}),
        "protocol": "MLLP" if message else "HTTPS",
        "via": [] if direct else [world.platform()],
        # Vital needs are those of the core's data, few others: else anything would fall with anything.
        "need": "vital" if world.often(50 if giver.id in CORE else 5) else "useful",
        "frequency": world.pick(("au fil de l'eau", "toutes les heures", "chaque nuit")),
        "authentication": "certificat",
        "monitored": True,
        "encrypted": True,
        "environment": "production",
    }
    return Element("flow", world.new("flux"), fields)
