"""Writing that loses nothing: files and folders whole or not at all, and whoever writes waits for who does already."""

from ea_repo.write.csv_lines import as_it_was, csv_lines, harmless
from ea_repo.write.file import change, write
from ea_repo.write.folder import replace_folder, require_new, write_new_folder
from ea_repo.write.json_pieces import Pairs, json_pieces
from ea_repo.write.lock import alone
from ea_repo.write.name import file_name, is_device
from ea_repo.write.pieces import encoded, ended, gathered, pieces
from ea_repo.write.refusal import NotWritten, explaining

__all__ = [
    "NotWritten",
    "Pairs",
    "alone",
    "as_it_was",
    "change",
    "csv_lines",
    "encoded",
    "ended",
    "explaining",
    "file_name",
    "gathered",
    "harmless",
    "is_device",
    "json_pieces",
    "pieces",
    "replace_folder",
    "require_new",
    "write",
    "write_new_folder",
]
