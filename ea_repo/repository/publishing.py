"""A workspace as an audience may read it: the one door through which every answer for others comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ea_repo.answer.not_shown import LeftOut, NotShown, StillShown
from ea_repo.finding import Text, Wrong
from ea_repo.graph import Graph
from ea_repo.load import FILE, ChangesUnreadable, Workspace, WorkspaceUnreadable, load, with_changes
from ea_repo.load.changes import read_changes
from ea_repo.load.definition_file import Words
from ea_repo.load.files import SUFFIXES, Source
from ea_repo.load.requests import find_requests
from ea_repo.publication import profile
from ea_repo.publication.mentions import folded
from ea_repo.publication.profile import EVERYTHING, REQUEST, NoAudience, audiences
from ea_repo.publication.questions import Questions, words_of_the_product
from ea_repo.publication.redaction import Redaction, redaction
from ea_repo.publication.workspace_text import PublishedText, all_changes
from ea_repo.repository.published_folder import PublishedFolder
from ea_repo.repository.repository import Repository, Tell, tell_nobody

if TYPE_CHECKING:
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.audit import Audit
    from ea_repo.answer.comparison import Comparison
    from ea_repo.answer.request_check import CheckedRequest
    from ea_repo.answer.request_dossier import RequestDossier
    from ea_repo.answer.session import Session
    from ea_repo.answer.similar import Similar
    from ea_repo.answer.states import States
    from ea_repo.check.audit_settings import Selection
    from ea_repo.load.history import Commit

_ROUNDS = 5
"""How many times elements are left out that cannot be read without what is not shown of them."""


NOT_TOLD = Text("seul qui le publie en voit la raison", "only who publishes it sees why")
"""What an audience is told in place of why the text cannot be read: a reason may name what it is not shown."""


class NotPublished(Wrong):
    """What cannot be told to an audience, with the reason."""


class Published(Repository):
    """The workspace that an audience reads: in a folder of its own, where what it is not shown is not written.

    The folder lasts as long as somebody looks at it. What is asked beyond it (a file of the workspace, its history)
    is not answered.
    """

    _folder: PublishedFolder
    _original: Path

    def close(self) -> None:
        self._folder.remove()

    @property
    def revision(self) -> Text | None:
        return None

    def history(self, most: int) -> tuple[Commit, ...]:
        return ()

    def element_changes(self) -> dict[str, tuple[Commit, ...]]:
        return {}

    def check(
        self,
        selection: Selection | None = None,
        baseline: Path | None = None,
        tell: Tell = tell_nobody,
        *,
        as_dated: bool = False,
    ) -> Audit:
        if baseline is not None:
            fr = f"{baseline} : une référence nomme des écarts qui ne sont pas publiés ; sans --baseline, ou "
            en = f"{baseline}: a baseline names findings that are not published; without --baseline, or "
            raise NotPublished(Text(f"{fr}--audience everything", f"{en}--audience everything"))
        return super().check(selection, None, tell, as_dated=as_dated)

    def changed_since(self, revision: str, selection: Selection | None = None) -> Audit:
        raise NotPublished(
            Text(
                "l'histoire du texte n'est pas publiée : --since demande --audience everything",
                "the history of the text is not published: --since asks for --audience everything",
            )
        )

    def diff(self, before: str | None, after: str, *, as_dated: bool = False) -> Comparison:
        first = None if before is None else self._inside(before)
        return super().diff(first, self._inside(after), as_dated=as_dated)

    def compare(self, words: Sequence[str], *, as_dated: bool = False) -> Answer[States]:
        return super().compare([self._inside(word) for word in words], as_dated=as_dated)

    def request(self, word: str) -> CheckedRequest:
        return super().request(self._inside(word))

    def dossier(self, word: str, *, maps: bool = True) -> Answer[RequestDossier]:
        return super().dossier(self._inside(word), maps=maps)

    def committee(self, words: Sequence[str] = (), *, maps: bool = True) -> Answer[Session]:
        return super().committee([self._inside(word) for word in words], maps=maps)

    def similar(self, text: str) -> Answer[Similar]:
        return super().similar(self._inside(text))

    def _inside(self, word: str) -> str:
        """A word that names a file of the workspace, as it names the published one; raises NotPublished for others."""
        file, mark, option = word.partition("#")
        path = Path(file)
        if path.suffix.lower() not in SUFFIXES and not (path / FILE).is_file():
            return word
        original = self._original.resolve()
        inside = [base / file for base in (Path(), original) if (base / file).resolve().is_relative_to(original)]
        if not inside:
            fr = f"« {word} » est hors de l'espace de travail : rien n'en est publié"
            raise NotPublished(Text(fr, f"“{word}” is outside the workspace: nothing of it is published"))
        published = self.root / inside[0].resolve().relative_to(original)
        if not published.exists():
            raise NotPublished(Text(f"« {word} » n'est pas publié", f"“{word}” is not published"))
        return f"{published}{mark}{option}"

    def _sharing(self, other: Self, **read: object) -> Self:
        other._folder, other._original = self._folder, self._original
        return super()._sharing(other, **read)


def for_audience(opened: Repository, name: str) -> Repository:
    """The same workspace as an audience may read it, whatever is asked of it; all of it for `everything`.

    Raises NoAudience, DefinitionUnreadable for a profile that is wrong, NotPublished.
    """
    return opened if name == EVERYTHING else published(opened, name)


def safe_audience(opened: Repository) -> str | None:
    """The audience for whom everything is that leaves the house, where there is a workspace that has one."""
    try:
        return profile.safe_audience(opened.root)
    except WorkspaceUnreadable:
        # Two other workspaces may be compared from anywhere.
        return None


def published(opened: Repository, name: str) -> Published:
    """The workspace as the audience of a profile may read it.

    Raises NoAudience, DefinitionUnreadable for a profile that is wrong, NotPublished where a part of the workspace
    cannot be read: what it holds, and who may read it, is not known.
    """
    going, folder, read = _readable(opened, name)
    text = going.text
    shown = Published(folder.path, opened.at, [text.changes(source) for source in going.changes], load)
    shown._folder, shown._original = folder, text.root
    return shown._sharing(shown, _unchanged=read)


def _readable(opened: Repository, name: str) -> tuple[_GoingOut, PublishedFolder, Workspace]:
    """What is published, once it can be read without what is left out; the folder where it is, and what is read there.

    What of it cannot be is left out too, with what is nothing without that.
    """
    going = _going_out(opened, name)
    for _ in range(_ROUNDS):
        folder = PublishedFolder()
        going.text.write(folder.path)
        read = load(folder.path)
        lost = {finding.subject for finding in read.unreadable}
        if not lost and not read.settings.flaws:
            return going, folder, read
        redacted = going.text.redaction
        before = {redacted.id(id): id for graph in going.graphs for id in graph}
        redacted = redacted.without((before.get(id, id) for id in lost), going.graphs)
        going = replace(going, text=replace(going.text, redaction=redacted))
    raise NotPublished(
        Text(
            f"profil « {name} » : ce qui en reste ne se lit pas sans ce qu'il retire",
            f"audience “{name}”: what is left cannot be read without what it drops",
        )
    )


def left_out(opened: Repository, name: str) -> NotShown:
    """What the audience of a profile is not shown, with the reasons: for who writes it; raises the same."""
    going, folder, _ = _readable(opened, name)
    folder.remove()
    text, graph = going.text, going.graphs[0]
    elements = (
        LeftOut(id, graph.kind(id), graph.name_alone(id), why)
        for id, why in sorted(text.redaction.why.items())
        if id in graph
    )
    requests, _ = find_requests(text.root, text.workspace.settings.limits)
    written = {file for file, _ in text.files()}
    return NotShown(
        text.audience,
        len(graph),
        tuple(elements),
        tuple(sorted(text.questions.rules_left_out)),
        tuple(id for id, view in text.questions.cartography.views.items() if view.file not in written),
        tuple(request.id for request in requests if request.file not in written),
        tuple(_still_shown(text.redaction, graph)),
    )


def _still_shown(redacted: Redaction, graph: Graph) -> Iterator[StillShown]:
    """What the links that are not shown point at, kind by kind, where it is shown itself."""
    for kind, names in sorted(redacted.fields.items()):
        links = graph.vocabulary.kinds[kind].links if kind in graph.vocabulary.kinds else {}
        for name in sorted(names & links.keys()):
            targets = {ref.to for id in graph.exactly(kind) for ref in graph.value(id, name) or ()}
            if shown := sorted(id for id in targets if id in graph and id not in redacted.ids):
                yield StillShown(kind, name, tuple(shown))


@dataclass(frozen=True)
class _GoingOut:
    """What is published, and what it is made from: the model and the model with each change file; those of `--with`."""

    text: PublishedText
    graphs: Sequence[Graph]
    changes: Sequence[Source]


def _going_out(opened: Repository, name: str) -> _GoingOut:
    unchanged = opened.unchanged()
    workspace, limits = unchanged.workspace, unchanged.workspace.settings.limits
    known = audiences(unchanged.root, limits)
    if name not in known:
        raise NoAudience(name, known)
    _require_readable(workspace)
    audience, drop = known[name], known[name].profile.drop
    charter, cartography = unchanged.charter, unchanged.cartography
    audience.check(unchanged.graph, charter.rules, cartography.views)
    changes = [
        given if isinstance(given, Source) else read_changes(unchanged.root, given, limits) for given in opened.changes
    ]
    titles = [name for rule in drop.rules for name in _names(rule, charter.rules[rule].title)]
    titles += [name for view in drop.maps for name in _names(view, cartography.views[view].point.title)]
    if REQUEST in drop.kinds:
        requests, _ = find_requests(unchanged.root, limits)
        titles += [words for request in requests for words in (request.id, request.request.title)]
    graphs = [unchanged.graph, *_changed(opened, [*all_changes(workspace, limits), *changes])]
    redacted = redaction(audience.profile, graphs, titles)
    questions = Questions(unchanged.root, charter, cartography, audience.profile, redacted)
    redacted = redacted.without(questions.lifting(unchanged.graph), graphs)
    return _GoingOut(PublishedText(workspace, audience, redacted, questions), graphs, changes)


def _names(id: str, title: Words) -> Iterator[str]:
    """What a rule or a view is called; a word that the product itself says, as `flows`, tells nothing of it."""
    product = words_of_the_product()
    yield from (name for name in (id, title.fr, title.en) if folded(name) not in product)


def _require_readable(workspace: Workspace) -> None:
    for flaw in (*workspace.unreadable, *workspace.settings.flaws):
        fr = f"{flaw.at}: {flaw.message.fr} ; rien n'est publié tant que tout n'est pas lu"
        raise NotPublished(Text(fr, f"{flaw.at}: {flaw.message.en}; nothing is published until everything is read"))


def _changed(opened: Repository, changes: Sequence[Source]) -> Iterator[Graph]:
    """The model with each change file alone, on the day looked at; one that cannot be read adds nothing to it."""
    unchanged = opened.unchanged()
    for source in changes:
        try:
            yield with_changes(unchanged.workspace, source).graph.at(unchanged.when.date)
        except ChangesUnreadable:
            continue
