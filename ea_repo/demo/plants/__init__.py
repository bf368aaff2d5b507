"""How the rules are violated: at most one planting a rule, in the module of its principle; the folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from ea_repo.demo.plants.registry import Plant, Planting, planting

__all__ = ["Plant", "Planting", "planting", "plantings"]


@cache
def plantings() -> MappingProxyType[str, Planting]:
    """The plantings of this folder, by their rule."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    values = (value for module in modules for value in vars(module).values())
    return MappingProxyType({value.rule: value for value in values if isinstance(value, Planting)})
