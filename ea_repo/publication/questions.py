"""The charter, the indicators and the maps as an audience may read them.

What asks about a kind or a field that is not shown would answer that nothing is recorded: it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ea_repo.check.charter import Charter
from ea_repo.check.common_charter import CHARTER, RULES, common_charter, common_indicators, common_rules
from ea_repo.check.indicator import INDICATORS
from ea_repo.check.opinions import FILE as OPINION
from ea_repo.draw import cartography_files as maps
from ea_repo.draw.cartography import Cartography
from ea_repo.graph import Graph
from ea_repo.load.files import read_as, sources
from ea_repo.load.yaml import parse
from ea_repo.publication.mentions import folded
from ea_repo.publication.profile import Profile, family
from ea_repo.publication.redaction import Redaction
from ea_repo.publication.yaml_text import dumped, parsed
from ea_repo.starter import folder as starter_folder

_STYLE = f"{maps.FOLDER}/{maps.STYLE}"
_TEXTS = frozenset(("title", "why", "fix", "otherwise", "message", "details", "good", "bad", "charter", "parts"))
"""The keys of a rule or an indicator that choose nothing."""


@dataclass(frozen=True)
class Questions:
    """What is asked of a workspace, but for what is not shown."""

    root: Path
    charter: Charter
    cartography: Cartography
    profile: Profile
    redaction: Redaction

    def files(self) -> Iterator[tuple[str, str]]:
        """The files of `rules/` and `cartography/`, by their paths, with their texts."""
        yield from self._rules()
        yield from self._indicators()
        yield from self._maps()

    @cached_property
    def rules_left_out(self) -> frozenset[str]:
        """The rules that are not judged: dropped, about what is not shown, or naming it."""
        dropped = set(self.profile.drop.rules)
        for id, rule in self.charter.rules.items():
            own = self._own_rule(id)
            names_hidden = not self.redaction.names_nothing(id) or (
                own is not None and self.redaction.mentioned_in(self._told(own))
            )
            if names_hidden or self._is_about_hidden(rule.scope, {"scope": rule.scope, **rule.arguments}):
                dropped.add(id)
        while more := {
            id
            for id, rule in self.charter.rules.items()
            if id not in dropped and not dropped.isdisjoint(_tokens(rule.arguments))
        }:
            dropped |= more
        return frozenset(dropped)

    @cached_property
    def _common(self) -> frozenset[str]:
        """The common rules that may hold in this workspace."""
        return frozenset(
            id for id, rule in common_rules().items() if self.charter.extends or rule.get("everywhere")
        ).difference(_listed((parsed(self.root, f"{RULES}/{CHARTER}") or {}).get("without")))

    def settings_in_use(self) -> dict[str, frozenset[str]]:
        """What may still be said of rules and indicators in the settings, by the setting: the rest would be in vain."""
        rules = [rule for id, rule in self.charter.rules.items() if id not in self.rules_left_out]
        return {
            "severity": frozenset(rule.id for rule in rules),
            "thresholds": frozenset(rule.threshold for rule in rules if rule.threshold),
            "targets": frozenset(self._indicators_shown),
        }

    def lifting(self, graph: Graph) -> Iterator[str]:
        """The derogations and attestations of the rules that are not judged."""
        for kind in ("derogation", "attestation"):
            yield from (id for id, rule in graph.rows(kind, "rule") if rule in self.rules_left_out)

    def _own_rule(self, id: str) -> Any:
        """What the workspace itself writes of a rule; None where it writes nothing."""
        file = self.charter.files.get(id, "")
        is_own = file and Path(file).name != CHARTER
        return parsed(self.root, file) if is_own else None

    def _told(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept of a rule of the workspace: not the examples, nor the words over common ones, that mention."""
        is_common = own.get("id") in self._common
        kept: dict[str, Any] = {}
        for key, part in own.items():
            if key in ("good", "bad"):
                examples = part if isinstance(part, list) else [part]
                part = [example for example in examples if not self.redaction.mentioned_in(example)] or (
                    None if is_common else part
                )
            elif is_common and key in _TEXTS and self.redaction.mentioned_in(part):
                part = None
            if part is not None:
                kept[key] = part
        return kept

    def _is_about_hidden(self, scope: Any, written: Any) -> bool:
        """Whether what is asked is about a kind or a field that is not shown: it would be told as not recorded."""
        kinds = _kinds_named(scope)
        if kinds and kinds <= self.redaction.kinds:
            return True
        asked = {name for kind in kinds for name in family(self.redaction.vocabulary, kind)} or {"*"}
        hidden = {field for kind in asked for field in self.redaction.fields.get(kind, ())}
        return not hidden.isdisjoint(_tokens(written))

    def _rules(self) -> Iterator[tuple[str, str]]:
        if (own_charter := parsed(self.root, f"{RULES}/{CHARTER}")) is not None:
            written = self.redaction.words(own_charter)
            for id, principle in (own_charter.get("principles") or {}).items():
                if isinstance(principle, dict) and self.redaction.mentioned_in(principle.get("granted_by")):
                    del written["principles"][id]["granted_by"]
            written["sections"] = {
                id: sections
                for id, sections in (written.get("sections") or {}).items()
                if id not in self.rules_left_out
            }
            # A common rule over which something unreadable is laid is not judged: nor is it here, without that.
            without = self.rules_left_out.union(self.charter.broken) & self._common
            written["without"] = sorted(without.union(_listed(own_charter.get("without"))))
            yield f"{RULES}/{CHARTER}", dumped(written)
        for id in self.charter.rules:
            own = self._own_rule(id)
            if own is not None and id not in self.rules_left_out:
                yield f"{RULES}/{id}.yaml", dumped(self.redaction.value(self._told(own)))
        if (opinion := parsed(self.root, OPINION)) is not None:
            written = self.redaction.words(opinion)
            redundancy = [id for id in _listed(opinion.get("redundancy")) if id not in self.rules_left_out]
            yield OPINION, dumped({**written, "redundancy": redundancy})

    @cached_property
    def _common_indicators(self) -> Mapping[str, Any]:
        return common_indicators() if self.charter.extends else {}

    @cached_property
    def _own_indicators(self) -> Mapping[str, Any]:
        written = parsed(self.root, INDICATORS)
        own = written.get("indicators") if isinstance(written, dict) else None
        return own if isinstance(own, dict) else {}

    @cached_property
    def _indicators_shown(self) -> frozenset[str]:
        """The indicators that are measured, common and own."""
        common, own = self._common_indicators, self._own_indicators
        return frozenset(
            id
            for id in {**common, **own}
            if not self.redaction.mentioned_in({id: own.get(id)})
            and not self._indicates_hidden({**common.get(id, {}), **(own.get(id) or {})})
        )

    def _indicators(self) -> Iterator[tuple[str, str]]:
        shown = {
            id: self.redaction.value(said) for id, said in self._own_indicators.items() if id in self._indicators_shown
        }
        before = _listed((parsed(self.root, INDICATORS) or {}).get("without"))
        without = {*before, *self._common_indicators} - self._indicators_shown
        if shown or without:
            yield INDICATORS, dumped({"indicators": shown, "without": sorted(without)})

    def _indicates_hidden(self, written: Mapping[str, Any]) -> bool:
        arguments = {key: part for key, part in written.items() if key not in _TEXTS}
        rule = self.charter.rules.get(str(written.get("rule")))
        scope = written.get("scope") or (rule.scope if rule is not None else {})
        return written.get("rule") in self.rules_left_out or self._is_about_hidden(scope, arguments)

    def _maps(self) -> Iterator[tuple[str, str]]:
        own = list(sources(self.root, maps.FOLDER))
        for source in own or sources(starter_folder(maps.FOLDER).parent, maps.FOLDER):
            id, written = Path(source.file).stem, parse(source.text or "").value
            if source.file == _STYLE:
                yield _STYLE, dumped(self.redaction.words(written))
            elif id in self.cartography.views and self._shows_map(id, written, is_own=bool(own)):
                yield f"{maps.FOLDER}/{id}.yaml", dumped(self.redaction.value(written))
        if not any(source.file == _STYLE for source in own):
            yield _STYLE, read_as(_STYLE, starter_folder(maps.FOLDER) / maps.STYLE).text or ""

    def _shows_map(self, id: str, written: Any, *, is_own: bool) -> bool:
        if id in self.profile.drop.maps or written.get("rule") in self.rules_left_out:
            return False
        if not self.redaction.names_nothing(id) or (is_own and self.redaction.mentioned_in(written)):
            return False
        kinds = _kinds_named({key: part for key, part in written.items() if key in ("show", "rows", "each")})
        hidden = {field for kind in kinds or {"*"} for field in self.redaction.fields.get(kind, ())}
        return not (kinds and kinds <= self.redaction.kinds) and written.get("colour") not in hidden


@cache
def words_of_the_product() -> frozenset[str]:
    """Every word of the rules and the views that are shipped."""
    views = (source.text or "" for source in sources(starter_folder(maps.FOLDER).parent, maps.FOLDER))
    return frozenset(word for text in (str(common_charter()), *views) for word in folded(text).split())


def _listed(value: Any) -> list[Any]:
    """What may be written as a list, or alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _tokens(written: Any) -> Iterator[str]:
    """Every word that data say as a key, a step of a path, or a value."""
    match written:
        case str():
            yield from written.split(".")
        case dict():
            for key, part in written.items():
                yield from (token for token in _tokens(str(key)))
                yield from (token for token in _tokens(part))
        case list() | tuple():
            for part in written:
                yield from _tokens(part)


def _kinds_named(written: Any) -> set[str]:
    """The kinds that selectors within data ask for."""
    match written:
        case dict():
            own = written.get("kind", ())
            named = {own} if isinstance(own, str) else {kind for kind in own if isinstance(kind, str)}
            return named.union(*(_kinds_named(part) for key, part in written.items() if key not in ("kind", "not")))
        case list() | tuple():
            return set().union(*map(_kinds_named, written))
        case _:
            return set()
