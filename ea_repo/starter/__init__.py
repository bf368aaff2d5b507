"""What `ea init` puts in a new workspace: the charter's rules and the maps, as data, and an example of a model."""

from pathlib import Path


def folder(name: str) -> Path:
    """The starter folder of that name: beside this file; in a checkout, rules and maps are those at its root."""
    shipped = Path(__file__).parent / name
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / name
