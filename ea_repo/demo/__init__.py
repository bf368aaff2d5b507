"""A hospital group's information system made up at any size: clean, but for the violations it says it plants."""

from ea_repo.demo.folder import LARGEST, MANIFEST, SMALLEST, DemoRefused, demo
from ea_repo.demo.plants import PLANTS

__all__ = ["LARGEST", "MANIFEST", "PLANTS", "SMALLEST", "DemoRefused", "demo"]
