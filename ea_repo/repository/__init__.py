"""A workspace and what one may ask of it: one method for each command, which returns data and prints nothing."""

from ea_repo.repository.asking import Asking
from ea_repo.repository.judging import Judging, NotGranted
from ea_repo.repository.opened import UnknownName, When
from ea_repo.repository.planning import Planning

__all__ = ["NotGranted", "Repository", "UnknownName", "When"]


class Repository(Asking, Planning, Judging):
    """The workspace that holds a folder, looked at on one day, with all its commands."""
