"""Where an answer goes: to the terminal, or to the file of `-o`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ea_repo.cli import options

if TYPE_CHECKING:
    from ea_repo.document import Document
    from ea_repo.finding import Lang


def given(text: str, file: Path | None, lang: Lang) -> bool:
    """Prints an answer, or keeps it in a file; whether it is kept."""
    if file is None or str(file) == "-":
        options.echo(text)
        return False
    _keep(text, file, lang)
    return True


def document(made: Document, format_: str, json: str, file: Path | None, lang: Lang) -> None:
    """Gives a document in a format; kept in a file, it is summed up beside."""
    from ea_repo.format import html, markdown
    from ea_repo.format import text as plain

    match format_:
        case "json":
            text = json
        case "markdown":
            text = markdown.as_markdown(made)
        case "html":
            text = html.as_html(made, lang)
        case _:
            text = plain.as_text(made, options.width())
    if given(text, file, lang):
        click.echo(f"{made.answer[0].text} → {file}", err=True)


def _keep(text: str, file: Path, lang: Lang) -> None:
    """Writes an answer in a file; a link stays a link, and what is no file (a device, a pipe) is written to."""
    from ea_repo.write import write

    plain = click.unstyle(text) + "\n"
    try:
        target = file.resolve()
        if target.exists() and not target.is_file():
            target.write_text(plain, encoding="utf-8")
        else:
            write(target, plain)
    except OSError as error:
        options.refuse(f"{file}: {error.strerror or error}", lang)
