"""What is wrong in what a workspace says to the program: its settings, its rules, its indicators, its views."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ea_repo.check.audit_settings import Completeness, completeness, idle_settings, idle_targets
from ea_repo.check.indicator import Declared, read_indicators
from ea_repo.check.problems import finding
from ea_repo.finding import Finding, Position, Text
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.repository.opened import Opened
from ea_repo.suggest import did_you_mean


class Flawed(Opened):
    """A workspace of which one may ask what is wrong in it, beside its model."""

    @property
    def flaws(self) -> list[Finding]:
        """Everything that cannot be read in its settings, rules, indicators and views, or that they say in vain."""
        return [*self._broken, *self._in_vain]

    @property
    def _broken(self) -> Iterator[Finding]:
        """What is wrong in any workspace."""
        yield from self.workspace.settings.flaws
        yield from self.charter.flaws
        yield from self._wrong_views

    @property
    def _in_vain(self) -> Iterator[Finding]:
        """What is said of things that this workspace has not, which a full audit tells."""
        yield from self._complete.flaws
        yield from idle_settings(self.workspace, self.charter)
        yield from self._declared.flaws
        yield from idle_targets(self.workspace, self._declared.indicators)

    @cached_property
    def _complete(self) -> Completeness:
        """What the workspace holds in full on the day looked at."""
        return completeness(self.workspace, self.graph)

    @cached_property
    def _declared(self) -> Declared:
        """The indicators of the workspace."""
        return read_indicators(self.root, self.workspace.graph, self.charter)

    @property
    def _wrong_views(self) -> Iterator[Finding]:
        try:
            cartography = self.cartography
        except DefinitionUnreadable as error:
            yield finding("wrong-view", error.at, "style", reason=error.reason)
            return
        for id, unreadable in cartography.unreadable.items():
            yield finding("wrong-view", unreadable.at, id, reason=unreadable.reason)
        rules = [*self.charter.rules, *self.charter.broken]
        for id, view in cartography.views.items():
            rule = view.point.rule
            if rule is not None and rule not in rules:
                hint = did_you_mean(rule, rules)
                message = Text(f"règle inconnue : « {rule} »{hint.fr}", f"unknown rule: “{rule}”{hint.en}")
                yield finding(
                    "wrong-view", Position(view.file, *view.places.get(("rule",), (1, 1))), id, reason=message
                )
