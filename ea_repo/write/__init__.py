"""Writing that loses nothing: files and folders whole or not at all, and whoever writes waits for who does already."""

from ea_repo.write.file import change, write
from ea_repo.write.folder import replace_folder, require_new, write_new_folder
from ea_repo.write.lock import alone
from ea_repo.write.name import file_name, is_device
from ea_repo.write.refusal import NotWritten, explaining

__all__ = [
    "NotWritten",
    "alone",
    "change",
    "explaining",
    "file_name",
    "is_device",
    "replace_folder",
    "require_new",
    "write",
    "write_new_folder",
]
