"""What `workspace.yaml` says, the file that marks a workspace's root, and how that is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ea_repo.finding import Finding, Lang, Severity, Text
from ea_repo.load.limits import USUAL, Limits
from ea_repo.metamodel import Vocabulary, built_in

if TYPE_CHECKING:
    from typing import Literal

    from ea_repo.metamodel.own_words import OwnWords

FILE = "workspace.yaml"


class WorkspaceUnreadable(Exception):
    """There is no workspace here, or its `workspace.yaml` cannot be understood."""

    def __init__(self, message: Text | str) -> None:
        self.message = Text(message, message) if isinstance(message, str) else message
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Complete:
    """What the workspace holds in full, so that an absence there is a no.

    Without `fields`: every element of the kind is written down. With `fields`: on each of them, these are.
    """

    kind: str
    fields: tuple[str, ...] = ()
    where: Mapping[str, Any] | None = None
    """A selector: only the elements that it selects."""


@dataclass(frozen=True)
class Settings:
    """What a workspace says of itself; `settings_file.py` tells what each setting means."""

    name: str
    at: str | None = None
    lang: Lang | None = None
    complete: tuple[Complete, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    margins: Mapping[int, float] = field(default_factory=dict)
    least_known: float = 1 / 3
    verified_within: Mapping[str, int] = field(default_factory=dict)
    restricted: bool = False
    marking: Text | None = None
    signers: tuple[Text, ...] = ()
    severity: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    limits: Limits = USUAL
    own_words: OwnWords | None = None
    """The fields and kinds that it declares, if any."""
    flaws: tuple[Finding, ...] = ()
    """What is wrong in the text, and was left out."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds of element that may be written here: the built-in ones, with what the workspace declares."""
        return built_in() if self.own_words is None else self.own_words.vocabulary()

    @property
    def own_words_as_json(self) -> str:
        """The fields and kinds that it declares, as text."""
        return "" if self.own_words is None else self.own_words.model_dump_json()

    def as_json(self) -> dict[str, Any]:
        """All that it says, as JSON can say it, but for its own fields and kinds; without what is wrong."""
        said = {name: value for name, value in vars(self).items() if name in _PLAIN}
        marking = None if self.marking is None else asdict(self.marking)
        complete = [asdict(entry) for entry in self.complete]
        signers = [asdict(signer) for signer in self.signers]
        return said | {"marking": marking, "signers": signers, "complete": complete, "limits": asdict(self.limits)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Settings:
        """The settings of which `as_json` said this; no fields and kinds of its own."""
        complete = (Complete(entry["kind"], tuple(entry["fields"]), entry["where"]) for entry in said["complete"])
        read = {
            "complete": tuple(complete),
            "margins": {int(year): euros for year, euros in said["margins"].items()},
            "marking": None if said["marking"] is None else Text(**said["marking"]),
            "signers": tuple(Text(**signer) for signer in said["signers"]),
            "limits": Limits(**said["limits"]),
        }
        return cls(**{**said, **read})


_PLAIN = frozenset(Settings.__dataclass_fields__) - {"own_words", "flaws"}


def find_root(start: Path) -> Path:
    """The workspace that holds this folder; raises WorkspaceUnreadable where none does."""
    try:
        start = start.absolute()
    except FileNotFoundError:
        french = "le dossier courant n'existe plus : allez dans un autre, ou nommez-en un par -C"
        english = "the current folder is gone: change to another one, or name one with -C"
        raise WorkspaceUnreadable(Text(french, english)) from None
    if not start.is_dir():
        raise WorkspaceUnreadable(Text(f"{start} : ce dossier n'existe pas", f"{start}: no such folder"))
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceUnreadable(
        Text(
            f"{start} : pas de {FILE} ici ni au-dessus ; « ea init DIR » commence un espace de travail, "
            "« ea -C DIR » en choisit un",
            f"{start}: no {FILE} here or above; `ea init DIR` starts a workspace, `ea -C DIR` picks one",
        )
    )


def unreadable(findings: Iterable[Finding]) -> WorkspaceUnreadable:
    """That these findings keep a workspace from being read."""
    lines = [Text(f"{flaw.at}: {flaw.message.fr}", f"{flaw.at}: {flaw.message.en}") for flaw in findings]
    return WorkspaceUnreadable(Text("\n".join(line.fr for line in lines), "\n".join(line.en for line in lines)))
