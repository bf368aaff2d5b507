"""`ea draw`: the maps and tables of the information system."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.map_given import give_map, is_put_in_folder
from ea_repo.cli.shared.terminal import tell
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_EACH_AS_IT_IS = Text(
    "--all dessine chaque vue telle qu'elle est, dans un dossier : sans --focus, --depth, --before, --links",
    "--all draws every view as it is, in a folder: without --focus, --depth, --before, --links",
)
_NO_ID = Text(
    "--links : {id} manque dans cette adresse, où il tient lieu de l'identifiant",
    "--links: {id} is missing in this address, where it stands for the id",
)
_HELP = Text(
    """Dessine une carte ou un tableau du système d'information ; `ea views` les liste.

`ea draw land-use-plan -o plan.pdf`, `ea draw flows --focus paie --depth 2`, `ea draw --all -o cartes`. Une image sans
-o est écrite dans le dossier courant, sous le nom de sa vue.""",
    """Draw a map or a table of the information system; `ea views` lists them.

`ea draw land-use-plan -o plan.pdf`, `ea draw flows --focus payroll --depth 2`, `ea draw --all -o maps`. A picture
without -o is written in the current folder, under the name of its view.""",
)


@commands.command(
    "draw",
    Text(
        "Dessiner une carte ou un tableau du système d'information.", "Draw a map or a table of the information system."
    ),
    _HELP,
)
@click.argument("view", required=False, metavar="VIEW", shell_complete=completion.views)
@commands.option(
    "--focus",
    metavar="ID",
    multiple=True,
    shell_complete=completion.ids,
    help=Text(
        "Ce autour de quoi la carte est dessinée (plusieurs si la vue l'admet).",
        "What the map is drawn around (several where the view takes them).",
    ),
)
@commands.option(
    "--depth",
    metavar="N",
    type=click.IntRange(1),
    help=Text("Jusqu'à combien de flèches du centre aller.", "How many arrows away from the focus to go."),
)
@commands.option(
    "--before",
    metavar="DATE",
    help=Text(
        "Pour une carte des changements : le jour, ou l'état, auquel comparer.",
        "For a map of changes: the day, or the state, to compare with.",
    ),
)
@commands.option(
    "--all",
    "whole",
    is_flag=True,
    help=Text(
        "Dessiner toutes les vues dans le dossier de -o, avec une planche d'ensemble.",
        "Draw every view in the folder of -o, with a contact sheet.",
    ),
)
@commands.option(
    "--colour",
    metavar="FIELD",
    help=Text(
        "Colorer selon `type`, `phase`, `owner`, `criticality`, `cost`, `findings`, `fit` …",
        "Colour by type, phase, owner, criticality, cost, findings, fit …",
    ),
)
@commands.option(
    "--badge",
    metavar="FIELD",
    help=Text(
        "Dire cela aussi sur chaque boîte, sous son nom : `criticality`, `owner`, `cost` …",
        "Tell this on each box besides its name: criticality, owner, cost …",
    ),
)
@commands.option(
    "--paper",
    type=click.Choice(["A4", "A3", "A2", "A1", "A0", "screen"]),
    help=Text(
        "Ce qui ne se lit pas sur une feuille reçoit une vue d'ensemble et des feuilles numérotées. Sans cette "
        "option : A3 pour un PDF, 16:9 pour des diapositives, sinon une seule image.",
        "What cannot be read on one sheet gets an overview and numbered sheets. Without it: A3 for a PDF, 16:9 for "
        "slides, else a single picture.",
    ),
)
@commands.option(
    "--links",
    metavar="URL",
    help=Text(
        "Où mène un clic sur un élément : une adresse où {id} tient lieu de l'identifiant.",
        "Where a click on an element leads: an address in which {id} stands for its id.",
    ),
)
@commands.option("--open", "show", is_flag=True, help=Text("Ouvrir ce qui a été dessiné.", "Open what was drawn."))
@options.looking
@options.answers("map", "view_table", in_folder=True)
def command(
    call: Call, view: str | None, focus: tuple[str, ...], depth: int | None, before: str | None, whole: bool,
    colour: str | None, badge: str | None, paper: str | None, links: str | None, show: bool, at: str | None,
) -> None:  # fmt: skip
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.map import Map, MapQuestion

    if whole and (focus or depth or before or colour or badge or links or call.prints):
        raise Misuse(_EACH_AS_IT_IS)
    if whole == bool(view):
        if whole:
            raise Misuse(Text("une VUE ou --all, pas les deux", "either a VIEW or --all"))
        raise Misuse(Text("nommez une VUE, ou dites --all", "name a VIEW, or say --all"))
    if links is not None and "{id}" not in links:
        raise Misuse(_NO_ID)
    if whole:
        file: Path | None = _all(call, at, paper)
    else:
        question = MapQuestion(str(view), tuple(options.split(focus)), depth, before, colour, badge)
        # Whatever is drawn in a file leaves the house.
        repository = call.repository(at, leaves=call.file is not None)
        answer = repository.draw(question)
        if isinstance(answer.content, Map) and is_put_in_folder(call):
            leaving = call.leaving(repository)
            answer = answer if leaving is repository else leaving.draw(question)
        if isinstance(answer.content, Map):
            file = give_map(call, Answer(answer.situation, answer.content), paper, links)
        else:
            file = call.give("view_table", answer)
    if show and file is not None:
        click.launch(str(file))


def _all(call: Call, at: str | None, paper: str | None) -> Path:
    """Draws every view in a folder, with a page that shows them all; returns that page."""
    from ea_repo.report.atlas import PICTURES, atlas

    format_ = call.format_asked or PICTURES[0]
    if format_ not in PICTURES:
        pictures = ", ".join(PICTURES)
        raise Misuse(Text(f"--all dessine des images : {pictures}", f"--all draws pictures: {pictures}"))
    repository, folder = call.repository(at, leaves=True), call.file or Path("maps")
    questions = list(repository.every_map())
    hidden = not sys.stderr.isatty()
    with click.progressbar(questions, label=str(folder), file=sys.stderr, hidden=hidden) as shown:
        made = atlas(repository, shown, folder, format_, call.lang, call.keep, paper)
    tell(f"{made.number} → {made.page}")
    for message in made.wrong:
        tell(f"ea: {message[call.lang]}")
    if made.wrong:
        sys.exit(2)
    return made.page
