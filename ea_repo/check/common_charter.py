"""The common charter, which the package ships, as it is written; each of its files is parsed when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ea_repo.load.files import sources
from ea_repo.load.yaml import parse
from ea_repo.starter import folder as starter_folder

RULES = "rules"
CHARTER = "charter.yaml"
_INDICATORS = "indicators.yaml"
NOT_RULES = ("derogations.yaml", _INDICATORS, "opinion.yaml")
"""The files of a charter's folder that hold no rule, beside `charter.yaml`."""


def ships_common_charter(root: Path) -> bool:
    """Whether this is the workspace whose charter is the common one itself."""
    return root == starter_folder(RULES).parent


def common_charter() -> Mapping[str, Any]:
    """All of it, by the names of the files."""
    return {Path(name).stem: _parsed(name) for name in _texts()}


def common_rules() -> Mapping[str, Any]:
    """The rules, by their ids."""
    return {Path(name).stem: _parsed(name) for name in _texts() if name not in (CHARTER, *NOT_RULES)}


def common_principles() -> Mapping[str, Any]:
    """The principles, by their ids."""
    principles: Mapping[str, Any] = _parsed(CHARTER)["principles"]
    return principles


def common_indicators() -> Mapping[str, Any]:
    """The indicators, by their ids."""
    indicators: Mapping[str, Any] = _parsed(_INDICATORS)["indicators"]
    return indicators


def overlaid(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Common mappings by their ids, with what is said otherwise of each, and those that are not common."""
    laid = {
        id: {**said, **own[id]} if isinstance(own.get(id), dict) else own.get(id, said) for id, said in common.items()
    }
    return laid | {id: said for id, said in own.items() if id not in common}


@cache
def _texts() -> Mapping[str, str]:
    """The text of each file, by its name."""
    return {Path(source.file).name: source.text or "" for source in sources(starter_folder(RULES).parent, RULES)}


@cache
def _parsed(name: str) -> Any:
    return parse(_texts()[name]).value
