"""`ea`: the table of contents of the repository."""

from __future__ import annotations

import gc
import importlib
import io
import pkgutil
import sys
from typing import Any

import click

import ea_repo
from ea_repo import cli
from ea_repo.cli.shared.net import net

SECTIONS = {
    "Ask": ("list", "show", "find", "similar", "deps", "path", "lineage", "budget", "diff"),
    "Plan": ("impact", "retire", "timeline"),
    "Judge": ("check", "indicators", "accept", "explain", "rules"),
    "Draw": ("draw", "views"),
    "Come in": ("import", "reconcile"),
    "Share": ("push", "status", "pull", "log", "query"),
    "Write": ("init", "demo", "kinds", "schema", "completion"),
}
ALIASES = {"audit": "check"}
_NOT_COMMANDS = {"main"}


class Commands(click.Group):
    """The commands of this folder, one a module, found by their names."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A console or a pipe that cannot write a character shows another in its place.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        with net():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        # Inside click, which would end an interrupted command, or one whose output is refused, as if it had findings.
        with net():
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
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise click.UsageError(f"No such command “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        listed = self.list_commands(ctx)
        sections = {
            **SECTIONS,
            "Others": tuple(sorted(set(listed) - {name for names in SECTIONS.values() for name in names})),
        }
        for title, names in sections.items():
            rows = [(name, self._help(ctx, name)) for name in names if name in listed]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows, col_max=12)

    def _help(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        other = [alias for alias, real in ALIASES.items() if real == name]
        text = command.get_short_help_str(80) if command else ""
        return f"{text} (alias {', '.join(other)})" if other else text


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C",
    "directory",
    metavar="DIR",
    type=click.Path(),
    help="The workspace to use, instead of the one around the current folder.",
)
@click.option("--no-cache", is_flag=True, help="Read the text itself, not what was kept of the same text.")
@click.version_option(ea_repo.__version__, prog_name="ea")
def main(directory: str | None, no_cache: bool) -> None:
    """The information system as text, the charter as rules, one graph between them.

    A workspace is a folder with `workspace.yaml`, `model/`, `rules/` and `cartography/`. Exit codes: 0 clean,
    1 findings, 2 wrong use or unreadable workspace, 3 a fault of ea itself.
    """


def run() -> None:
    """The command `ea`: a process that answers once and ends, so that no time goes into collecting garbage."""
    gc.disable()
    main()


if __name__ == "__main__":
    run()
