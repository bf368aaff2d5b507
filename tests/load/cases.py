"""Broken texts: for each problem of the text, what raises it, where it is reported, and what is still read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A text of the file `1`, everything that is wrong in it as `problem line:column`, and the ids still read."""

    problem: str
    text: str | bytes
    problems: tuple[str, ...]
    read: str = "a"

    def __str__(self) -> str:
        return f"{self.problem}-{self.problems[0].split()[-1]}"


def case(problem: str, text: str | bytes, *places: str, read: str = "a") -> Case:
    """A broken text; of the problem itself, only the places need be given."""
    return Case(problem, text, tuple(place if " " in place else f"{problem} {place}" for place in places), read)


A = "application:\n  a: {}\n"

CASES = (
    # The file
    case("file-encoding", f"{A}  b:\n    name: Général".encode("cp1252"), "4:12", read=""),
    case("file-encoding", b"\xef\xbb\xbfactor: {b: {name: \xe9}}", "1:19", read=""),
    case("file-encoding", "é: 1\nactor: {à: x, b: {}}€".encode("cp1252"), "1:1", read=""),
    case("file-encoding", "actor: {à: x}\n".encode() + b"\xff", "2:1", read=""),
    case("file-encoding", A.encode("utf-16"), "1:1"),
    case("file-encoding", b"\xfe\xff" + A.encode("utf-16-be"), "1:1"),
    case("file-encoding", b"\xff\xfea", "1:1", read=""),
    case("file-bom", b"\xef\xbb\xbf" + A.encode(), "1:1"),
    case("file-empty", "", "1:1", read=""),
    case("file-empty", "# nothing yet\n", "1:1", read=""),
    case("file-empty", "---\n...\n", "1:1", read=""),
    # The YAML
    case("yaml-syntax", f"{A}  b: {{name: x\n  c: {{}}\n", "4:4"),
    case("yaml-syntax", f"{A}  b:\n    name: x: y\n", "4:12"),
    case("yaml-syntax", f"{A}  b:\n    name: @x\n  c: {{}}\n", "4:11"),
    case("yaml-syntax", f'{A}  b: {{name: "x\ty" z}}\n', "3:19"),
    case("yaml-syntax", f'{A}  b: {{name: "never\n    ended}}\n\n', "3:13"),
    case("yaml-syntax", f"{A}  b: {{tags: [x, y\n\n\n", "3:13"),
    case("yaml-syntax", f"{A}  b: [\n\n", "3:7"),
    case("yaml-tab", f"{A}  b:\n\tname: x\n", "4:1"),
    case("yaml-tab", f"{A}  b:\n  \t  name: x\n", "4:3"),
    case("yaml-character", f"{A}  b: {{name: é\x07é}}\n  c: {{}}\n", "3:14", read="a b c"),
    case("yaml-character", f"\x00{A}", "1:1"),
    case("yaml-character", f"{A}  b: {{name: \u2028x\x85y}}", "3:13", "3:15", read="a b"),
    case("yaml-character", f"{A}\ufeffactor: {{b: {{}}}}", "3:1", read="a b"),
    case("yaml-character", A.encode("utf-16-le"), "1:2"),
    case("yaml-documents", f"{A}---\nactor: {{b: {{}}}}\n", "3:1"),
    case("yaml-tag", f"{A}  b: {{name: !!python/name:os.system x}}\n", "3:13", read="a b"),
    case("yaml-tag", f"{A}  !!str b: {{name: ! x}}\n  c: !!map {{}}\n", "3:3", "3:19", "4:6", read="a b c"),
    case("yaml-merge", f"{A}  b: {{<<: {{name: x}}, live_on: 2020}}\n", "3:7", read="a b"),
    case("yaml-alias", f"{A}  b: {{name: *nowhere}}\n", "3:13", read="a b"),
    case("yaml-alias", f"{A}  b: {{tags: &t [*t]}}\n", "wrong-value 3:17", "3:17", read="a b"),
    case(
        "yaml-aliases",
        f"{A}  b: &b {{tags: [{', '.join('x' * 500)}]}}\n  c: *b\n  d: *b\n  e: *b\n",
        "5:6",
        read="a b c d e",
    ),
    case("yaml-depth", f"{A}  b: {{name: {'[' * 40}{']' * 40}}}\n", "3:42"),
    case("yaml-key", f"{A}  b: {{? [x] : y}}\n", "3:9"),
    case("yaml-key", f"{A}  b: {{name: &n x, *n : y}}\n", "3:19", read="a b"),
    case("duplicate-key", f"{A}  b: {{name: x, tags: [], name: y}}\n", "3:26", read="a b"),
    case("duplicate-key", f"{A}  a: {{name: x}}\n  b: {{}}\n", "3:3", read="a b"),
    case("duplicate-block", f"actor: {{b: {{}}}}\n{A}actor: {{c: {{}}}}\n", "4:1", read="a b c"),
    # The ids and the kinds
    case("duplicate-id", f"{A}actor: {{a: {{}}, b: {{}}}}\n", "3:9", read="a b"),
    case("bad-id", f"{A}  Été: {{}}\n  b_c: {{}}\n  -d: {{}}\n", "3:3", "4:3", "5:3", read="a Été b_c -d"),
    case("unknown-kind", f"{A}aplication: {{b: {{}}}}\n", "3:1"),
    case("not-a-mapping", "- a\n", "1:1", read=""),
    case("not-a-mapping", "only words", "1:1", read=""),
    case("not-a-mapping", f"{A}actor: [b]\nsite: 3\n", "3:1", "4:1"),
    case("not-a-mapping", f"{A}  b: [x]\n  c: x\n  d: true\n", "3:3", "4:3", "5:3", read="a b c d"),
    # The fields
    case("unknown-field", f"{A}  b: {{colour: red}}\n", "3:7", read="a b"),
    case("unknown-field", f"{A}  b: {{id: c, name: B}}\n", "3:7", read="a b"),
    case("unknown-field", f"{A}  b:\n    needs: {{disponibility: 3}}\n", "4:13", read="a b"),
    case("wrong-choice", f"{A}  b: {{type: cor}}\n", "3:7", read="a b"),
    case("wrong-choice", f"{A}  b: {{poc_decision: true}}\n  c: {{fit: 3.5}}\n", "3:7", "4:7", read="a b c"),
    case("wrong-choice", "technology: {a: {framework: {status: forbidden}}}\n", "1:30"),
    case("wrong-value", f"{A}  b: {{exposed: yes}}\n", "3:7", read="a b"),
    case("wrong-value", f"{A}  b: {{yearly_cost: [1, 2], name: B}}\n", "3:7", read="a b"),
    case("wrong-value", f"{A}  b: {{approvals: {{dsi: true}}}}\n", "3:19", read="a b"),
    case("wrong-value", f"{A}  b: {{needs: {{integrity: 5}}}}\n", "3:15", read="a b"),
    case("wrong-value", f"{A}  b:\n    budget:\n      - {{year: 2021, class: 2}}\n", "5:9", read="a b"),
    case("wrong-value", f"{A}  b: {{rto: 4 hours, name: ''}}\n", "3:7", "3:21", read="a b"),
    case("wrong-value", f"{A}  b: {{sso: {{too: a}}}}\n", "3:7", read="a b"),
    case("wrong-value", f"{A}  b: {{sso: {{to: a, form: 2020}}}}\n", "3:7", read="a b"),
    case("wrong-value", f"{A}  b: {{sso: {{to: a, from: 2021, until: 2020}}}}\n", "3:7", read="a b"),
    case("wrong-text", f"{A}  b: {{name: 12, aliases: [x, 13]}}\n", "3:7", "3:30", read="a b"),
    case("wrong-text", f"{A}  b: {{name: false}}\n  c: {{covers: 12}}\n", "3:7", "4:7", read="a b c"),
    case("wrong-text", "actor: {a: {identifiers: {finess: 750100018}}}\n", "1:27"),
    case("wrong-date", f"{A}  b: {{live_on: 2023-02-29}}\n", "3:7", read="a b"),
    case("wrong-date", f"{A}  b: {{live_on: true, retired_on: 23}}\n", "3:7", "3:22", read="a b"),
    case("wrong-date", f"{A}  b: {{sso: [a, {{to: a, until: 2020-13}}]}}\n", "3:16", read="a b"),
    case("wrong-date", f"{A}  b: {{approvals: {{dsi: {{until: soon}}}}}}\n", "3:25", read="a b"),
    # What the whole says
    case("dates-backwards", f"{A}  b: {{live_on: 2023, retired_on: 2022-12}}\n", "3:22", read="a b"),
    case("dates-unordered", f"{A}  b: {{live_on: 2022-06, retired_on: 2022}}\n", "3:25", read="a b"),
    case("dates-backwards", "project: {a: {starts_on: 2023-06-02, ends_on: 2023-06-01}}\n", "1:38"),
    case("dangling-link", f"{A}  b: {{sso: nowhere}}\n", "3:7", read="a b"),
    case("dangling-link", f"{A}  b:\n    sso:\n      - a\n      - {{to: nowhere}}\n", "6:9", read="a b"),
    case("wrong-kind-link", f"{A}  b: {{sso: a, covers: [a]}}\n", "3:24", read="a b"),
    case("self-link", "application: {a: {successor: a}}\n", "1:19"),
    case("link-loop", f"{A}  b: {{part_of: c}}\n  c: {{part_of: b}}\n", "4:7", read="a b c"),
    case("link-repeated", f"{A}  b: {{sso: [a, {{to: a}}]}}\n", "3:16", read="a b"),
    case("link-crowded", f"{A}  b: {{part_of: [a, c]}}\n  c: {{}}\n", "3:7", read="a b c"),
)
