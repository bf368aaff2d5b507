"""From the text of a workspace to its graph."""

from ea_repo.load.changes import ChangesUnreadable, with_changes
from ea_repo.load.loading import load, load_cached
from ea_repo.load.model import read_model
from ea_repo.load.settings import FILE, Settings, WorkspaceUnreadable, find_root
from ea_repo.load.workspace import DEROGATIONS, Workspace

__all__ = [
    "DEROGATIONS",
    "FILE",
    "ChangesUnreadable",
    "Settings",
    "Workspace",
    "WorkspaceUnreadable",
    "find_root",
    "load",
    "load_cached",
    "read_model",
    "with_changes",
]
