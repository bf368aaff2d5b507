"""The `workspace.yaml` of a generated system: its name, its date, and what it holds in full."""

from __future__ import annotations

from ea_repo.demo.world import AT, MOST_DIRECT_FLOWS, MOST_STANDARDS, World
from ea_repo.demo.writer import scalar

_IN_FULL: dict[str, tuple[str, ...]] = {
    "application": ("covers", "supports", "masters", "uses", "successor", "technologies"),
    "flow": ("source", "target", "via", "data", "mode", "standards", "monitored", "encrypted"),
    "process": (),
    "project": ("moa", "delivers", "retires", "reviews"),
    "data_object": ("national", "formats"),
}


def settings(world: World, seed: int) -> str:
    """The text of the settings."""
    lines = [
        f"name: {scalar(f'Groupement hospitalier {seed}')}",
        f"at: {AT}",
        "",
        "# Recorded in full: here an absence is a no.",
        "complete:",
        *(f"  - {{kind: {kind}}}" for kind in _IN_FULL),
        *(f"  - {scalar({'kind': kind, 'fields': list(fields)})}" for kind, fields in _IN_FULL.items() if fields),
        "",
        f"thresholds: {{direct-exchanges: {MOST_DIRECT_FLOWS}, exchange-standards: {MOST_STANDARDS}}}",
    ]
    return "\n".join(lines) + "\n"
