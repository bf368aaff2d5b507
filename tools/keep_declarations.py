"""Writes what the built-in kinds declare beside their classes: starting then makes no class. `make docs` runs it."""

from __future__ import annotations

from ea_repo.metamodel.vocabulary import DECLARED, declarations_to_keep

DECLARED.write_text(declarations_to_keep(), encoding="utf-8")
