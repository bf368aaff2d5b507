"""Zip archives, opened with limits: what they say that they hold is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

MAX_UNPACKED = 400 * 1024 * 1024
MAX_MEMBERS = 10_000
_DAMAGED = Text("cette archive zip est endommagée", "this zip archive is damaged")


def is_zip(data: bytes) -> bool:
    """Whether bytes begin as a zip archive does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive that was looked through: nothing in it is read before it is asked for."""

    file: str
    data: bytes
    names: tuple[str, ...]

    @classmethod
    def of(cls, file: str, data: bytes) -> Archive:
        """Raises Unreadable where it is damaged, or would unpack to more than anyone may send."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                members = opened.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
            raise Unreadable(_DAMAGED, Place(file)) from None
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise Unreadable(
                Text(
                    "cette archive zip se déploierait en plus de 400 Mo : refusée",
                    "this zip archive would unpack to more than 400 MB: refused",
                ),
                Place(file),
            )
        return cls(file, data, tuple(member.filename for member in members if not member.is_dir()))

    def read(self, name: str, limit: int = MAX_UNPACKED) -> bytes:
        """The bytes of one member; raises Unreadable where it is damaged, locked or larger than it says."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as opened, opened.open(name) as member:
                content = member.read(limit + 1)
        except (RuntimeError, KeyError):
            why = Text("cette archive zip est protégée par un mot de passe", "this zip archive is locked by a password")
            raise Unreadable(why, Place(self.file, inside=name)) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise Unreadable(_DAMAGED, Place(self.file, inside=name)) from None
        if len(content) > limit:
            why = Text("ce fichier dépasse la taille admise", "this file is larger than allowed")
            raise Unreadable(why, Place(self.file, inside=name))
        return content
