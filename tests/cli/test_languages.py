"""Whatever is asked of the command line, it answers in the language asked: help, wrong use, refusals, answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ea_repo.cli.main import Commands, main
from ea_repo.cli.request import VERDICTS
from ea_repo.cli.shared import commands
from ea_repo.cli.shared.usage import METAVARS, metavars
from ea_repo.finding import Lang, Text
from ea_repo.metamodel.names import word_name
from tests.cli.running import invoke
from tests.report.small import workspace
from tests.texts import keyboard

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(
    r"\b(?:the|of|and|with|this|that|from|what|which|where|when|only|show|list|file|whole|not|is|are|by|or|has|have|"
    r"unknown|none|missing|required|default|value|argument|invalid|such|nothing|never|each|every|until|found|"
    r"yes|warning|error|lost|supplier|owner|covered|processes|findings?|elements?|rules?|links?|recorded)\b",
    re.IGNORECASE,
)
TYPED = re.compile(
    r"`[^`]*`|\[par défaut[^]]*\]|\[[^\]]*\|[^\]]*\]|--?[\w-]+|\S*[_./=]\S*|\b(?:ea|git) \w+|'[^']*'|« ea [^»]*»"
)
"""What one types, and which is English in every language."""


def all_commands() -> dict[str, click.Command]:
    assert isinstance(main, Commands)
    context = click.Context(main)
    return {name: command for name in main.list_commands(context) if (command := main.get_command(context, name))}


def english_in(text: str) -> list[str]:
    """The English words of a text that is meant to be French."""
    return ENGLISH.findall(TYPED.sub(" ", text))


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_every_help_exists_in_both_languages(name: str) -> None:
    command = all_commands()[name]
    assert isinstance(command, commands.Command | commands.Group), f"{name}: made by commands.command"
    texts = [command.title, command.text]
    for option in command.params:
        if isinstance(option, click.Option):
            assert isinstance(option, commands.Option), f"{name} {option.opts}: made by commands.option"
            texts.append(option.text)
    for text in texts:
        assert text.fr.strip() != text.en.strip()
        assert not english_in(text.fr)


SAME_IN_BOTH = {"CYPHER", "DATE", "FORMAT", "ID", "MODE", "OPTIONS", "PORT", "SITE", "SOURCE", "URL"}


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_what_stands_for_a_value_is_french_too(name: str, tmp_path: Path) -> None:
    usage, *_ = invoke(tmp_path, "--lang", "fr", name, "--help").out.partition("\n\n")
    values = [usage, *(option.metavar or "" for option in all_commands()[name].params)]
    words = {word for text in values for word in re.findall(r"\b[A-ZÉÈÔ]{2,}\b", metavars(text, "fr"))}
    assert words <= SAME_IN_BOTH | set(METAVARS.values())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_of_contents_has_a_title_for_each_command(lang: Lang, tmp_path: Path) -> None:
    shown = " ".join(keyboard(invoke(tmp_path, "--lang", lang, "--help").out).split())
    titles = {
        name: keyboard(command.title[lang])
        for name, command in all_commands().items()
        if isinstance(command, commands.Command | commands.Group)
    }
    assert {"request", "campaign", "check"} <= set(titles)
    assert [name for name, title in titles.items() if f" {name} {title}" not in shown] == []


def test_help_says_whose_language_an_answer_speaks_by_default(tmp_path: Path) -> None:
    for lang, default in (
        ("fr", "par défaut celle de l'espace de travail, sinon de l'environnement"),
        ("en", "by default the workspace's, else the environment's"),
    ):
        said = invoke(tmp_path, "check", "--help", "--lang", lang).out.replace("’", "'")
        assert default in " ".join(said.split())


@pytest.mark.parametrize("name", ["", *sorted(all_commands())])
def test_french_help_holds_no_english(name: str, tmp_path: Path) -> None:
    words = [name, "--help"] if name else ["--help"]
    help_ = invoke(tmp_path, *words, LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8")
    assert help_.code == 0
    assert help_.out.startswith("Usage : ea")
    # The names of commands, which are typed, stand at the beginning of lines.
    assert not english_in(re.sub(r"^  [a-z]+ ", "", help_.out, flags=re.MULTILINE))


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names to type for a command, then for each of a group's commands."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            of_group = command.get_command(context, name)
            assert of_group is not None
            yield from paths(of_group, (*path, name))


@pytest.mark.parametrize("path", list(paths(main)), ids=lambda path: " ".join(("ea", *path)))
def test_the_language_is_taken_anywhere(path: tuple[str, ...], tmp_path: Path) -> None:
    words = [*path, "--help"]
    helps = {invoke(tmp_path, *words[:place], "--lang", "fr", *words[place:]) for place in range(len(words) + 1)}
    (help_,) = helps
    assert help_.code == 0
    assert help_.out.startswith(f"Usage : {' '.join(('ea', *path))} ")
    assert "--lang [fr|en]" in help_.out


def test_the_language_may_stand_before_the_command_of_a_group(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert "demandes" in invoke(root, "request", "--lang", "fr", "list").out
    refused = invoke(root, "request", "--lang", "fr", "check", "none")
    assert (refused.code, english_in(re.sub("none|ea request list", "", refused.error))) == (2, [])


@pytest.mark.parametrize(
    ("words", "settings", "environment", "begins"),
    [
        (["--lang", "fr", "check", "--help"], "", {}, "Usage : "),
        (["check", "--lang=fr", "--help"], "", {}, "Usage : "),
        (["check", "--help", "--lang", "fr"], "", {}, "Usage : "),
        (["--lang", "fr", "check", "--lang", "en", "--help"], "", {}, "Usage: "),
        (["check", "--help"], "", {"LC_ALL": "fr_FR.UTF-8"}, "Usage : "),
        (["check", "--help"], "lang: fr\n", {}, "Usage : "),
        (["check", "--help"], "lang: en\n", {"LC_ALL": "fr_FR.UTF-8"}, "Usage: "),
        (["check", "--help"], "", {}, "Usage: "),
    ],
)
def test_help_speaks_the_language_asked_then_the_workspace_s_then_the_locale_s(
    words: list[str], settings: str, environment: dict[str, str], begins: str, tmp_path: Path
) -> None:
    (tmp_path / "workspace.yaml").write_text(f"name: Test\n{settings}", encoding="utf-8")
    assert invoke(tmp_path, *words, **environment).out.startswith(begins)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("list --nope", "Erreur : il n'y a pas d'option --nope."),
        ("list --fromat json", "Erreur : il n'y a pas d'option --fromat. Vouliez-vous dire '--at', '--format' ?"),
        ("list --format xml", "Erreur : valeur refusée pour --format : 'xml' n'est pas l'un de 'text', 'json'"),
        ("list --format", "Erreur : l'option --format attend une valeur."),
        ("check --unknown=1", "Erreur : l'option --unknown ne prend pas de valeur."),
        ("check extra", "Erreur : de trop : extra"),
        ("show", "Erreur : il manque ID."),
        ("accept f --by dsi --reason r", "Erreur : l'option --until manque."),
        ("deps a --depth 0", "Erreur : valeur refusée pour --depth : 0 n'est pas dans l'intervalle x>=1."),
        ("deps a --depth x", "Erreur : valeur refusée pour --depth : 'x' n'est pas un nombre entier."),
        ("check --baseline nowhere.json", "Erreur : valeur refusée pour --baseline : nowhere.json n'existe pas."),
        ("chekc", "Erreur : il n'y a pas de commande « chekc ». Vouliez-vous dire « check » ?"),
        ("diff a b c", "Erreur : un côté ou deux : [A] B"),
        ("draw", "Erreur : nommez une VUE, ou dites --all"),
    ],
)
def test_wrong_use_is_told_in_french(words: str, sentence: str, tmp_path: Path) -> None:
    refused = invoke(workspace(tmp_path), *words.split(), LC_ALL="fr_FR.UTF-8")
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.error
    assert refused.error.startswith("Erreur : ") or "\nPour l'aide : ea" in refused.error
    assert not english_in(refused.error.replace("nowhere.json", ""))


def test_wrong_use_is_told_in_english(tmp_path: Path) -> None:
    refused = invoke(workspace(tmp_path), "list", "--nope")
    assert refused.error.startswith("Usage: ea list [OPTIONS] [SELECTOR]...\nTry 'ea list --help' for help.\n\nError: ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("show zzz", "élément inconnu : « zzz »"),
        ("draw zzz", "vue inconnue : « zzz »"),
        ("explain zzz", "règle inconnue : « zzz »"),
    ],
)
def test_a_refusal_speaks_the_language_of_the_workspace(words: str, sentence: str, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    settings = root / "workspace.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}lang: fr\n", encoding="utf-8")
    said = invoke(root, *words.split())
    assert said.code == 2
    assert sentence in said.error


def test_the_verdicts_of_the_help_are_called_as_those_of_answers() -> None:
    for verdict, text in VERDICTS.items():
        named = word_name(None, "verdict", verdict)
        assert text == Text(f"Le verdict : {named.fr}.", f"The verdict: {named.en}.")
