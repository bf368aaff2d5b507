"""`ea kinds`: the vocabulary."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("kinds", short_help="List the kinds of element, or the fields of one.")
@click.argument("kind", required=False)
@options.formats("text", "json", "markdown")
@options.lang
def command(kind: str | None, format_: str, lang: str | None) -> None:
    """List the kinds of element; with a KIND, its fields and links."""
    from ea_repo.metamodel import kinds
    from ea_repo.report import pages
    from ea_repo.select import SelectorError

    with options.refusals(lang):
        if kind is not None and kind not in kinds():
            raise SelectorError.unknown_value("kind", kind, kinds())
        wanted = [kinds()[kind]] if kind else list(kinds().values())
        if format_ == "json":
            options.echo(pages.kinds_as_json(wanted))
        elif format_ == "markdown":
            options.echo(pages.kinds_as_markdown(wanted))
        elif kind:
            options.echo(pages.kind_as_text(wanted[0]))
        else:
            options.echo(pages.kinds_as_text(wanted, options.language(lang)))
