"""A hospital group's information system made up at any size: clean, but for the violations it says it plants."""

from ea_repo.demo.folder import LARGEST, MANIFEST, SMALLEST, Demo, DemoRefused, demo
from ea_repo.demo.plants import plantings

__all__ = ["LARGEST", "MANIFEST", "SMALLEST", "Demo", "DemoRefused", "demo", "plantings"]
