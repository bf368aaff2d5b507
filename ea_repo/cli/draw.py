"""`ea draw`: the maps and tables of the information system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ea_repo.cli import answer, options
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.render import Picture
    from ea_repo.finding import Lang
    from ea_repo.repository import Asked, Repository

PICTURES = ("svg", "png", "pdf")
TEXTS = ("dot", "mermaid", "text", "markdown", "csv", "html", "json")
TABLE = Text("tableau", "table")
_SUFFIXES = {"gv": "dot", "mmd": "mermaid", "txt": "text", "md": "markdown", "htm": "html"}


@click.command("draw", short_help="Draw a map or a table of the information system.")
@click.argument("view", required=False, metavar="VIEW", shell_complete=options.complete_views)
@click.option("--focus", metavar="ID", multiple=True, shell_complete=options.complete_ids,
              help="What the map is drawn around (several where the view takes them).")  # fmt: skip
@click.option("--depth", metavar="N", type=click.IntRange(1), help="How many arrows away from the focus to go.")
@click.option("--before", metavar="DATE", help="For a map of changes: the day, or the state, to compare with.")
@click.option("--all", "whole", is_flag=True, help="Draw every view in the folder of -o, with a contact sheet.")
@click.option("--format", "format_", type=click.Choice([*PICTURES, *TEXTS]),
              help="How to write it; by default as the name of -o says, else svg (a table: text).")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
              help="Where to write it; with --all, the folder.")  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open what was drawn.")
@options.at
@options.what_if
@options.store
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    view: str | None,
    focus: tuple[str, ...],
    depth: int | None,
    before: str | None,
    whole: bool,
    format_: str | None,
    output: Path | None,
    show: bool,
    at: str | None,
    lang: str | None,
) -> None:
    """Draw a map or a table of the information system; `ea views` lists them.

    `ea draw land-use-plan -o plan.pdf`, `ea draw flows --focus orbis --depth 2`, `ea draw --all -o maps`. A picture
    without -o is written in the current folder, under the name of its view.
    """
    from ea_repo.repository import Asked

    if whole and (focus or depth or before or str(output) == "-"):
        raise click.UsageError("--all draws every view as it is, in a folder: without --focus, --depth, --before", ctx)
    if whole == bool(view):
        raise click.UsageError("name a VIEW, or say --all" if not whole else "either a VIEW or --all", ctx)
    with options.refusals(lang):
        repository = options.repository(ctx, at)
        spoken = options.language(lang, repository.workspace.settings.lang)
        target: Path | None
        if whole:
            target = _all(repository, spoken, output or Path("maps"), format_ or "svg", ctx)
        else:
            asked = Asked(str(view), tuple(options.split(focus)), depth, before)
            target = _one(repository, asked, spoken, format_, output)
        if show and target is not None:
            click.launch(str(target))


def _one(repository: Repository, asked: Asked, lang: Lang, format_: str | None, output: Path | None) -> Path | None:
    """Draws a view; returns the file it is in, if any."""
    table = repository.view(asked.view).point.form == "table"
    suffix = output.suffix[1:].lower() if output is not None else ""
    if format_ is None and suffix and _SUFFIXES.get(suffix, suffix) not in (*PICTURES, *TEXTS):
        raise click.UsageError(f"{output}: no format is called {suffix}; say --format")
    known = format_ or _SUFFIXES.get(suffix, suffix if suffix in (*PICTURES, *TEXTS) else "text" if table else "svg")
    if table:
        answer.given(_table(repository, asked, lang, known), output, lang)
        return output
    if known not in PICTURES and known not in ("dot", "mermaid", "text"):
        raise click.UsageError(f"a map is not written as {known}: {', '.join((*PICTURES, 'dot', 'mermaid', 'text'))}")
    from ea_repo.report.views import drawn

    piped = output is None and not sys.stdout.isatty()
    if output is None and known in PICTURES and not piped:
        output = Path(f"{asked.name}.{known}")
    to_file = output is not None and str(output) != "-"
    diagram = repository.draw(asked, lang, output.absolute().parent if output is not None and to_file else None)
    content = _content(repository, diagram, known)
    if output is None or not to_file:
        sys.stdout.buffer.write(content)
        return None
    _keep(content, output, lang)
    click.echo(f"{drawn(diagram, lang)} → {output}", err=True)
    return output


def _content(repository: Repository, made: Diagram, format_: str) -> bytes:
    from ea_repo.draw.dot import as_dot
    from ea_repo.draw.mermaid import as_mermaid
    from ea_repo.draw.render import render
    from ea_repo.draw.text_equivalent import text_equivalent

    style = repository.cartography.style
    match format_:
        case "dot":
            return as_dot(made, style).encode()
        case "mermaid":
            return as_mermaid(made, style).encode()
        case "text":
            return ("\n".join(text_equivalent(made)) + "\n").encode()
        case _:
            return render(made, style, cast("Picture", format_))


def _table(repository: Repository, asked: Asked, lang: Lang, format_: str) -> str:
    from ea_repo.report import document, document_html, table, view_table

    found = repository.tabled(asked)
    if format_ in ("json", "csv"):
        return table.as_json(found) if format_ == "json" else table.as_csv(found)
    made = view_table.document(found, repository.view(asked.view).point, repository.graph, lang)
    match format_:
        case "markdown":
            return document.as_markdown(made)
        case "html":
            return document_html.as_html(made, lang)
        case "text":
            return document.as_text(made, options.width())
        case _:
            raise click.UsageError(f"a table is not written as {format_}: text, markdown, csv, html, json")


def _all(repository: Repository, lang: Lang, folder: Path, format_: str, ctx: click.Context) -> Path:
    """Draws every view in a folder, with a page that shows them all; returns that page."""
    from ea_repo.draw.svg import NotDrawn
    from ea_repo.report import sheet
    from ea_repo.report.views import drawn

    if format_ not in PICTURES:
        raise click.UsageError(f"--all draws pictures: {', '.join(PICTURES)}", ctx)
    made: list[sheet.Drawn] = []
    every = list(repository.each())
    failed: list[NotDrawn] = []
    with click.progressbar(every, label=str(folder), file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
        for asked in progress:
            point = repository.view(asked.view).point
            title, question = point.title.text[lang], point.question.text[lang]
            if point.form == "table":
                file = f"{asked.name}.html"
                _keep((_table(repository, asked, lang, "html") + "\n").encode(), folder / file, lang)
                made.append(sheet.Drawn(title, question, TABLE[lang], file, None))
                continue
            diagram = repository.draw(asked, lang, folder.absolute())
            if diagram.empty:
                made.append(sheet.Drawn(diagram.title, question, drawn(diagram, lang), None, None, empty=True))
                continue
            file = f"{asked.name}.{format_}"
            try:
                content = _content(repository, diagram, format_)
            except NotDrawn as problem:
                # One map that Graphviz cannot draw hides no other.
                failed.append(problem)
                continue
            _keep(content, folder / file, lang)
            picture = file if format_ in ("svg", "png") else None
            made.append(sheet.Drawn(diagram.title, question, drawn(diagram, lang), file, picture))
    page = folder / "index.html"
    _keep(sheet.as_html(made, repository.seen(lang), lang).encode(), page, lang)
    click.echo(f"{len(made)} → {page}", err=True)
    wrong = [*(each.message for each in failed), *(each.message for each in repository.cartography.unreadable.values())]
    for message in wrong:
        click.echo(f"ea: {message[lang]}", err=True)
    if wrong:
        sys.exit(2)
    return page


def _keep(content: bytes, file: Path, lang: Lang) -> None:
    """Writes a file, whole or not at all, in a folder made where it is not there."""
    from ea_repo.write import write

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        target = file.resolve()
        if target.exists() and not target.is_file():
            # A device or a pipe is written to, never put aside.
            with target.open("wb") as opened:
                opened.write(content)
        else:
            write(target, content)
    except OSError as error:
        options.refuse(f"{file}: {error.strerror or error}", lang)
