"""A map, given as it was asked: printed, in a file, or as several sheets in a folder."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.map import Map

_SEVERAL = Text(
    "la carte prend plusieurs feuilles, une image chacune : nommer un fichier avec -o",
    "the map takes several sheets, a picture each: name a file with -o",
)
_SHEETS = Text("{} feuilles", "{} sheets")
_OLDER = Text("{} : feuille d'un dessin précédent, à supprimer", "{}: a sheet of an earlier drawing, to be removed")


def give_map(call: Call, answer: Answer[Map], paper: str | None, links: str | None) -> Path | None:
    """Draws a map; without -o, what is no text is put in the current folder, unless it goes into a pipe."""
    from ea_repo.report import map as maps
    from ea_repo.report.map_files import map_files

    format_ = call.format("map")
    file = Path(f"{answer.content.question.name}.{format_}") if is_put_in_folder(call) else call.file
    drawn = maps.diagram(answer, call.lang, None if links is None else partial(_address, links))
    made = map_files(drawn, answer.content.style, format_, paper, file or Path(answer.content.question.name))
    brief = maps.summary(drawn, call.lang)
    if made.folder is None:
        return call.deliver(made.contents[made.first], lambda: brief, file)
    if file is None:
        raise Misuse(_SEVERAL)
    for path, content in made.contents.items():
        call.keep(path, content)
    tell(f"{brief}, {_SHEETS[call.lang].format(len(made.contents))} → {made.folder}")
    for path in made.older:
        tell(_OLDER[call.lang].format(path))
    return made.first


def is_put_in_folder(call: Call) -> bool:
    """Whether a map is a picture that nobody named a file for, and that a terminal cannot show."""
    from ea_repo.report.writing import formats

    if call.file is not None or call.prints:
        return False
    return not formats("map")[call.format("map")].media_type.startswith("text/") and sys.stdout.isatty()


def _address(template: str, id: str) -> str:
    return template.replace("{id}", quote(id, safe=""))
