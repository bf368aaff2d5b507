"""What one may take out of a workspace: its elements, in the formats of other tools."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.exported import Exported
from ea_repo.exchange.archimate_back import not_as_they_came
from ea_repo.exchange.export import Export
from ea_repo.exchange.writers import writer_for, writers
from ea_repo.finding import Lang, Text
from ea_repo.load.history import commits
from ea_repo.repository.drawn_maps import DrawnMaps
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName

_MODELS = ("archi", "archimate")
"""The formats in which an imported model of ArchiMate goes out as it came."""
_COMMITS = 50
"""How many changes of the model a file tells."""


def export(
    opened: OpenWorkspace, format: str, words: Sequence[str], lang: Lang, file_name: str = "", *, views: bool = True
) -> Exported:
    """The elements that a selector chooses, all without one, as a format writes them; raises UnknownName.

    The name of the file may ask for another form of the format; `views`: whether maps go out too, where it has any.
    """
    if format not in writers():
        raise UnknownName(Text("format", "format"), format, writers())
    asked = opened.typed(words)
    ids = tuple(asked.selector.select(opened.graph)) if words else tuple(opened.graph)
    maps = DrawnMaps(opened, lang)
    going = Export(
        graph=opened.graph,
        ids=ids,
        workspace=opened.workspace.settings.name,
        day=opened.when.date.isoformat(),
        lang=lang,
        commits=tuple(commits(opened.root, _COMMITS)),
        draw=maps.draw if views else tuple,
    )
    writer = writer_for(format, file_name)
    content = writer.write(going)
    left = not_as_they_came(going) if writer.NAME in _MODELS else None
    left_out = (*maps.not_drawn, *([left] if left else ()))
    return Exported(writer.NAME, writer.ENDING, len(ids), content, left_out, asked.meant)
