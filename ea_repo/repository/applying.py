"""Writing a change file into the text of a workspace: what was imagined becomes what is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.applied import Applied
from ea_repo.answer.audit import WHOLE, Audit
from ea_repo.exchange.merge.plan import Edit
from ea_repo.exchange.writing.editing import Changes, changed, new_file
from ea_repo.exchange.writing.swap import MODEL, Listing, Meanwhile, listing, replace_files
from ea_repo.finding import Text, Wrong
from ea_repo.graph import Graph, difference
from ea_repo.load.requests import of_an_option, read_request
from ea_repo.load.scenario import Scenario
from ea_repo.repository import judging
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.select.paths import fields, plain
from ea_repo.write import explaining, file_name

_GRANTED = ("accept", "conditions", "derogate")


class NotApplied(Wrong):
    """Changes that are not written: why, in a sentence; everything is as it was."""


def apply(opened: OpenWorkspace, path: Path) -> Answer[Applied]:
    """Writes a change file, or an option that was accepted, into the text, comments and order kept.

    Raises NotApplied where there is nothing to write or nobody accepted it, ChangesUnreadable for an error in it,
    Unreadable for a file that cannot be changed safely: then nothing is written.
    """
    seen = listing(opened.root / MODEL)
    require_accepted(opened, path)
    after = opened.changed(path)
    _require_standing(after.workspace.scenarios[-1])
    return write(opened, after, str(path), f"{MODEL}/{_name(path)}.yaml", seen)


def write(opened: OpenWorkspace, after: OpenWorkspace, changes: str, new: str, seen: Listing) -> Answer[Applied]:
    """Writes what a changed workspace says otherwise, new elements to the file `new`, and audits it again.

    `changes` names what is written, `seen` is the model as it was read; raises as `apply` does.
    """
    graphs = opened.workspace.graph, after.workspace.graph
    contents = contents_of(opened.root, *graphs, new)
    if not contents:
        raise NotApplied(
            Text(f"{changes} : ces changements sont déjà dans le texte", f"{changes}: the text says so already")
        )
    before, announced = _audit(opened), _audit(after)
    compared = announced.compared(changes, before, difference(opened.graph, after.graph), after.graph.name).since
    with explaining(opened.root / MODEL):
        try:
            replace_files(opened.root, contents, seen)
        except Meanwhile:
            fr = f"{MODEL}/ : quelqu'un vient d'y écrire ; rien n'est écrit, réessayez"
            raise NotApplied(Text(fr, f"{MODEL}/: somebody has just written there; nothing is written")) from None
    again = OpenWorkspace(opened.root, opened.at, opened.changes)
    written = _audit(again)
    content = Applied(
        changes,
        tuple(sorted(contents)),
        compared.new if compared else (),
        compared.worse if compared else (),
        compared.fixed if compared else (),
        _counting(before),
        _counting(announced),
        _counting(written),
        tuple(sorted(((prints := _prints(announced)) - _prints(written)) | (_prints(written) - prints))),
    )
    return again.answer(content)


def _audit(opened: OpenWorkspace) -> Audit:
    """The audit of what is written, on its own dates."""
    return judging.audit(opened, WHOLE, None, lambda *_: None, as_dated=True)


def _counting(audit: Audit) -> int:
    return sum(finding.counts for finding in audit.findings)


def _prints(audit: Audit) -> Counter[str]:
    return Counter(finding.fingerprint for finding in audit.findings)


def require_accepted(opened: OpenWorkspace, path: Path) -> None:
    """Raises NotApplied for an option of a request of which no decision says that it is accepted."""
    named = of_an_option(path)
    if named is None:
        return
    graph = opened.workspace.graph
    written = read_request(opened.root, named[0], opened.workspace.settings.limits)
    verdicts = {
        graph.value(id, "option"): graph.value(id, "verdict")
        for id in graph.of("decision")
        if graph.value(id, "request") == written.id
    }
    if verdicts.get(named[1]) not in _GRANTED:
        fr = f"{path} : aucune décision n'accepte cette option ; « ea request decide {written.id} … » l'enregistre"
        en = f"{path}: no decision accepts this option; “ea request decide {written.id} …” records one"
        raise NotApplied(Text(fr, en))


def _require_standing(scenario: Scenario) -> None:
    """Raises NotApplied for a change file that says of itself that it is only proposed, or dropped."""
    if scenario.status in (None, "accepted"):
        return
    fr, en = {
        "proposed": ("n'est que proposé", "is only proposed"),
        "dropped": ("est abandonné", "is dropped"),
    }[str(scenario.status)]
    raise NotApplied(
        Text(
            f"{scenario.status_at}: ce fichier de changements {fr} ; rien n'est écrit (« status: accepted » une fois "
            "décidé, avec sa décision sous « decided_by »)",
            f"{scenario.status_at}: this change file {en}; nothing is written (“status: accepted” once decided, "
            "with its decision under “decided_by”)",
        )
    )


def _name(path: Path) -> str:
    """The name of the file for what is new: that of the change file, or of the request."""
    named = of_an_option(path)
    return file_name(Path(named[0] if named else path).stem)


def contents_of(root: Path, before: Graph, after: Graph, new: str) -> dict[str, bytes | None]:
    """The files to write, by their paths, so that the text says what the second graph says; new elements go to `new`.

    Raises NotApplied for an element that is not written in `model/`, Unreadable for a file that cannot be changed.
    """
    by_file: dict[str, Changes] = {}
    for edit in _edits(before, after):
        _require_in_model(edit)
        by_file.setdefault(edit.file, Changes()).edits.append(edit)
    elements = difference(before, after)
    for id in elements.removed:
        removal = Edit(id, before.kind(id), before.file(id), {})
        _require_in_model(removal)
        by_file.setdefault(removal.file, Changes()).removals.append(removal)
    for id in elements.added:
        added = by_file.setdefault(new, Changes()).added
        added.setdefault(after.kind(id), {})[id] = fields(after, id)
    return {file: _content(root, file, changes) for file, changes in by_file.items()}


def _edits(before: Graph, after: Graph) -> Iterator[Edit]:
    """The fields that are written otherwise; links to what is removed go with it."""
    removed = {id for id in before if id not in after}
    for id in sorted(set(before) & set(after)):
        old, new = fields(before, id), fields(after, id)
        new |= dict(_without(after, id, removed))
        said = {name: new.get(name) for name in {**old, **new} if old.get(name) != new.get(name)}
        if said:
            yield Edit(id, before.kind(id), before.file(id), said)


def _without(graph: Graph, id: str, removed: set[str]) -> Iterator[tuple[str, Any]]:
    """The links of an element that point at something removed, with what is left of them: a list that may be empty.

    Raises NotApplied for the end of a flow: what would be left of the flow says nothing.
    """
    for name, link in graph.definition(id).links.items():
        refs = graph.value(id, name) or ()
        gone = [ref.to for ref in refs if ref.to in removed]
        if gone and link.end:
            fr = f"{id} : une extrémité de ce flux est {gone[0]}, qui est retiré ; retirez-le aussi (rien n'est écrit)"
            raise NotApplied(Text(fr, f"{id}: an end of this flow is {gone[0]}, which is removed; remove it too"))
        if gone:
            yield name, [plain(ref) for ref in refs if ref.to not in removed]


def _require_in_model(edit: Edit) -> None:
    if not edit.file.startswith(f"{MODEL}/"):
        fr = f"{edit.file} : {edit.id} n'est pas écrit dans {MODEL}/ ; à changer à la main (rien n'est écrit)"
        raise NotApplied(Text(fr, f"{edit.file}: {edit.id} is not written in {MODEL}/; change it by hand"))


def _content(root: Path, file: str, changes: Changes) -> bytes | None:
    path = root / file
    text = path.read_bytes().decode("utf-8") if path.exists() else None
    new = new_file(changes.added) if text is None else changed(file, text, changes)
    return new.encode("utf-8") if new.strip() else None
