"""One file of the site, made alone: what a server is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ea_repo.site.addresses import Folder, page_name
from ea_repo.site.build import assets
from ea_repo.site.pages import ABOUT, DATA, WHOLE
from ea_repo.site.portal import LANGS, Portal

_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class File:
    """A file of the site: what it is, and its text."""

    media_type: str
    text: str


def file_of(portal: Portal, path: str) -> File | None:
    """The file at a path of the site, as `ea site` writes it; None where there is none."""
    text = _text(portal, PurePosixPath(path))
    return None if text is None else File(_MEDIA_TYPES[PurePosixPath(path).suffix], text)


def _text(portal: Portal, path: PurePosixPath) -> str | None:
    match path.parts:
        case ("assets", _):
            return portal.once(_assets).get(str(path))
        case ("data", name):
            return _data(portal, name)
        case (lang, name) if lang in LANGS and path.suffix == ".html":
            make = WHOLE.get(path.stem)
            return None if make is None else make(portal, "fr" if lang == "fr" else "en")
        case (lang, folder, _) if lang in LANGS and folder in ABOUT and path.suffix == ".html":
            about = ABOUT[folder]  # type: ignore[index]
            id = portal.once(_ids, folder).get(path.stem)
            return None if id is None else about.make(portal, id, "fr" if lang == "fr" else "en")
    return None


def _assets(portal: Portal) -> Mapping[str, str]:
    return dict(assets(portal, "en"))


def _data(portal: Portal, file: str) -> str | None:
    names = {f"{name}-{lang}.js": (make, lang) for name, make in DATA.items() for lang in LANGS}
    if file not in names:
        return None
    make, lang = names[file]
    return make(portal, lang)


def _ids(portal: Portal, folder: Folder) -> Mapping[str, str]:
    """What a folder has pages of, by the name of its page."""
    return {page_name(id): id for id in ABOUT[folder].ids(portal)}
