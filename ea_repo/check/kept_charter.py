"""A charter in which nothing is wrong, kept as it is written with what is common in it: it is not judged twice.

It holds for the same text of `rules/`, the same common charter, the same kinds of element and the same code.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from ea_repo.check.charter import Charter, Section, Written, digest_of_files, read_charter
from ea_repo.check.common_charter import RULES
from ea_repo.check.rule import Rule
from ea_repo.load import Settings, kept_definitions, snapshot
from ea_repo.load.files import sources
from ea_repo.starter import folder as starter_folder

_CODE = ("check", "check/checks", "check/measures", "graph", "load", "metamodel", "select", "semantics", ".")
"""The folders of the code that judges."""


def kept_charter(root: Path, settings: Settings) -> Charter:
    """The charter of the workspace at a root as `read_charter` reads it, or as it was kept."""
    text = digest_of_files(sources(root, RULES, settings.limits))
    digest = kept_definitions.digest_of(code_that_judges(), settings.own_words_as_json.encode(), text)
    kept = kept_definitions.find(RULES, digest, _from_json)
    if kept is not None:
        return kept
    charter = read_charter(root, settings.limits, settings.vocabulary)
    if not charter.flaws and charter.digest == text:
        kept_definitions.keep(RULES, digest, _as_json(charter))
    return charter


@cache
def code_that_judges() -> bytes:
    """A digest of the code that judges and of the common charter: others may answer otherwise."""
    digest = hashlib.blake2b(snapshot.code_digest())
    digest.update(kept_definitions.digest_of_code(*_CODE))
    for file in sorted(starter_folder(RULES).glob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.digest()


def _as_json(charter: Charter) -> dict[str, Any]:
    return {
        "rules": charter.written.rules,
        "principles": charter.written.principles,
        "files": charter.files,
        "laid_over": charter.laid_over,
        "extends": charter.extends,
        "digest": charter.digest.hex(),
    }


def _from_json(said: Any) -> Charter:
    rules, principles = said["rules"], said["principles"]
    return Charter(
        {id: Rule.model_validate(rule) for id, rule in rules.items()},
        {id: Section.model_validate(section) for id, section in principles.items()},
        said["files"],
        (),
        {id: tuple(keys) for id, keys in said["laid_over"].items()},
        extends=said["extends"],
        digest=bytes.fromhex(said["digest"]),
        written=Written(rules, principles),
    )
