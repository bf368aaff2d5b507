"""Content that means harm, or is merely wrong: every command answers, says where the fault is, and shows no trick."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ea_repo.load import load
from ea_repo.load.yaml import scalar
from tests.cli.running import inside, invoke, process
from tests.texts import workspace

FORMATS = ("text", "json", "html", "markdown", "csv", "sarif", "junit")
HUGE = "f" * 5000
DAYS = "live_on: 9999, retired_on: 9999-12-31"
COMMANDS = (
    "check", "check --format json", "list --format json", "list yearly_cost>3", "show a", "show a --format json",
    "deps a", "impact a", "retire a", "retire a --format json", "retire a --on 9999-12-31", "timeline",
    "timeline --from 9990 --to 9999", "indicators", "check --at 9999", "rules --test", "diff .",
)  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        f"yearly_cost: 0x{HUGE}", f"name: 0x{HUGE}", f"live_on: 0x{HUGE}", f"yearly_cost: 0o{'7' * 6000}",
        f"yearly_cost: {'9' * 400}", f"yearly_cost: {'9' * 5000}", "yearly_cost: .nan", "yearly_cost: -.inf",
        "yearly_cost: 1e999", f"budget: [{{year: 2022, class: 0x{HUGE}, amount: .nan, basis: amount}}]",
    ],
)  # fmt: skip
def test_a_number_beyond_all_measure_is_a_finding_and_no_fault(tmp_path: Path, fields: str) -> None:
    workspace(tmp_path, a=f"application: {{a: {{{fields}}}}}\nproject: {{p: {{retires: a}}}}")
    said = invoke(tmp_path, "check", "--format", "json")
    findings = json.loads(said.out, parse_constant=lambda name: pytest.fail(name))["findings"]
    assert [finding["at"]["line"] for finding in findings if finding["subject"] == "a"] or "name" in fields
    for command in COMMANDS:
        answer = invoke(tmp_path, *command.split())
        assert "nan" not in answer.out.lower().replace("finance", "").replace("nano", "").split()
        if "json" in command:
            json.loads(answer.out, parse_constant=lambda name: pytest.fail(name))


@pytest.mark.parametrize("text", [f"0x{HUGE}", f"0o{'7' * 6000}", "9" * 5000, "-" + "9" * 601])
def test_a_whole_number_of_thousands_of_digits_stays_a_text(text: str) -> None:
    assert scalar(text) == text


def test_the_last_year_of_the_calendar_is_a_year(tmp_path: Path) -> None:
    text = (
        f"application: {{a: {{{DAYS}, type: poc, poc_ends_on: 9999, overlap_until: 9999-12, successor: b}}, b: {{}}}}\n"
        "contract: {c: {ends_on: 9999-12-31}}\nproject: {p: {ends_on: 9999-12-31, starts_on: 0001, retires: a}}\n"
        "state: {s: {date: 9999-12-31}}\ntechnology: {t: {end_of_support_on: 9999-12-31}}\n"
    )
    workspace(tmp_path, a=text)
    for command in COMMANDS:
        invoke(tmp_path, *command.split())


TRICKS = r'"a\e[31mb\u0000c\u202Ed\u009Be\x07f\u200Fg\u2028h\uFEFFi"'
ACTING = "\x1b\x00\u202e\x9b\x07\u200f\u2028\ufeff"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_name_acts_on_nobody_who_reads_it(tmp_path: Path, format_: str) -> None:
    text = f"application: {{a: {{name: {TRICKS}, description: {TRICKS}, masters: nowhere, part_of: {TRICKS}}}}}"
    workspace(tmp_path, settings=f"name: {TRICKS}\nat: 2022\n", a=text)
    for command in ("check", "list", "show a", "retire a", "timeline", "impact a", "indicators", "deps a"):
        said = invoke(tmp_path, *command.split(), "--format", format_)
        assert not set(ACTING) & set(said.out + said.error), (command, format_)
    if format_ == "json":
        (shown,) = json.loads(invoke(tmp_path, "list", "--format", "json").out)
        assert shown["name"] == json.loads(TRICKS.replace(r"\e", r"\u001b").replace(r"\x", r"\u00"))
    elif format_ == "text":
        assert "a␛[31mb␀c⟨U+202E⟩d⟨U+009B⟩e␇f⟨U+200F⟩g⟨U+2028⟩h⟨U+FEFF⟩i" in invoke(tmp_path, "show", "a").out


def test_what_one_types_acts_on_nobody_either(tmp_path: Path) -> None:
    workspace(tmp_path, a="application: {a: {}}")
    assert "␛[31m" in invoke(tmp_path, "show", "\x1b[31m").error


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000, b'{"version": 1, "findings": ' + b"[" * 100_000, b"\xff\xfe\x00", b'{"version": "\xe9"}', b"",
        b"null", b"5", b"9" * 5000, b'{"version": 1}', b'{"version": 1, "findings": 5}',
        b'{"version": 1, "findings": [{"key": "a", "offenders": 5}]}', b'{"version": {}, "findings": []}',
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_told(tmp_path: Path, data: bytes) -> None:
    workspace(tmp_path, a="application: {a: {}}")
    (tmp_path / "baseline.json").write_bytes(data)
    said = invoke(tmp_path, "check", "--baseline", str(tmp_path / "baseline.json"))
    assert (said.code, said.out) == (2, "")
    assert "baseline.json" in said.error


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this machine has no such device")
def test_a_device_is_no_baseline(tmp_path: Path) -> None:
    workspace(tmp_path, a="application: {a: {}}")
    said = process(tmp_path, "check", "--baseline", "/dev/zero")
    assert (said.code, said.error) == (2, "ea: /dev/zero: this file cannot be read: not a regular file\n")


@pytest.mark.skipif(os.name != "posix", reason="names of files are texts on this machine")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_s_name_need_not_be_text(tmp_path: Path, format_: str) -> None:
    workspace(tmp_path)
    (tmp_path / "model" / os.fsdecode(b"caf\xe9.yaml")).write_text("application: {a: {masters: x}}", encoding="utf-8")
    # What a shell shows is written as everything that is text, whatever the format: two of them are printed.
    if format_ in ("text", "json"):
        said = process(tmp_path, "check", "--format", format_)
        assert (said.code, "dangling-link" in said.out, said.error) == (1, True, "")
    name = os.fsdecode(b"caf\xe9")
    assert inside(tmp_path, "check", "-o", name, "--format", format_, "--force").code == 1
    assert b"dangling-link" in (tmp_path / name).read_bytes()
    assert (tmp_path / name).exists()
    assert list(load(tmp_path).graph) == ["a"]


@pytest.mark.skipif(os.name != "posix", reason="names of files are texts on this machine")
def test_a_baseline_may_hold_such_a_name(tmp_path: Path) -> None:
    workspace(tmp_path)
    (tmp_path / "model" / os.fsdecode(b"caf\xe9.yaml")).write_text("aplication: {a: {}}", encoding="utf-8")
    assert inside(tmp_path, "check", "--write-baseline", "held.json").code in (0, 1)
    assert inside(tmp_path, "check", "--baseline", "held.json").code == 0


def test_five_hundred_zones_inside_each_other_are_drawn_or_refused(tmp_path: Path) -> None:
    zones = "".join(f"  z{number}: {{part_of: z{number - 1}}}\n" for number in range(1, 500))
    workspace(tmp_path, a=f"zone:\n  z0: {{}}\n{zones}application: {{a: {{zone: z499}}}}")
    for words in (("draw", "land-use-plan"), ("draw", "--all", "-o", str(tmp_path / "maps"))):
        said = invoke(tmp_path, *words)
        assert said.code in (0, 1, 2)
        assert said.out or said.error


PARTS = """
data_object: {d: {part_of: elsewhere}, elsewhere: {sensitivity: health}, piece: {part_of: [elsewhere, d]}}
application: {a: {part_of: [b, c], uses: piece}, b: {}, c: {masters: d}}
node: {n: {}, m: {part_of: n}, o: {part_of: [m, n]}}
flow: {f: {source: c, target: a, data: piece}}
"""


def test_a_part_of_several_wholes_breaks_no_rule(tmp_path: Path) -> None:
    workspace(tmp_path, a=PARTS)
    rules = Path(__file__).parents[2] / "rules"
    (tmp_path / "rules").symlink_to(rules)
    (tmp_path / "workspace.yaml").write_text("name: Test\nlimits: {outside: true}\n", encoding="utf-8")
    rules_said = {
        finding["rule"] for finding in json.loads(invoke(tmp_path, "check", "--format", "json").out)["findings"]
    }
    assert not {rule for rule in rules_said if "failed" in rule}
