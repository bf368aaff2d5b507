"""Commands and options that say their help in the language asked."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ea_repo.cli.shared import usage
from ea_repo.cli.shared.terminal import language
from ea_repo.finding import Lang, Text
from ea_repo.typography import typeset

F = TypeVar("F", bound=Callable[..., Any])
_LANG_HELP = Text("La langue de l'aide et des réponses.", "The language of help and answers.")
_SETTINGS = "workspace.yaml"
_LANG = re.compile(r"^lang:\s*[\"']?(fr|en)\b", re.MULTILINE)


def asked(words: Sequence[str]) -> Lang | None:
    """The language that the words of a command line ask for, before they are parsed: a refusal needs it too."""
    wanted: Lang | None = None
    for place, word in enumerate(words):
        if word == "--":
            break
        name, is_joined, value = word.partition("=")
        if name == "--lang":
            value = value if is_joined else next(iter(words[place + 1 :]), "")
            wanted = "fr" if value == "fr" else "en" if value == "en" else wanted
    return wanted


def spoken(ctx: click.Context) -> Lang:
    """The language of help and of refusals: asked, else the workspace's, else the locale's."""
    if ctx.obj is not None:
        return language(ctx.obj)
    return language(None, _of_workspace(Path(ctx.find_root().params.get("directory") or ".")))


def _of_workspace(start: Path) -> Lang | None:
    """The language that the settings around a folder say, read without parsing them: help imports nothing heavy."""
    try:
        folder = start.absolute()
        file = next((place / _SETTINGS for place in (folder, *folder.parents) if (place / _SETTINGS).is_file()), None)
        said = None if file is None else _LANG.search(file.read_text("utf-8", "replace"))
    except OSError:
        return None
    return None if said is None else "fr" if said[1] == "fr" else "en"


class Option(click.Option):
    """An option whose help exists in both languages."""

    def __init__(self, *args: Any, help: Text, **attributes: Any) -> None:
        super().__init__(*args, **(attributes | {"help": help.en}))
        self.text = help


class _Speaks(click.Command):
    """What commands and groups have in common: they write their help, and that of their options, in a language.

    Each takes --lang, which a command without an answer hears by `spoken` alone.
    """

    def __init__(self, *args: Any, title: Text, text: Text, **attributes: Any) -> None:
        super().__init__(*args, **(attributes | {"help": text.en, "short_help": title.en}))
        self.title, self.text = title, text
        if all(param.name != "lang" for param in self.params):
            self.params.append(_lang())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = spoken(ctx)
        pieces = usage.metavars(" ".join(self.collect_usage_pieces(ctx)), lang)
        formatter.write_usage(ctx.command_path, pieces, prefix=usage.USAGE[lang])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            lang = spoken(ctx)
            formatter.write_text(typeset(inspect.cleandoc(self.text[lang]), lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = spoken(ctx)
        records = [_record(option, ctx, lang) for option in self.get_params(ctx) if isinstance(option, click.Option)]
        with formatter.section(usage.OPTIONS[lang]):
            formatter.write_dl([record for record in records if record is not None])


def _record(option: click.Option, ctx: click.Context, lang: Lang) -> tuple[str, str] | None:
    """An option's names and its help, with what click adds to it (its default, whether it is required)."""
    record = option.get_help_record(ctx)
    if record is None:
        return None
    names, help_ = record
    if isinstance(option, Option):
        help_ = option.text[lang] + usage.said(help_.removeprefix(option.help or ""), lang)
    else:
        help_ = usage.said(help_, lang)
    return usage.metavars(names, lang), typeset(help_, lang)


def _lang() -> Option:
    """The option of the language, whose value `asked` has read before the words are parsed."""
    return Option(["--lang"], type=click.Choice(["fr", "en"]), expose_value=False, help=_LANG_HELP)


class Command(_Speaks):
    """A command whose help exists in both languages."""


class Group(_Speaks, click.Group):
    """A group of commands whose help exists in both languages."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = spoken(ctx)
        known = self.commands.items()
        rows = [(name, typeset(command.title[lang], lang)) for name, command in known if isinstance(command, Command)]
        with formatter.section(usage.COMMANDS[lang]):
            formatter.write_dl(rows)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        wanted = asked(args)
        try:
            return super().make_context(info_name, args, parent, **({"obj": wanted} | extra))
        except click.ClickException as error:
            ctx = getattr(error, "ctx", None)
            raise usage.Refused(error, language(wanted) if ctx is None else spoken(ctx)) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except usage.Refused:
            raise
        except click.ClickException as error:
            raise usage.Refused(error, spoken(ctx)) from None


def command(name: str, title: Text, text: Text) -> Callable[[Callable[..., Any]], Command]:
    """Makes a function a command: its name, its line in the table of contents, its help."""
    return click.command(name, cls=Command, title=title, text=text)


def option(*names: str, help: Text, **attributes: Any) -> Callable[[F], F]:
    """An option whose help exists in both languages; the rest is as of `click.option`."""
    return click.option(*names, cls=Option, help=help, **attributes)
