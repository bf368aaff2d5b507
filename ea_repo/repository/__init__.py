"""A workspace and what one may ask of it."""

from ea_repo.repository.open_workspace import UnknownName, When
from ea_repo.repository.repository import Repository

__all__ = ["Repository", "UnknownName", "When"]
