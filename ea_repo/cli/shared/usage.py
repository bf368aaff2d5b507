"""How to use a command, in French: the words of click, of its help and of what it refuses.

click speaks English, and knows other languages only by files of the machine. What it says is few sentences: they are
known here by their form, and a test holds each of them against the version that is installed.
"""

from __future__ import annotations

import re

import click

from ea_repo.cli.shared.terminal import tell
from ea_repo.finding import Lang, Text
from ea_repo.typography import THIN, typeset

USAGE = Text(f"Usage{THIN}: ", "Usage: ")
BEFORE_COLON = Text(THIN, "")
COMMANDS = Text(f"Commandes{THIN}", "Commands")
OPTIONS = Text(f"Options{THIN}", "Options")
_TRY = Text("Pour l'aide : {command} {option}", "Try '{command} {option}' for help.")
_ERROR = Text("Erreur : ", "Error: ")

METAVARS = {
    "ACTOR": "ACTEUR",
    "ADDRESS": "ADRESSE",
    "ARGS": "ARGUMENTS",
    "CHANGES": "CHANGEMENTS",
    "COMMAND": "COMMANDE",
    "DATA": "DONNÉE",
    "DATUM": "DONNÉE",
    "DAYS": "JOURS",
    "DIR": "DOSSIER",
    "DIRECTORY": "DOSSIER",
    "FIELD": "CHAMP",
    "FILE": "FICHIER",
    "FINDING": "CONSTAT",
    "FINGERPRINT": "EMPREINTE",
    "FLOAT": "NOMBRE",
    "FROM": "DE",
    "GITREF": "RÉVISION",
    "HOST": "HÔTE",
    "INTEGER": "ENTIER",
    "KEY": "CLÉ",
    "KIND": "GENRE",
    "LINK": "LIEN",
    "MAPPING": "CORRESPONDANCE",
    "NAME": "NOM",
    "NEW": "NOUVEAU",
    "NUMBER": "NOMBRE",
    "OLD": "ANCIEN",
    "PATH": "CHEMIN",
    "PRINCIPLE": "PRINCIPE",
    "PROCESS": "PROCESSUS",
    "REASON": "RAISON",
    "REQUEST": "DEMANDE",
    "REVISION": "RÉVISION",
    "RULE": "RÈGLE",
    "SECONDS": "SECONDES",
    "SELECTOR": "SÉLECTEUR",
    "STATE": "ÉTAT",
    "TARGET": "CIBLE",
    "TEXT": "TEXTE",
    "TO": "VERS",
    "VALUE": "VALEUR",
    "VIEW": "VUE",
}
"""What stands for a value that one gives."""

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Show this message and exit\.", "Affiche cette aide."),
    (r"Show the version and exit\.", "Affiche la version."),
    (r"\[default: ", "[par défaut : "),
    (r"; (?=(?:[\d.]+<=?)?x[<>])", " ; "),
    (r"\brequired\]", "obligatoire]"),
    (r"Invalid value for '\[?([^']*?)\]?': ", "valeur refusée pour {1} : "),
    (r"Invalid value: ", "valeur refusée : "),
    (r"Missing option '([^']*)'(?: / '[^']*')*\.", "l'option {1} manque."),
    (r"Missing argument '\[?([^']*?)\]?'\.", "il manque {1}."),
    (r"Choose from:", "Au choix :"),
    (r"No such option '?(--?[\w-]+)'?\.", "il n'y a pas d'option {1}."),
    (r"No such option: (--?[\w-]+)", "il n'y a pas d'option {1}"),
    (r"\(?Did you mean (?:one of: )?(.*?)\?\)?$", "Vouliez-vous dire {1} ?"),
    (r"\(?Possible options: (.*?)\)?$", "Vouliez-vous dire {1} ?"),
    (r"Option '([^']*)' requires an argument\.", "l'option {1} attend une valeur."),
    (r"Option '([^']*)' does not take a value\.", "l'option {1} ne prend pas de valeur."),
    (r"Got unexpected extra arguments? \((.*)\)", "de trop : {1}"),
    (r"Missing command\.", "une commande manque."),
    (r"('[^']*') is not one of (.*)\.$", "{1} n'est pas l'un de {2}."),
    (r"('[^']*') is not a valid (?:integer range|integer)\.", "{1} n'est pas un nombre entier."),
    (r"('[^']*') is not a valid (?:float range|float)\.", "{1} n'est pas un nombre."),
    (r"(\S+) is not in the range (.*)\.$", "{1} n'est pas dans l'intervalle {2}."),
    (r"(?:Path|File|Directory) '([^']*)' does not exist\.", "{1} n'existe pas."),
    (r"(?:Path|File|Directory) '([^']*)' is a directory\.", "{1} est un dossier."),
    (r"(?:Path|File|Directory) '([^']*)' is a file\.", "{1} est un fichier."),
    (r"(?:Path|File|Directory) '([^']*)' is not readable\.", "{1} ne peut pas être lu."),
)
_KNOWN = tuple((re.compile(pattern), sentence) for pattern, sentence in _SENTENCES)
_METAVAR = re.compile(r"\b[A-Z]{2,}\b")
_RANGE = re.compile(r"\b(INTEGER|FLOAT) RANGE\b")


class Misuse(click.UsageError):
    """Wrong use of a command, said in both languages."""

    def __init__(self, text: Text, ctx: click.Context | None = None) -> None:
        super().__init__(text.en, ctx)
        self.text = text


class Refused(click.ClickException):
    """Wrong use of a command, as it is shown in the language asked."""

    exit_code = 2

    def __init__(self, error: click.ClickException, lang: Lang) -> None:
        super().__init__(error.message)
        self._error, self._lang = error, lang

    def show(self, file: object = None) -> None:
        """Says how the command is used, where its help is, and what is wrong."""
        ctx = getattr(self._error, "ctx", None)
        if isinstance(self._error, click.exceptions.NoArgsIsHelpError):
            tell(self._error.format_message())
            return
        if ctx is not None:
            tell(ctx.get_usage())
            options = ctx.help_option_names
            if ctx.command.get_help_option(ctx) is not None:
                tell(typeset(_TRY[self._lang].format(command=ctx.command_path, option=options[-1]), self._lang) + "\n")
        tell(typeset(f"{_ERROR[self._lang]}{self._sentence()}", self._lang))

    def _sentence(self) -> str:
        if isinstance(self._error, Misuse):
            return self._error.text[self._lang]
        sentence = said(self._error.format_message(), self._lang)
        return metavars(sentence, self._lang) if isinstance(self._error, click.MissingParameter) else sentence


def said(english: str, lang: Lang) -> str:
    """What click says, in this language."""
    if lang == "en":
        return english
    for pattern, french in _KNOWN:
        if match := pattern.search(english):
            english = english[: match.start()] + french.format(match[0], *match.groups()) + english[match.end() :]
    return english


def metavars(text: str, lang: Lang) -> str:
    """The same with what stands for values in this language: `--at DATE`, `-o FICHIER`; bounds are told beside."""
    text = _RANGE.sub(r"\1", text)
    return text if lang == "en" else _METAVAR.sub(lambda word: METAVARS.get(word[0], word[0]), text)
