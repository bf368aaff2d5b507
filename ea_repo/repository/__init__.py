"""A workspace and what one may ask of it: one method for each command, which returns data and prints nothing."""

from ea_repo.repository.drawing import Asked, Drawing
from ea_repo.repository.judging import NotGranted
from ea_repo.repository.opened import UnknownName, When

__all__ = ["Asked", "NotGranted", "Repository", "UnknownName", "When"]


class Repository(Drawing):
    """The workspace that holds a folder, looked at on one day, with all its commands."""
