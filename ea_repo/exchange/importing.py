"""From files to the plan of an import, or to a comparison; from the plan to the workspace."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ea_repo.exchange.campaign.record import received_before
from ea_repo.exchange.inventory import Inventory, Note, Rejected
from ea_repo.exchange.mapping import Draft, Mapping, draft, mapping_in, well_known
from ea_repo.exchange.mapping.drafting import mistakes, unmet
from ea_repo.exchange.merge.memory import Memory, memories, same_source
from ea_repo.exchange.merge.merging import plan
from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.merge.returned import as_it_went, returned
from ea_repo.exchange.merge.wishes import Wishes
from ea_repo.exchange.naming import slug
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.receiving import answered_otherwise
from ea_repo.exchange.reconcile.ids_file import ids_in
from ea_repo.exchange.reconcile.reconciliation import Reconciliation, reconciled
from ea_repo.exchange.registry import read
from ea_repo.exchange.writing.files import files_of
from ea_repo.exchange.writing.swap import Listing, Meanwhile, replace_files
from ea_repo.finding import Position, Text
from ea_repo.graph import Graph
from ea_repo.load import Workspace
from ea_repo.load.progress import OnProgress, ignore_progress
from ea_repo.suggest import did_you_mean
from ea_repo.system import reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be imported, and how."""

    paths: tuple[Path, ...]
    format: str = ""
    """Found by what the files hold, where it is not said."""
    mapping: Path | None = None
    source: str = ""
    """The name of the source, where it is said."""
    wishes: Wishes = field(default_factory=Wishes)


class NotImported(Exception):
    """An import that was not written: why, in one sentence."""

    def __init__(self, why: Text) -> None:
        self.message = why
        super().__init__(why.en)


def planned(asked: Asked, workspace: Workspace | None, tell: OnProgress = ignore_progress) -> Plan:
    """What an import would do to a workspace, or to a new one; raises Unreadable where the source cannot be read.

    So does a workspace of which part cannot be read: what is written there would be taken for missing.
    """
    if workspace is not None and workspace.lost:
        flaw = next(finding for finding in workspace.unreadable if finding.at is not None)
        raise Unreadable(_LOST, Place(str(flaw.at)))
    tell(0, _STEPS)
    own = mapping_in(asked.mapping) if asked.mapping is not None else None
    inventory = read(asked.paths, _format(asked, own), workspace.graph.vocabulary if workspace is not None else None)
    tell(1, _STEPS)
    known = memories(workspace.root) if workspace is not None else {}
    if inventory.own:
        return come_back(asked, inventory, workspace, _source(asked, Mapping(), inventory, known, workspace))
    mapping = mapping_for(inventory, own, asked.mapping)
    source = _source(asked, mapping, inventory, known, workspace)
    graph = workspace.graph if workspace is not None else Graph()
    made = drafted(inventory, mapping, source, workspace, own)
    tell(2, _STEPS)
    if workspace is None:
        return plan(made, source, graph, _nowhere, None, asked.wishes)
    return plan(made, source, graph, workspace.locate, known.get(source), asked.wishes)


def _format(asked: Asked, own: Mapping | None) -> str:
    """The format of the files: as asked, else as the mapping says; empty where what they hold tells it."""
    return asked.format or (own.format if own is not None and own.format else "")


def come_back(asked: Asked, inventory: Inventory, workspace: Workspace | None, source: str) -> Plan:
    """What elements that went out would change where they come back; new ones go in a folder named after the file."""
    graph = workspace.graph if workspace is not None else Graph()
    made = returned(_dated(_already_answered(inventory, asked.wishes.on), workspace), graph)
    if workspace is not None:
        made.notes += answered_otherwise(inventory, workspace.root)
    if workspace is None:
        return plan(made, source, graph, _nowhere, None, asked.wishes)
    return plan(made, source, graph, workspace.locate, as_it_went(made, source, graph), asked.wishes)


def _already_answered(inventory: Inventory, today: str) -> Inventory:
    """An inventory whose answers were not given on a day to come: such a day is refused, and told by nothing."""
    answers = inventory.answers
    if answers is None or answers.on is None or answers.on_at is None or answers.on <= today:
        return inventory
    refused = Rejected(answers.on_at, Text(_TO_COME.fr.format(answers.on), _TO_COME.en.format(answers.on)))
    return replace(inventory, answers=replace(answers, on=None), rejected=(*inventory.rejected, refused))


def _dated(inventory: Inventory, workspace: Workspace | None) -> Inventory:
    """An inventory whose answers, where they came in before and do not say when they were given, keep that day."""
    answers = inventory.answers
    if answers is None or answers.on is not None or workspace is None:
        return inventory
    before = received_before(workspace.root, answers.campaign, inventory.digest)
    return inventory if before is None else replace(inventory, answers=replace(answers, on=before.on))


def compared(
    asked: Asked, workspace: Workspace, graph: Graph, ids: Path | None, tell: OnProgress = ignore_progress
) -> Reconciliation:
    """What others see beside what is declared, on the day of a graph; raises Unreadable."""
    tell(0, _STEPS)
    own = mapping_in(asked.mapping) if asked.mapping is not None else None
    inventory = read(asked.paths, _format(asked, own))
    tell(1, _STEPS)
    mapping = mapping_for(inventory, own, asked.mapping)
    source = _source(asked, mapping, inventory, memories(workspace.root), workspace)
    made = drafted(inventory, mapping, source, workspace, own)
    tell(2, _STEPS)
    written = ids_in(ids, graph) if ids is not None else {}
    return reconciled(made, source, graph, workspace.locate, written)


