"""The plan of an import: a draft met with the workspace, in the light of what the source said last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ea_repo.exchange.inventory import Inventory, SourceFile
from ea_repo.exchange.mapping.draft import Draft
from ea_repo.exchange.merge.answered import verified_by_answers
from ea_repo.exchange.merge.known_again import know_again
from ea_repo.exchange.merge.memory import Memory, Remembered
from ea_repo.exchange.merge.plan import Added, Changed, Conflict, Edit, Gone, Kept, Plan, Verified
from ea_repo.exchange.merge.said import Said, in_order, said_by
from ea_repo.exchange.merge.three_way import Difference, Merge, same
from ea_repo.exchange.merge.wishes import Wishes
from ea_repo.exchange.naming import Names
from ea_repo.exchange.place import Place
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load.locate import Locate
from ea_repo.select.paths import fields as written_fields

_GONE = "gone_on"
"""What it says of an element that the source has no more."""
_STAMP = ("file", "digest", "day", _GONE)
"""What the provenance of an element says of the version that last said something new of it, or nothing any more."""
_VERSION = ("files", "sha256", "version")
"""What the inventory says of the version that was read: that it is another one is no news of the system."""
_DIGITS = 12


def plan(draft: Draft, source: str, graph: Graph, locate: Locate, remembered: Memory | None, wishes: Wishes) -> Plan:
    """What importing a draft under the name of a source would do to a workspace."""
    return _Planner(draft, source, graph, locate, remembered, wishes).plan()


class _Planner:
    def __init__(
        self, draft: Draft, source: str, graph: Graph, locate: Locate, remembered: Memory | None, wishes: Wishes
    ) -> None:
        self.draft, self.source, self.graph, self.locate = draft, source, graph, locate
        self.wishes, self.remembered = wishes, remembered
        self.own = draft.inventory.own
        """Whether these are elements that went out from a workspace: they have no source but it."""
        self.before: Mapping[str, Remembered] = remembered.elements if remembered is not None else {}
        self.known = self.ids_by_key()
        self.added: list[Added] = []
        self.changed: list[Changed] = []
        self.kept: list[Kept] = []
        self.conflicts: list[Conflict] = []
        self.gone: list[Gone] = []
        self.verified: list[Verified] = []
        self.edits: list[Edit] = []
        self.removals: list[Edit] = []
        self.memory: dict[str, Remembered] = {}

    def ids_by_key(self) -> dict[str, str]:
        """The ids that things of this source have: as elements say themselves, else as was remembered."""
        ids = {key: one.id for key, one in self.before.items()}
        for kind_name in self.graph.vocabulary.kinds if not self.own else ():
            for id, imported in self.graph.rows(kind_name, "imported"):
                if imported is not None and imported.source == self.source:
                    ids[imported.id] = id
        return ids

    def plan(self) -> Plan:
        know_again(self.draft, self.graph, self.known, self.before)
        ids = Names(self.draft, self.known, self.graph, self.graph.vocabulary).give()
        said = said_by(self.draft, ids, self.source, self.before, self.graph.vocabulary)
        for key, now in said.items():
            self.element(key, now)
        for key, before in self.before.items():
            if key not in said:
                self.no_longer(key, before)
        files = tuple(file.name for file in self.draft.inventory.files)
        inventory = self.draft.inventory
        memory = Memory(
            self.source, inventory.format, inventory.id, inventory.digest, files[:50], self.wishes.on, self.memory
        )
        if self.own or (self.remembered and replace(memory, on=self.remembered.on) == self.remembered):
            memory = self.remembered or memory
        return Plan(
            source=self.source,
            inventory=inventory,
            new=self.remembered is None,
            account=self.draft.account,
            rejected=tuple(self.draft.rejected),
            left_out=tuple(self.draft.left_out),
            inferred=tuple(self.draft.inferred),
            notes=tuple(self.draft.notes),
            added=tuple(self.added),
            changed=tuple(self.changed),
            kept=tuple(self.kept),
            conflicts=tuple(self.conflicts),
            gone=tuple(self.gone),
            verified=tuple(self.verified),
            edits=tuple(self.edits),
            removals=tuple(self.removals),
            memory=memory,
            remembered=self.remembered,
            on=self.wishes.on,
        )

    def element(self, key: str, now: Said) -> None:
        """Meets one element of the source with the one that is here."""
        before = self.before.get(key)
        if now.id in self.graph:
            self.meet(key, now, before)
        elif before is not None:
            self.deleted_here(key, now, before)
        else:
            self.add(now)
            self.memory[key] = Remembered(now.id, now.kind, now.fields)

    def add(self, now: Said) -> None:
        kind = self.graph.vocabulary.kinds[now.kind]
        fields = in_order(kind, now.fields) if self.own else self.stamped(now, now.fields)
        self.added.append(Added(now.id, now.kind, str(now.fields.get("name") or now.id), fields, now.at, now.inferred))

    def deleted_here(self, key: str, now: Said, before: Remembered) -> None:
        """An element that came in and was deleted here: it stays so, unless the source changed it since."""
        if same(before.fields, now.fields):
            self.memory[key] = before
            self.kept.append(Kept(now.id, "", None, now.fields.get("name"), None))
            return
        prefer = self.wishes.prefer
        self.conflicts.append(Conflict(now.id, "", before.fields, None, now.fields, now.at, None, prefer or ""))
        if prefer == "source":
            self.add(now)
        self.memory[key] = before if prefer is None else Remembered(now.id, now.kind, now.fields)

    def meet(self, key: str, now: Said, before: Remembered | None) -> None:
        here_kind = self.graph.kind(now.id)
        here = written_fields(self.graph, now.id)
        known = before.fields if before is not None else {}
        # Of two answers to one question none is a part of the other: a list is one value too.
        answers = self.draft.inventory.answers
        merge = Merge(self.wishes.prefer, lambda path: answers is not None or self.takes_one(here_kind, path))
        merged: dict[str, Any] = {}
        for name in dict.fromkeys((*here, *now.fields, *known)):
            values = (known.get(name), here.get(name), now.fields.get(name))
            if name == "imported" and not self.own:
                if not self.brought(here):
                    # What was here before, or came from elsewhere, stays so: this source only adds to it.
                    merged |= {name: here[name]} if name in here else {}
                    continue
                values = tuple(_unstamped(value) for value in values)
            value = merge.value(name, *values)
            if value is not None:
                merged[name] = value
        kind_name = self.kind_of(now, here_kind, before)
        for difference in merge.differences:
            self.note(now, here, difference)
        spoilt = self.draft.spoilt.get(key, ())
        verified = verified_by_answers(answers, key, here, merge.differences, spoilt, self.wishes)
        if verified is not None:
            self.verified.append(verified)
            merged |= {"verified_by": verified.by, "verified_on": verified.on}
        base = {name: known.get(name) if name in merge.unsolved else value for name, value in now.fields.items()}
        base |= {name: known[name] for name in merge.unsolved if name in known}
        self.memory[key] = Remembered(
            now.id, now.kind, {name: value for name, value in base.items() if value is not None}
        )
        self.edit(now, here, merged, here_kind, kind_name)

    def brought(self, here: Mapping[str, Any]) -> bool:
        """Whether an element that is here came from this source."""
        return not self.own and bool((here.get("imported") or {}).get("source") == self.source)

    def takes_one(self, kind_name: str, path: str) -> bool:
        link = self.graph.vocabulary.kinds[kind_name].links.get(path)
        return link is not None and link.one

    def kind_of(self, now: Said, here: str, before: Remembered | None) -> str:
        """The kind that an element is to have: the source may have come to say another one."""
        if now.kind == here or (before is not None and now.kind == before.kind):
            return here
        if before is None or before.kind == here:
            if before is not None:
                self.changed.append(Changed(now.id, "kind", here, now.kind, now.at))
                return now.kind
            return here
        prefer = self.wishes.prefer
        written = self.locate(now.id)
        self.conflicts.append(Conflict(now.id, "kind", before.kind, here, now.kind, now.at, written, prefer or ""))
        return now.kind if prefer == "source" else here

    def note(self, now: Said, here: Mapping[str, Any], difference: Difference) -> None:
        field = difference.path.partition(".")[0]
        if field == "imported" and difference.outcome != "conflict":
            return
        if now.kind == "inventory" and field in _VERSION:
            return
        at = now.place(field)
        match difference.outcome:
            case "changed":
                self.changed.append(Changed(now.id, difference.path, difference.here, difference.now, at))
            case "kept":
                if difference.before is not None or difference.now is not None:
                    written = self.locate(now.id, field)
                    self.kept.append(Kept(now.id, difference.path, difference.here, difference.now, written))
            case _:
                self.conflicts.append(
                    Conflict(
                        now.id, difference.path, difference.before, difference.here, difference.now, at,
                        self.locate(now.id, field), self.wishes.prefer or "",
                        " ".join(str(here[name]) for name in ("verified_by", "verified_on") if here.get(name)),
                    )
                )  # fmt: skip

    def edit(
        self, now: Said, here: Mapping[str, Any], merged: Mapping[str, Any], here_kind: str, kind_name: str
    ) -> None:
        """Notes what is to be written of an element, where anything is."""
        imported = here.get("imported")
        news = {
            name: merged.get(name)
            for name in dict.fromkeys((*here, *merged))
            if (name != "imported" or self.own) and not same(here.get(name), merged.get(name))
        }
        brought = self.brought(here)
        provenance = brought and (_GONE in (imported or {}) or not same(_unstamped(imported), merged.get("imported")))
        if not news and not provenance and kind_name == here_kind:
            return
        if brought:
            news["imported"] = self.stamped(now, {"imported": merged.get("imported")})["imported"]
        file = self.graph.file(now.id)
        if kind_name == here_kind:
            self.edits.append(Edit(now.id, here_kind, file, news))
            return
        whole = {**here, **news}
        kind = self.graph.vocabulary.kinds[kind_name]
        fields = {name: value for name, value in whole.items() if value is not None and name in kind.fields}
        self.removals.append(Edit(now.id, here_kind, file, {}))
        self.edits.append(Edit(now.id, kind_name, "", in_order(kind, fields)))

    def stamped(self, now: Said, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Fields whose provenance says which version of the source said them, and on which day they came."""
        inventory = self.draft.inventory
        file = _file_of(inventory, now.at)
        stamp = {
            "file": file.name if file is not None else now.at.file,
            "digest": (file.digest if file is not None else inventory.digest)[:_DIGITS],
            "day": self.wishes.on,
        }
        stamped = dict(fields)
        stamped["imported"] = {**(fields.get("imported") or {}), **stamp}
        return stamped

    def no_longer(self, key: str, before: Remembered) -> None:
        """An element that the source had, and has no more."""
        id = self.known.get(key, before.id)
        if id not in self.graph:
            return
        if key in self.draft.rejected_keys:
            self.memory[key] = before
            return
        written = self.locate(id)
        name = self.graph.name_alone(id)
        why = self.why_it_stays(id, before) if self.wishes.prune else None
        removed = self.wishes.prune and why is None
        self.gone.append(Gone(id, self.graph.kind(id), name, written, removed, why))
        if removed:
            self.removals.append(Edit(id, self.graph.kind(id), self.graph.file(id), {}))
        else:
            self.memory[key] = before
            self.mark_gone(id)

    def mark_gone(self, id: str) -> None:
        """Has an element that came from the source say from which day on the source no longer has it."""
        written = written_fields(self.graph, id)
        if self.brought(written) and _GONE not in written["imported"]:
            imported = {**written["imported"], _GONE: self.wishes.on}
            self.edits.append(Edit(id, self.graph.kind(id), self.graph.file(id), {"imported": imported}))

    def why_it_stays(self, id: str, before: Remembered) -> Text | None:
        """Why an element is not removed although the source has it no more."""
        written = written_fields(self.graph, id)
        if not self.brought(written):
            return Text("il n'est pas venu de cette source", "it did not come from this source")
        here = {name: value for name, value in written.items() if name != "imported"}
        known = {name: value for name, value in before.fields.items() if name != "imported"}
        if not same(here, known) and self.wishes.prefer != "source":
            return Text("il a été corrigé ici depuis", "it was corrected here since")
        leaving = {self.known.get(key, one.id) for key, one in self.before.items() if key not in self.draft.proposals}
        holders = dict.fromkeys(
            relation.source for relation in self.graph.arriving(id) if relation.source not in leaving
            and self.still_points(relation.source, relation.field, id)
        )  # fmt: skip
        if holders:
            listed = ", ".join(list(holders)[:5])
            return Text(f"d'autres y renvoient : {listed}", f"others point at it: {listed}")
        return None

    def still_points(self, holder: str, field: str, id: str) -> bool:
        """Whether an element still points at another once all edits are made."""
        edit = next((edit for edit in self.edits if edit.id == holder and field in edit.fields), None)
        if edit is None:
            return True
        return any((part["to"] if isinstance(part, dict) else part) == id for part in edit.fields[field] or ())


def _unstamped(imported: Any) -> Any:
    """A provenance without what only says when it came."""
    return {name: value for name, value in imported.items() if name not in _STAMP} if imported else imported


def _file_of(inventory: Inventory, at: Place) -> SourceFile | None:
    """The file that a place is in; of one inside an archive, the archive."""
    names = {file.name: file for file in inventory.files}
    if at.file in names:
        return names[at.file]
    return next((file for name, file in names.items() if at.file.startswith(f"{name}/")), None)
