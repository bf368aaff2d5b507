"""One call of a command: the workspace that it asks, the language, where the answer goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ea_repo.cli.shared import output, terminal
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.cli.shared.output import Output
    from ea_repo.finding import Finding, Lang
    from ea_repo.format import Format
    from ea_repo.load import Workspace
    from ea_repo.report.writing import Pieces
    from ea_repo.repository import Repository
    from ea_repo.select.typed import Meant
    from ea_repo.store import Address, Ask

CHANGES, STORE, AUDIENCE = "ea_repo.changes", "ea_repo.store", "ea_repo.audience"
"""Under which keys the options `--with`, `--store` and `--audience` are kept for the call."""
_PAGES = frozenset(("html", "docx", "xlsx", "pdf", "pptx"))
"""The formats of what is handed to others."""
_FOR = Text("pour le public « {name} »{why}", "for the audience “{name}”{why}")
_SAFE = Text(
    " (le profil sûr ; --audience everything pour tout montrer)", " (the safe one; --audience everything shows all)"
)
_READING: dict[Lang, str] = {"fr": "Lecture", "en": "Reading"}


class Call:
    """What a command is given: it opens the workspace that was asked about, and gives the answer as it was asked."""

    def __init__(self, ctx: click.Context, wanted: Output, lang: str | None) -> None:
        self._ctx, self._wanted, self._asked = ctx, wanted, lang
        self._spoken: Lang | None = None
        self._published: tuple[object, Repository] | None = None
        """For a command that lasts: the workspace as its audience reads it, with what its text and its day were."""
        self._printed, self._told = terminal.Printed(), set[str]()

    @property
    def lang(self) -> Lang:
        """The language asked, else the workspace's once it is open, else the locale's."""
        return terminal.language(self._asked, self._spoken)

    @property
    def lang_asked(self) -> Lang | None:
        """The language of --lang, where it is given."""
        return None if self._asked is None else self.lang

    @property
    def changes(self) -> tuple[Path, ...]:
        """The change files of `--with`, in order."""
        files: tuple[Path, ...] = self._ctx.meta.get(CHANGES, ())
        return files

    @property
    def store(self) -> str | None:
        """The address of `--store`, where it is given."""
        address: str | None = self._ctx.meta.get(STORE)
        return address

    @property
    def start(self) -> Path:
        """The folder of `-C`, or the current one."""
        return Path(self._ctx.find_root().params.get("directory") or ".")

    @cached_property
    def ask(self) -> Ask:
        """How a password is asked for: once, however often a command that lasts goes to the server."""
        return cache(terminal.password(self.lang))

    @property
    def root(self) -> Path:
        """The folder of the workspace whose rules and maps are read; raises WorkspaceUnreadable where there is none."""
        from ea_repo.load import find_root

        return find_root(self.start) if self.store is None else self._rules()

    def server(self, address: str | None, database: str | None, name: str | None) -> Address:
        """The server that one names, its database, the repository's name there."""
        from ea_repo.store import read_address as read

        return read(address, database, name)

    @property
    def audience(self) -> str | None:
        """The audience of `--audience`, where it is given."""
        name: str | None = self._ctx.meta.get(AUDIENCE)
        return name

    def repository(
        self, at: str | None = None, *, few: bool = False, tells_flaws: bool = False, leaves: bool = False
    ) -> Repository:
        """The workspace of `-C`, or of the current folder; with `--store`, its rules and maps on what a server holds.

        `few`: the command asks about few elements, and no more is read from a server than it asks. Settings that are
        wrong and change files that conflict are told beside the answer, but by a command that `tells_flaws` itself.
        What `leaves` the house, as every page does, is for the safe audience unless `--audience` says for whom.
        """
        opened = self._opened(at, few=few and self.audience is None)
        self._spoken = opened.workspace.settings.lang
        opened = self._for_audience(opened, leaves=leaves or self._is_page)
        if not tells_flaws:
            self.warn((*opened.workspace.settings.flaws, *opened.workspace.about_changes))
        return opened

    @property
    def _is_page(self) -> bool:
        """Whether the answer is written in a format of what is handed to others."""
        suffix = self.file.suffix.lower().lstrip(".") if self.file is not None else ""
        return (self.format_asked or {"htm": "html"}.get(suffix, suffix)) in _PAGES

    def leaving(self, opened: Repository) -> Repository:
        """The workspace just opened, for the safe audience: what is made of it turns out to leave the house."""
        return opened if self.audience is not None else self._for_audience(opened, leaves=True)

    def _for_audience(self, opened: Repository, *, leaves: bool) -> Repository:
        """The workspace as it is to be shown; for whom is told beside the answer."""
        name = self._audience_of(opened, leaves=leaves)
        if name is None:
            return opened
        from ea_repo.repository import publishing

        shown = publishing.for_audience(opened, name)
        if shown is not opened:
            why = _SAFE[self.lang] if self.audience is None else ""
            self._tell_once(f"ea: {_FOR[self.lang].format(name=name, why=why)}")
        return shown

    def _audience_of(self, opened: Repository, *, leaves: bool) -> str | None:
        """Who is to read the workspace: who `--audience` names, else the safe audience of what leaves the house."""
        if self.audience is not None or not (leaves and AUDIENCE in self._ctx.meta):
            return self.audience
        from ea_repo.repository import publishing

        return publishing.safe_audience(opened)

    def warn(self, flaws: Iterable[Finding]) -> None:
        """Tells beside the answer what is wrong in what the workspace says to the program."""
        for flaw in flaws:
            from ea_repo.report.flaws import line

            self._tell_once(line(flaw, self.lang))

    def again(self) -> None:
        """Says that the command is run once more: what it printed and told already is not given a second time."""
        self._printed.again()

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            terminal.tell(sentence)

    def tell_meant(self, meant: Iterable[Meant]) -> None:
        """Tells beside the answer which elements are meant by names that were typed."""
        for one in meant:
            from ea_repo.report.words import by_name

            terminal.tell(f"ea: {by_name(one, self.lang)}")

    def quiet(self, at: str | None = None, *, leaves: bool = False) -> Repository:
        """The same as it is now, each time that a command which lasts is asked something; nothing is told beside."""
        opened = self._opened(at, few=False)
        audience = self._audience_of(opened, leaves=leaves)
        return opened if audience is None else self._as_last_published(opened, audience, at)

    def _as_last_published(self, opened: Repository, audience: str, at: str | None) -> Repository:
        """The workspace for an audience, made again where its text, or the day, has changed since the last time."""
        from ea_repo.load.stamp import stamp

        seen = audience, stamp(opened.root, self.changes)
        if self._published is None or self._published[0] != seen:
            from ea_repo.repository import publishing

            self._published = seen, publishing.for_audience(self._opened(None, few=False), audience)
        shown = self._published[1]
        return shown if at is None else shown.on(at)

    def unread(self, at: str | None = None) -> Repository:
        """The same, of which nothing is read yet: what is asked may need no workspace."""
        opened = self._opened(at, few=False)
        return self._for_audience(opened, leaves=self._is_page)

    def speaks(self, lang: Lang | None) -> None:
        """Says which language the workspace that was asked speaks."""
        self._spoken = lang

    def _opened(self, at: str | None, *, few: bool) -> Repository:
        from ea_repo.load import load, load_cached
        from ea_repo.repository import Repository

        cached = not self._ctx.find_root().params.get("no_cache")
        read = load_cached if cached else load
        telling = partial(terminal.progress, _READING[terminal.language(self._asked)])
        if self.store is not None:
            from ea_repo.repository import sharing
            from ea_repo.store import read_address

            # A change file is judged against everything.
            if few and not self.changes:

                def fetched(root: Path) -> Workspace:
                    part = sharing.asked(read_address(str(self.store)), self.ask, root, telling, cached=cached)
                    return self._ctx.with_resource(part)

                return Repository(self._rules(), at, (), fetched)
            read = partial(sharing.shared, read_address(self.store), self.ask, cached=cached)

        def read_and_tell(root: Path) -> Workspace:
            with telling() as tell:
                return read(root, tell)

        repository = Repository(self.start if self.store is None else self._rules(), at, self.changes, read_and_tell)
        repository.keeps_answers = cached and self.store is None
        return repository

    def _rules(self) -> Path:
        """The workspace whose rules and maps judge the shared repository: of `-C`, one around, or the starter's."""
        from ea_repo.load import WorkspaceUnreadable, find_root
        from ea_repo.starter import folder

        try:
            return find_root(self.start)
        except WorkspaceUnreadable:
            if self._ctx.find_root().params.get("directory"):
                raise
            return folder("rules").parent

    def may_be_kept(self, formats: Mapping[str, Format]) -> None:
        """Refuses, before anything is asked, a file that no answer of the command could be written in."""
        if self.file is not None:
            self._wanted.chosen(formats, next(iter(formats)))
            output.may_keep(self.file)

    @property
    def format_asked(self) -> str | None:
        """The format of --format, where it is given."""
        return self._wanted.format

    def format(self, name: str) -> str:
        """The format in which an answer is wanted; raises NotInThisFormat where it is for other answers only."""
        from ea_repo.report.writing import NotInThisFormat, formats

        known = formats(name)
        chosen = self._wanted.chosen(known, next(iter(known)))
        if chosen not in known:
            raise NotInThisFormat(name, chosen)
        return chosen

    @property
    def file(self) -> Path | None:
        """Where the answer is to be kept; None where it is to be printed, or nothing is said."""
        return self._wanted.file if self._wanted.to_file else None

    @property
    def prints(self) -> bool:
        """Whether `-o -` asks for the answer on the standard output."""
        return self._wanted.file is not None and not self._wanted.to_file

    def give(self, name: str, answer: Any, *, most: int | None = None, **wishes: Any) -> Path | None:
        """Writes an answer in its format, where it is wanted; one kept in a file is summed up beside.

        `most`: how many lines of a text are shown to somebody at a terminal.
        """
        from ea_repo.report.writing import document, has_a_head, pieces

        to_terminal = self.file is None and self.format(name) == "text" and terminal.on_terminal()
        cut = self.file is None and terminal.prints_there()
        content = pieces(name, answer, self.format(name), self.lang, terminal.width(), cut=cut, **wishes)
        if (situation := getattr(answer, "situation", None)) is not None and not has_a_head(name, self.format(name)):
            self.tell_meant(situation.meant)
        if most is not None and to_terminal and isinstance(content, str):
            content = terminal.first_lines(content, most, self.lang)
        return self.deliver(content, lambda: document(name, answer, self.lang, **wishes).brief)

    @property
    def folder(self) -> Path | None:
        """The folder that -o names, where the answer is to be kept in several formats; None where it names a file."""
        return self.file if self.file is not None and not self.file.suffix else None

    def give_in(self, folder: Path, name: str, answer: Any, stem: str, formats: Iterable[str]) -> None:
        """Keeps an answer in a folder, in each of these formats, and tells where."""
        from ea_repo.report.writing import pieces

        for format_ in formats:
            file = folder / f"{stem}.{format_}"
            self.keep(file, pieces(name, answer, format_, self.lang))
            terminal.tell(f"→ {file}")

    def deliver(self, content: Pieces, brief: Callable[[], str], file: Path | None = None) -> Path | None:
        """Prints a content, or keeps it in the file of -o, else in this one; the file that it is kept in."""
        target = None if self.prints else self.file or file
        if target is None:
            terminal.echo(content, self._printed)
            return None
        self.keep(target, content)
        terminal.tell(f"{brief()} → {target}")
        return target

    def keep(self, file: Path, content: Pieces) -> None:
        """Writes a file, whole or not at all, where it may be written; a text without colours, its last line ended."""
        output.keep(file, output.kept(content), force=self._wanted.force)
