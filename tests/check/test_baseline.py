"""What a baseline and an earlier revision hide: as many findings as there were, and the same ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ea_repo.finding import Finding
from ea_repo.graph import difference
from ea_repo.repository import Repository
from tests.check.workspaces import FAILING, MODEL, RULES, written

FLOWS = "application: {a: {}, b: {}}\n"
CHANGES: dict[str, tuple[str, str, list[str]]] = {
    "nothing": (FLOWS + "aplication: {c: {}}\n", FLOWS + "aplication: {c: {}}\n", []),
    "lines that move": (FLOWS + "aplication: {c: {}}\n", "\n# Ours.\n" + FLOWS + "\naplication: {c: {}}\n", []),
    "another unknown kind": (
        FLOWS + "aplication: {c: {}}\n",
        FLOWS + "aplication: {c: {}}\nflwo: {f: {}}\n",
        ["unknown-kind flwo"],
    ),
    "another unknown kind in its place": (
        FLOWS + "aplication: {c: {}}\n", FLOWS + "flwo: {c: {}}\n", ["unknown-kind flwo"],
    ),
    "one more element below an unknown kind": (
        FLOWS + "aplication: {c: {}}\n", FLOWS + "aplication: {c: {}, d: {}}\n", ["unknown-kind aplication"],
    ),
    "a second dangling link": (
        "flow: {f: {source: x, data: [k]}}\n", "flow: {f: {source: x, data: [k, l]}}\n", ["dangling-link l"],
    ),
    "another dangling link in its place": (
        "flow: {f: {source: x}}\n", "flow: {f: {source: y}}\n", ["dangling-link y"],
    ),
    "dangling links in another order": (
        "flow: {f: {data: [k, l]}}\n", "flow: {f: {data: [l, k]}}\n", [],
    ),
    "the same dangling link a second time": (
        "flow: {f: {data: [{to: k, until: 2020}]}}\n",
        "flow: {f: {data: [{to: k, until: 2020}, {to: k, from: 2021}]}}\n",
        ["dangling-link k"],
    ),
    "a second unknown field": (
        "application: {a: {nmae: A}}\n", "application: {a: {nmae: A, tpye: core}}\n", ["unknown-field tpye"],
    ),
    "another value of an unknown field": (
        "application: {a: {nmae: A}}\n", "application: {a: {nmae: B}}\n", ["unknown-field nmae"],
    ),
    "a second wrong item of a list": (
        "application: {a: {covers: [1]}}\n", "application: {a: {covers: [1, 2]}}\n", ["wrong-text covers"],
    ),
    "another wrong value": (
        "application: {a: {type: cor}}\n", "application: {a: {type: perif}}\n", ["wrong-choice perif"],
    ),
    "a second wrong date": (
        "application: {a: {live_on: 2020-02-30}}\n", "application: {a: {live_on: 2020-13}}\n", ["wrong-date 2020-13"],
    ),
    "a second key twice": (
        "application: {a: {name: A, name: B}}\n",
        "application: {a: {name: A, name: B, type: core, type: core}}\n",
        ["duplicate-key type"],
    ),
    "a key twice elsewhere": (
        "application:\n  a: {name: A, name: B}\n  b: {}\n",
        "application:\n  a: {name: A}\n  b: {name: A, name: B}\n",
        ["duplicate-key name"],
    ),
    "an id a third time": (
        "application: {a: {}}\nactor: {a: {}}\n", "application: {a: {}}\nactor: {a: {}}\nsite: {a: {}}\n",
        ["duplicate-id a"],
    ),
    "a tag elsewhere": (
        "application:\n  a: {name: !x A}\n  b: {name: B}\n", "application:\n  a: {name: A}\n  b: {name: !x B}\n",
        ["yaml-tag !x"],
    ),
    "more text after what is no YAML": (
        "application: {a: {}}\nflow: {f: [}}\n", "application: {a: {}}\nflow: {f: [}}\nactor: {dsi: {}}\n",
        ["yaml-syntax YAML"],
    ),
    "no YAML from an earlier line on": (
        "application: {a: {}}\nactor: {b: {}}\nflow: {f: [}}\n",
        "application: {a: [}}\nactor: {b: {}}\nflow: {f: [}}\n",
        ["yaml-syntax YAML"],
    ),
    "more text after a second document": (
        "application: {a: {}}\n---\nactor: {b: {}}\n", "application: {a: {}}\n---\nactor: {b: {}, c: {}}\n",
        ["yaml-documents document"],
    ),
    "the same odd character elsewhere": (
        "application: {a: {name: A\u2028}, b: {name: B}}\n", "application: {a: {name: A}, b: {name: \u2028B}}\n",
        ["yaml-character 2028"],
    ),
    "a list in place of another kind": ("flow: [f]\n", "flow: [f]\nactor: [b]\n", ["not-a-mapping list"]),
    "a mended one": ("flow: {f: {source: x, target: y}}\n", "flow: {f: {source: x}}\n", []),
}  # fmt: skip


def by_baseline(root: Path, after: Callable[[], Path]) -> list[Finding]:
    """What counts after a change, beside a baseline that was written before it."""
    file = root / "known.json"
    repository = Repository(root)
    repository.write_baseline(repository.check(), file)
    return [finding for finding in Repository(after()).check(baseline=file).findings if finding.counts]


def by_revision(root: Path, after: Callable[[], Path]) -> list[Finding]:
    """What counts after a change, told against what was there before it."""
    before = Repository(root)
    then = before.check()
    now = Repository(after())
    compared = now.check().compared("before", then, difference(before.graph, now.graph), now.graph.name)
    return [finding for finding in compared.findings if finding.counts]


@pytest.mark.parametrize("hiding", [by_baseline, by_revision])
@pytest.mark.parametrize("change", CHANGES)
def test_a_new_flaw_of_the_text_is_never_hidden_by_an_old_one(
    tmp_path: Path, change: str, hiding: Callable[[Path, Callable[[], Path]], list[Finding]]
) -> None:
    before, after, new = CHANGES[change]
    root = written(tmp_path, before, rules={})
    counting = [
        finding for finding in hiding(root, lambda: written(root, after, rules={})) if finding.severity == "error"
    ]
    assert [finding.rule for finding in counting] == [line.split()[0] for line in new]
    for finding, line in zip(counting, new, strict=True):
        assert line.split()[1] in finding.message.en


def test_what_is_mended_of_two_alike_is_told_once(tmp_path: Path) -> None:
    root = written(tmp_path, "flow: {f: {data: [{to: k, until: 2020}, {to: k, from: 2021}]}}\n", rules={})
    before = Repository(root)
    then = before.check()
    now = Repository(written(root, "flow: {f: {data: [{to: k, until: 2020}]}}\n", rules={}))
    since = now.check().compared("before", then, difference(before.graph, now.graph), now.graph.name).since
    assert since is not None
    dangling = [
        [finding for finding in several if finding.rule == "dangling-link"]
        for several in (since.new, since.worse, since.fixed, since.same)
    ]
    assert [len(several) for several in dangling] == [0, 0, 1, 1]


def test_flaws_of_rules_and_settings_are_known_one_by_one(tmp_path: Path) -> None:
    wrong = {**RULES, "one-owner": RULES["one-owner"].replace("fields:", "feilds:")}
    root = written(tmp_path, rules=wrong, settings="name: Test\nat: 2021\nsevertiy: {}\n")
    worse = {**wrong, "one-owner": wrong["one-owner"].replace("severity: warning", "severity: grave")}
    new = by_baseline(
        root, lambda: written(root, rules=worse, settings="name: Test\nat: 2021\nsevertiy: {}\ntragets: {}\n")
    )
    assert sorted(finding.rule for finding in new if finding.severity == "error") == ["wrong-rule", "wrong-setting"]


@pytest.mark.usefixtures("failing_check")
def test_a_rule_that_fails_is_never_known(tmp_path: Path) -> None:
    root = written(tmp_path, rules={**RULES, "never-ends": FAILING})
    for hiding in (by_baseline, by_revision):
        assert [finding.rule for finding in hiding(root, lambda: root)] == ["check-failed"]


def old_baseline(root: Path) -> Path:
    """A baseline as the first version wrote it."""
    entries = [
        {"key": finding.key_without_value, "offenders": [*finding.offenders]}
        for finding in Repository(root).check().findings
    ]
    file = root / "known.json"
    file.write_text(json.dumps({"version": 1, "findings": entries}), encoding="utf-8")
    return file


def test_a_baseline_of_the_first_form_is_read_hides_as_many_and_is_told(tmp_path: Path) -> None:
    root = written(tmp_path, MODEL + "aplication: {c: {}}\n")
    file = old_baseline(root)
    audit = Repository(root).check(baseline=file)
    assert [(finding.rule, finding.severity) for finding in audit.findings if finding.counts] == [
        ("old-baseline", "info")
    ]
    written(root, MODEL + "aplication: {c: {}}\nflwo: {}\n")
    counting = [finding for finding in Repository(root).check(baseline=file).findings if finding.counts]
    assert sorted(finding.rule for finding in counting) == ["old-baseline", "unknown-kind"]


def test_what_is_told_of_a_baseline_is_not_held_by_the_next_one(tmp_path: Path) -> None:
    root = written(tmp_path)
    file = old_baseline(root)
    written(root, model="actor: {dsi: {}}\n")
    repository = Repository(root)
    audit = repository.check(baseline=file)
    assert {finding.rule for finding in audit.findings} == {"old-baseline", "idle-baseline"}
    repository.write_baseline(audit, file)
    assert not [*repository.check(baseline=file).findings]