def drafted(
    inventory: Inventory, mapping: Mapping, source: str, workspace: Workspace | None, own: Mapping | None = None
) -> Draft:
    """What an inventory would bring; `own` is what an architect wrote of the mapping: what that misses is told."""
    lang = workspace.settings.lang if workspace is not None else None
    for id in mapping.ids.values():
        if workspace is None or id not in workspace.graph:
            hint = did_you_mean(id, workspace.graph) if workspace is not None else Text("", "")
            raise Unreadable(_no_such_id(id, hint), _at(inventory))
    made = draft(inventory, mapping, source, workspace.graph if workspace is not None else None, lang)
    if own is not None:
        made.notes += unmet(inventory, own)
    elif well_known(inventory.format) is None:
        made.notes.append(Note(_at(inventory), _NO_MAPPING))
    return made


def mapping_for(inventory: Inventory, written: Mapping | None, path: Path | None) -> Mapping:
    """The mapping of an inventory: what an architect wrote (in that file) first, then what its format means.

    Raises Unreadable where a table comes without any, and where one names columns that the table does not have.
    """
    known = well_known(inventory.format)
    if written is None:
        if known is None and inventory.tabular:
            raise Unreadable(_TABLE, _at(inventory))
        return known or Mapping()
    if inventory.tabular:
        for mistake in mistakes(inventory, written):
            raise Unreadable(mistake, Place(str(path)))
    return written if known is None else _over(known, written)


def _over(known: Mapping, written: Mapping) -> Mapping:
    """A mapping laid over that of a format: for the types that it names, it alone counts."""
    parts = {name: getattr(written, name) for name in written.model_fields_set - {"records", "relations"}}
    return known.model_copy(
        update={
            **parts,
            "records": {**known.records, **written.records},
            "relations": {**known.relations, **written.relations},
        }
    )


def write(plan: Plan, workspace: Workspace, seen: Listing | None = None) -> None:
    """Carries out a plan, whole or not at all; raises NotImported, or Unreadable for a file that cannot be changed.

    `seen` is how the model stood when the plan was made: where somebody wrote in it since, nothing is written.
    """
    contents = files_of(plan, workspace.root)
    try:
        replace_files(workspace.root, contents, seen)
    except Meanwhile:
        raise NotImported(_MEANWHILE) from None
    except OSError as error:
        because = reason(error)
        why = Text(f"rien n'a été écrit : {because.fr}", f"nothing was written: {because.en}")
        raise NotImported(why) from None


def fill(plan: Plan, folder: Path) -> None:
    """Writes what a plan brings in the folder of a new workspace."""
    for file, content in files_of(plan, None).items():
        if content is not None:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _source(
    asked: Asked, mapping: Mapping, inventory: Inventory, known: Dict[str, Memory], workspace: Workspace | None
) -> str:
    """The name of the source: as said, as it came in before, or made from its own name."""
    if said := slug(asked.source or mapping.source or ""):
        return said
    if (before := same_source(inventory, known)) is not None:
        return before
    first = asked.paths[0]
    named = slug(str(inventory.name)) if not inventory.tabular else ""
    name = named or slug(first.resolve().name if first.is_dir() else first.stem) or inventory.format
    return next(one for one in _variants(name) if _is_free(one, inventory, known, workspace))


def _no_such_id(id: str, hint: Text) -> Text:
    return Text(
        f"la correspondance dit « {id} » parmi ses ids, et aucun élément d'ici ne s'appelle ainsi{hint.fr}",
        f"the mapping says “{id}” among its ids, and no element here is called so{hint.en}",
    )


def _variants(name: str) -> Sequence[str]:
    return [name, *(f"{name}-{number}" for number in range(2, 1000))]


def _is_free(name: str, inventory: Inventory, known: Dict[str, Memory], workspace: Workspace | None) -> bool:
    """Whether a name may be that of this source: nothing has it, or what has no ids, and came from the same file."""
    if name in known:
        before, files = known[name], tuple(file.name for file in inventory.files)
        return before.format == inventory.format and (inventory.tabular or before.files == files[: len(before.files)])
    return workspace is None or not (workspace.root / "model" / name).exists()


def _at(inventory: Inventory) -> Place:
    return Place(inventory.files[0].name if inventory.files else "?")


def _nowhere(*_: object) -> Position:
    raise KeyError("nothing is written in a workspace that is not there yet")


_TO_COME = Text(
    "{} est un jour à venir : nul n'a encore répondu ; l'import prend son propre jour",
    "{} is a day to come: nobody has answered yet; the import takes its own day",
)
_STEPS = 3
"""Reading, mapping, meeting what is here."""
_MEANWHILE = Text(
    "quelqu'un d'autre a écrit dans cet espace de travail entre-temps : rien n'a été écrit, recommencez",
    "somebody else wrote in this workspace meanwhile: nothing was written, try again",
)
_LOST = Text(
    "une partie de l'espace de travail ne peut pas être lue : corrigez-la d'abord (ea check la montre)",
    "part of the workspace cannot be read: mend it first (ea check shows it)",
)
_TABLE = Text(
    "une correspondance doit dire ce que sont ces colonnes : « ea import --guess FICHIER -o correspondance.yaml » "
    "en écrit une première, puis --map correspondance.yaml",
    "a mapping must say what these columns are: `ea import --guess FILE -o mapping.yaml` writes a first one, then "
    "--map mapping.yaml",
)
_NO_MAPPING = Text(
    "aucune correspondance n'est connue pour ce format : tout est gardé tel quel ; --map dit ce que c'est "
    "(docs/import.md)",
    "no mapping is known for this format: everything is kept as it came; --map says what it is (docs/import.md)",
)
