"""`ea check`: the audit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import progress
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.answer.audit import Audit, FailOn
    from ea_repo.check.audit_settings import Selection
    from ea_repo.repository import Repository
    from ea_repo.semantics.answerable import By


_BOTH_KNOWN = Text(
    "--changed-since et --baseline disent tous deux ce qui est connu : donner l'un des deux.",
    "--changed-since and --baseline both say what is known: give one of them.",
)
_GIT_OR_SERVER = Text(
    "--changed-since lit git, et --store un serveur : donner l'un des deux.",
    "--changed-since reads git, and --store a server: give one of them.",
)
_IS_OR_IS_NOT = Text(
    "--write-baseline garde ce qui est, et --with dit ce qui n'est pas.",
    "--write-baseline holds what is, and --with tells what is not.",
)
_BY_IN_A_FOLDER = Text(
    "--by écrit des pages et des textes dans le dossier de -o : en donner un, sans --format.",
    "--by writes pages and texts in the folder of -o: give one, without --format.",
)
_HELP = Text(
    """Audite le modèle au regard de la charte : ce qui ne va pas, pourquoi cela compte, que faire.

Ce que le texte ne dit pas est inconnu, jamais une infraction. Les éléments illustratifs sont jugés à part, et ce
qu'une dérogation accepte est montré avec son dernier jour.""",
    """Audit the model against the charter: what is wrong, why it matters, what to do.

What the text does not say is unknown, never a violation. Illustrative elements are judged apart, and what a
derogation accepts is shown with its last day.""",
)


@commands.command(
    "check", Text("Auditer le modèle au regard de la charte.", "Audit the model against the charter."), _HELP
)
@commands.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help=Text(
        "Cette règle seulement (plusieurs : répéter, ou avec des virgules).",
        "Only this rule (several: again, or with commas).",
    ),
)
@commands.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="PRINCIPLE",
    shell_complete=completion.principles,
    help=Text("Les règles de ce principe seulement.", "Only the rules of this principle."),
)
@commands.option(
    "--scope",
    metavar="SELECTOR",
    help=Text(
        "Ces éléments seulement, et ceux à un lien d'eux : `zone=support`.",
        "Only these elements, and those one link away: `zone=support`.",
    ),
)
@commands.option(
    "--baseline",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=Text("N'échouer que sur ce qui est nouveau ou pire.", "Fail only on what is new or worse."),
)
@commands.option(
    "--write-baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help=Text("Garder les écarts d'aujourd'hui dans ce fichier.", "Keep the findings of today in this file."),
)
@commands.option(
    "--changed-since",
    metavar="GITREF",
    help=Text(
        "N'échouer que sur ce que cette branche a introduit ou aggravé.",
        "Fail only on what this branch introduced or made worse.",
    ),
)
@commands.option(
    "--verbose",
    "-v",
    is_flag=True,
    help=Text(
        "Règle par règle : ce que chacune a regardé, y compris celles sans écart.",
        "Rule by rule: what each looked at, those that are clean too.",
    ),
)
@commands.option(
    "--illustrations",
    is_flag=True,
    help=Text(
        "Montrer ce que les exemples du modèle enfreignent, règle par règle.",
        "Show what the examples of the model violate, rule by rule.",
    ),
)
@commands.option(
    "--unknown",
    is_flag=True,
    help=Text(
        "Nommer chaque fait qui manque aux règles pour juger.",
        "Name every fact that is missing for the rules to judge.",
    ),
)
@commands.option(
    "--by",
    type=options.OWNERS,
    help=Text(
        "Une page pour chacun de ceux-ci dans le dossier de -o, avec ce qui est à eux seuls, et un index.",
        "A page for each of these in the folder of -o, with what is theirs alone, and an index.",
    ),
)
@commands.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help=Text(
        "Sortir avec le code 1 dès qu'un écart est au moins aussi grave.",
        "Exit with 1 when a finding is at least this serious.",
    ),
)
@options.as_dated
@options.looking
@options.answers("audit", in_folder=True)
def command(
    call: Call, rules: tuple[str, ...], principles: tuple[str, ...], scope: str | None, baseline: Path | None,
    write_baseline: Path | None, changed_since: str | None, verbose: bool, illustrations: bool, unknown: bool,
    by: By | None, fail_on: FailOn, as_dated: bool, at: str | None,
) -> None:  # fmt: skip
    from ea_repo.report.writing import formats

    if changed_since is not None and baseline is not None:
        raise Misuse(_BOTH_KNOWN)
    if changed_since is not None and call.store:
        raise Misuse(_GIT_OR_SERVER)
    if write_baseline is not None and call.changes:
        raise Misuse(_IS_OR_IS_NOT)
    if by is not None and (call.file is None or call.format_asked is not None):
        raise Misuse(_BY_IN_A_FOLDER)
    if by is None:
        call.may_be_kept(formats("audit"))
    repository = call.repository(at, tells_flaws=True, leaves=by is not None)
    within = options.selector(repository, scope)
    selection = repository.selection(options.split(rules), options.split(principles), within)
    if changed_since is not None:
        audit = repository.changed_since(changed_since, selection)
    else:
        audit = _judged(repository, selection, baseline, as_dated=as_dated)
    if write_baseline is not None:
        repository.write_baseline(audit, write_baseline)
    if by is None:
        _give(call, repository, audit, unknown=unknown, verbose=verbose, illustrations=illustrations)
    else:
        _give_by_owner(call, audit, by)
    sys.exit(1 if audit.fails(fail_on) and write_baseline is None else 0)


def _give(call: Call, repository: Repository, audit: Audit, **wishes: bool) -> None:
    # A part of an audit says nothing of the whole, which is what indicators measure.
    is_page = call.format("audit") == "html"
    measured = is_page and not audit.partial
    call.give(
        "audit", audit, indicators=repository.evolution() if measured else None,
        revision=repository.revision if is_page else None, trust=repository.trust() if measured else None, **wishes,
    )  # fmt: skip


def _give_by_owner(call: Call, audit: Audit, by: By) -> None:
    """Writes a page for each owner in the folder of -o."""
    from ea_repo.answer.owners import by_owner
    from ea_repo.report.audit_folder import write

    folder = call.file
    if folder is not None:
        index = write(by_owner(audit, by), folder, call.lang, call.keep)
        click.echo(f"→ {index}", err=True)


def _judged(repository: Repository, selection: Selection, baseline: Path | None, *, as_dated: bool) -> Audit:
    """The audit, told how far it is; the model is read before, as each of the two has a bar of its own."""
    len(repository.graph)
    with progress("Audit") as tell:
        return repository.check(selection, baseline, tell, as_dated=as_dated)
