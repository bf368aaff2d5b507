"""One small language to choose elements: for rules, maps, tables and the command line."""

from ea_repo.select.completeness import Known
from ea_repo.select.evaluation import NOTHING_IN_FULL, Knowledge
from ea_repo.select.selector import Selector, SelectorError

__all__ = ["NOTHING_IN_FULL", "Knowledge", "Known", "Selector", "SelectorError"]
