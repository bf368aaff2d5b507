"""One plant a rule: a function named after it, in the module of its principle."""

from ea_repo.demo.plants import engagements, interoperabilite, souverainete, unicite
from ea_repo.demo.plants.registry import Plant, Planting

__all__ = ["ONCE", "PLANTS", "TOLD", "Plant", "Planting"]

PLANTS: dict[str, Planting] = {
    **unicite.PLANTS,
    **interoperabilite.PLANTS,
    **souverainete.PLANTS,
    **engagements.PLANTS,
}
"""How each rule is violated, by its id."""

ONCE = frozenset({"too-many-standards"})
"""Those that can be violated once only, whatever the size."""

TOLD = {"idle-exception": ["non-api-exchange"]}
"""What the audit says of the rules themselves: one excepts a product by its id, and no made-up system has it."""
