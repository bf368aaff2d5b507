"""`ea`: the table of contents of the repository."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import pkgutil
import sys
from typing import Any

import click

import ea_repo
from ea_repo import cli
from ea_repo.cli.shared import commands, usage
from ea_repo.cli.shared.commands import Command, Group, asked, spoken
from ea_repo.cli.shared.net import net
from ea_repo.cli.shared.terminal import ends_as_asked, language
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Lang, Text
from ea_repo.typography import typeset

SECTIONS = {
    Text("Interroger", "Ask"): (
        "list",
        "show",
        "find",
        "similar",
        "deps",
        "path",
        "lineage",
        "budget",
        "diff",
        "compare",
    ),
    Text("Prévoir", "Plan"): ("impact", "retire", "timeline"),
    Text("Décider", "Decide"): ("request", "dossier", "committee", "decisions", "apply"),
    Text("Juger", "Judge"): ("check", "stale", "indicators", "accept", "explain", "rules"),
    Text("Dessiner", "Draw"): ("draw", "views"),
    Text("Publier", "Publish"): ("site", "serve", "audience"),
    Text("Faire entrer", "Bring in"): ("import", "reconcile"),
    Text("Faire sortir", "Send out"): ("export", "campaign"),
    Text("Partager", "Share"): ("push", "status", "pull", "log", "query", "mcp", "lsp"),
    Text("Écrire", "Write"): (
        "init",
        "add",
        "set",
        "connect",
        "rename",
        "remove",
        "fmt",
        "demo",
        "kinds",
        "schema",
        "completion",
    ),
}
ALIASES = {"audit": "check"}
_NOT_COMMANDS = {"main"}


class Commands(Group):
    """The commands of this folder, one a module, found by their names."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A console or a pipe that cannot write a character shows another in its place.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        words = kwargs.get("args") or (args[0] if args else None) or sys.argv[1:]
        with net(language(asked(words))):
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        # Inside click, which would end an interrupted command, or one whose output is refused, as if it had findings.
        with net(spoken(ctx)):
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (info.name for info in pkgutil.iter_modules(cli.__path__) if not info.ispkg)
        return sorted(name for name in modules if name not in _NOT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"ea_repo.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], [*self.list_commands(ctx), *ALIASES], n=1)
            fr, en = (f" Vouliez-vous dire « {near[0]} » ?", f" Did you mean “{near[0]}”?") if near else ("", "")
            raise Misuse(Text(f"il n'y a pas de commande « {args[0]} ».{fr}", f"No such command “{args[0]}”.{en}"), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang, listed = spoken(ctx), self.list_commands(ctx)
        others = sorted(set(listed) - {name for names in SECTIONS.values() for name in names})
        sections = {**SECTIONS, Text("Autres", "Others"): tuple(others)}
        for title, names in sections.items():
            rows = [(name, self._title(ctx, name, lang)) for name in names if name in listed]
            if rows:
                with formatter.section(title[lang] + usage.BEFORE_COLON[lang]):
                    formatter.write_dl(rows, col_max=12)

    def _title(self, ctx: click.Context, name: str, lang: Lang) -> str:
        command = self.get_command(ctx, name)
        other = [alias for alias, real in ALIASES.items() if real == name]
        text = typeset(command.title[lang], lang) if isinstance(command, (Command, Group)) else ""
        return f"{text} (alias {', '.join(other)})" if other else text


_HELP = Text(
    """Le système d'information en texte, la charte en règles, un seul graphe entre les deux.

Un espace de travail est un dossier avec `workspace.yaml`, `model/`, `rules/` et `cartography/`. Codes de sortie : 0
rien à redire, 1 des écarts, 2 mauvais usage ou espace de travail illisible, 3 un défaut de ea.""",
    """The information system as text, the charter as rules, one graph between them.

A workspace is a folder with `workspace.yaml`, `model/`, `rules/` and `cartography/`. Exit codes: 0 clean,
1 findings, 2 wrong use or unreadable workspace, 3 a fault of ea itself.""",
)


@click.group(
    "ea",
    cls=Commands,
    title=Text("Le référentiel d'architecture d'entreprise.", "The repository of enterprise architecture."),
    text=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@commands.option(
    "-C",
    "directory",
    metavar="DIR",
    type=click.Path(),
    help=Text(
        "L'espace de travail à utiliser, au lieu de celui qui entoure le dossier courant.",
        "The workspace to use, instead of the one around the current folder.",
    ),
)
@commands.option(
    "--no-cache",
    is_flag=True,
    help=Text(
        "Lire le texte lui-même, et non ce qui a été gardé du même texte.",
        "Read the text itself, not what was kept of the same text.",
    ),
)
@click.version_option(ea_repo.__version__, prog_name="ea")
def main(directory: str | None, no_cache: bool) -> None:
    """The command line, whose options come before the command, --lang anywhere."""


def run() -> None:
    """The command `ea`: a process that answers once and ends, so that no time goes into collecting garbage."""
    gc.disable()
    ends_as_asked()
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            # Nor into freeing, object by object, what goes with the process: all is written (`net`).
            atexit._run_exitfuncs()
            os._exit(end.code)
        raise


if __name__ == "__main__":
    run()
