"""The settings of a workspace, read from their text or taken from what was kept of it."""

from __future__ import annotations

from pathlib import Path

from ea_repo.load import kept_definitions, snapshot
from ea_repo.load.files import read
from ea_repo.load.settings import FILE, Settings, WorkspaceUnreadable, find_root, unreadable
from ea_repo.metamodel import Vocabulary, built_in

_PART = "settings"


def read_settings(root: Path) -> Settings:
    """What the workspace says of itself; raises WorkspaceUnreadable, naming file, line and column."""
    return _read(_text(root))


def kept_settings(root: Path) -> Settings:
    """The same, taken from what was kept of the same text where nothing is wrong in that.

    Those that declare fields and kinds of their own are read each time: their classes are made of the declarations.
    """
    text = _text(root)
    digest = kept_definitions.digest_of(snapshot.code_digest(), text.encode("utf-8", "surrogatepass"))
    settings = kept_definitions.find(_PART, digest, Settings.from_json)
    if settings is None:
        settings = _read(text)
        if settings.own_words is None and not settings.flaws:
            kept_definitions.keep(_PART, digest, settings.as_json())
    return settings


def vocabulary_at(start: Path) -> Vocabulary:
    """The kinds of the workspace that holds this folder, the built-in ones where none does.

    Raises WorkspaceUnreadable for a workspace whose settings cannot be read.
    """
    try:
        root = find_root(start)
    except WorkspaceUnreadable:
        return built_in()
    return read_settings(root).vocabulary


def _text(root: Path) -> str:
    source = read(root, root / FILE)
    if source.text is None:
        raise unreadable(source.findings)
    return source.text


def _read(text: str) -> Settings:
    """The settings of a text: only here is it parsed, and validated by pydantic."""
    from ea_repo.load.settings_file import read_text

    return read_text(text)
