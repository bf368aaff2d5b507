"""Workspaces that are nearly right: sound texts, in which hypothesis changes, drops, doubles or spoils pieces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

MODEL = """application:
  alpha: {name: Alpha, part_of: beta, covers: [care], masters: [patient], yearly_cost: 1000, live_on: 2019}
  beta: {type: core, deployed_at: [north, {to: south, from: 2022-03, until: 2023}], retired_on: 2030-01-31}
  gamma: {uses: patient, successor: beta, budget: [{year: 2022, class: 6, amount: 10, basis: amount}]}
referential:
  delta: {masters: [patient], sanctuarised: true, relays: [alpha]}
site: {north: {}, south: {part_of: north}}
zone: {care-zone: {}, inner: {part_of: care-zone}}
process: {care: {zone: inner, critical: true}}
data_object: {patient: {sensitivity: health}, visit: {part_of: patient}}
flow:
  one: {source: delta, target: gamma, data: [visit], mode: api, need: vital}
  two: {source: alpha, target: beta, data: [patient, visit], mode: file}
project: {leave: {retires: [beta], starts_on: 2022, ends_on: 2024, one_off_cost: 5}}
contract: {deal: {holder: maker, ends_on: 2025}}
actor: {maker: {type: supplier}}
"""
SETTINGS = """name: Test
at: 2022-06
complete: [{kind: site}, {kind: application, fields: [covers]}]
thresholds: {limit: 3}
targets: {share: 0.5}
severity: {no-files: warning}
"""
RULE = """id: no-files
charter: D.2
severity: error
title: {fr: Fichiers, en: Files}
why: {fr: Un fichier se perd, en: A file gets lost}
fix: {fr: Une API, en: An API}
scope: {kind: flow, mode: "*"}
check: forbids
where: {mode: [file, manual]}
good: "flow: {f: {source: a, target: b, mode: api}}"
bad: {model: "flow: {f: {source: a, target: b, mode: file}}", flags: [f]}
"""
VIEW = """title: {fr: Carte, en: Map}
question: {fr: Quoi ?, en: What?}
empty: {fr: Rien, en: Nothing}
show: [{kind: application}]
group: zone
"""
CHANGES = """application:
  epsilon: {part_of: beta, type: external}
  gamma: {yearly_cost: 7}
remove: [two]
"""
BASELINE = '{"version": 1, "findings": [{"key": "no-files:two", "offenders": ["two"]}]}\n'
FILES = {
    "model/all.yaml": MODEL,
    "workspace.yaml": SETTINGS,
    "rules/no-files.yaml": RULE,
    "cartography/map.yaml": VIEW,
    "changes.yaml": CHANGES,
    "baseline.json": BASELINE,
}
_SPOILERS: Sequence[str] = (
    "", "[", "]", "{", "}", ":", ": ", ",", '"', "'", "\n", "  ", "\t", "- ", "&a ", "*a", "!t ", "<<: ", "---\n", "|",
    "null", "true", "9999", "0000", "2023-02-30", "-1", ".nan", ".inf", "1e999", "0x" + "f" * 700, "9" * 400,
    "part_of: alpha",
    "alpha", "beta", "patient", "nowhere", '"\\e[31m"', '"\\u202E"', "\x00", "\x85", "\ufeff",
    "{to: alpha, from: 2022}",
    "[[[[]]]]", "{a: {b: {}}}", "*", "<2023", ">x", "name", "kind", "É", "😀", "\\", "%", "{0}", "{x!r}", "...",
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> bytes:
    """A text with a few pieces replaced, doubled or dropped."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 1, 3, 8, 40))))
        piece = draw(st.sampled_from(_SPOILERS) | st.just(text[start:end] * 2) | st.text(max_size=3))
        text = text[:start] + piece + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data


def write(root: Path, name: str, data: bytes) -> None:
    """Writes a whole sound workspace, but for this file."""
    for file, text in FILES.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if file == name else text.encode())
