"""An edit costs what was edited: only the files that changed are read, and the answers are those of a whole reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ea_repo.load import load, load_cached, snapshot
from ea_repo.load.kept_readings import _FEW, _LATEST
from ea_repo.load.loading import load_edited
from tests.load.everything import everything_in

CARE = "application:\n  alpha: {part_of: beta, masters: [{to: patient, for: north}]}\n  omega: {successor: alpha}\n"
BEDS = "application:\n  beta: {covers: [care]}\nprocess: {care: }\n"
DATA = "data_object: {patient: }\n"
SITES = "site:\n  north:\n  south: {part_of: north}\n"
FILES = {"care.yaml": CARE, "beds.yaml": BEDS, "data.yaml": DATA, "sites.yaml": SITES}
GONE = None


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of a few files, that was read once."""
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "workspace"
    (root / "model").mkdir(parents=True)
    (root / "workspace.yaml").write_text("name: Ici\n", encoding="utf-8")
    write(root, FILES)
    load_cached(root)
    return root


def write(root: Path, files: Mapping[str, str | None]) -> None:
    for name, text in files.items():
        path = root / "model" / name
        if text is GONE:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def size_read(root: Path) -> int:
    """How many bytes a reading that takes what it can from what was kept has to read."""
    totals = {0}
    load_cached(root, lambda _, total: totals.add(total))
    return max(totals)


def assert_reads(root: Path, *files: str) -> None:
    """The next reading says what a whole one does, and reads just these files."""
    size = sum((root / "model" / file).stat().st_size for file in files)
    whole = everything_in(load(root))
    assert size_read(root) == size
    assert everything_in(load_cached(root)) == whole


def test_a_blank_line_has_one_file_read(root: Path) -> None:
    write(root, {"beds.yaml": "\n" + BEDS})
    assert_reads(root, "beds.yaml")
    assert size_read(root) == 0
    write(root, {"beds.yaml": BEDS})
    assert size_read(root) == 0


EDITS: Mapping[str, tuple[Mapping[str, str | None], tuple[str, ...]]] = {
    "a link that leads nowhere any more": ({"data.yaml": "data_object: {visit: }\n"}, ("data.yaml",)),
    "a target of another kind": ({"data.yaml": "site: {patient: }\n"}, ("data.yaml",)),
    "a taker that is gone": ({"sites.yaml": "site: {south: }\n"}, ("sites.yaml",)),
    "a taker of another kind": ({"sites.yaml": "process: {north: }\n"}, ("sites.yaml",)),
    "a loop through a file that did not change": (
        {"beds.yaml": "application: {beta: {part_of: alpha}}\n"},
        ("beds.yaml",),
    ),
    "an element that moves": (
        {"care.yaml": "application: {alpha: }\n", "beds.yaml": BEDS + "site: {omega: }\n"},
        ("care.yaml", "beds.yaml"),
    ),
    "an id given twice": ({"beds.yaml": BEDS + "site: {south: }\n"}, ("beds.yaml", "sites.yaml")),
    "a file that comes": ({"also.yaml": "site: {west: {part_of: north}}\n"}, ("also.yaml",)),
    "a file that goes": ({"sites.yaml": GONE}, ()),
    "a new name": ({"sites.yaml": GONE, "places.yaml": SITES}, ("places.yaml",)),
    "a text that cannot be read": ({"sites.yaml": "site:\n  north: [\n"}, ("sites.yaml",)),
    "a field that only one element wrote": (
        {"beds.yaml": "process: {care: }\napplication: {beta: }\n"},
        ("beds.yaml",),
    ),
    "an empty file": ({"beds.yaml": ""}, ("beds.yaml",)),
}


@pytest.mark.parametrize(("files", "read"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_and_its_undoing_have_their_files_read_and_no_others(
    root: Path, files: Mapping[str, str | None], read: tuple[str, ...]
) -> None:
    write(root, files)
    assert_reads(root, *read)
    write(root, {**dict.fromkeys(files, GONE), **FILES, "beds.yaml": BEDS + "# again\n"})
    assert everything_in(load_cached(root)) == everything_in(load(root))


def test_each_of_those_that_pointed_at_what_is_gone_keeps_its_own_fields(root: Path) -> None:
    writers = {
        "alpha": "live_on: 2021, retired_on: 2020, covers: [care]",
        "omega": "covers: [care, care]",
        "zeta": "name: Zeta, covers: [beta, care]",
    }
    write(root, {"care.yaml": "application:\n" + "".join(f"  {id}: {{{fields}}}\n" for id, fields in writers.items())})
    assert_reads(root, "care.yaml")
    write(root, {"beds.yaml": "application: {beta: }\n"})
    assert_reads(root, "beds.yaml")
    write(root, {"beds.yaml": BEDS})
    assert_reads(root)


def test_a_suggestion_follows_the_ids_that_there_are(root: Path) -> None:
    write(root, {"care.yaml": CARE + "  pi: {covers: [caare], masters: [{to: patient, for: nrth}]}\n"})
    assert_reads(root, "care.yaml")
    for near in ("caar", "nrt", "nrthh"):
        write(root, {"near.yaml": f"site: {{{near}: }}\n"})
        assert_reads(root, "near.yaml")
    write(root, {"near.yaml": GONE})
    assert_reads(root)


def test_what_a_broken_text_may_hold_is_missed_by_nobody(root: Path) -> None:
    write(root, {"care.yaml": CARE.replace("north", "west")})
    assert_reads(root, "care.yaml")
    assert "dangling-link" in {finding.rule for finding in load_cached(root).findings}
    write(root, {"sites.yaml": SITES + "  west: [\n"})
    assert_reads(root, "sites.yaml")
    assert "dangling-link" not in {finding.rule for finding in load_cached(root).findings}


def test_many_edits_end_in_a_whole_snapshot_and_leave_few(root: Path) -> None:
    kept = root.parent / "kept"
    many = "".join(f"  place-{number}:\n" for number in range(_FEW))
    for number in range(8):
        write(root, {"sites.yaml": SITES + f"  more-{number}:\n"})
        assert_reads(root, "sites.yaml")
    assert len(list(kept.glob("*.snapshot"))) == 1 + _LATEST
    write(root, {"sites.yaml": SITES + many})
    assert_reads(root, "sites.yaml")
    assert len(list(kept.glob("*.snapshot"))) == 2 + _LATEST
    write(root, {"data.yaml": DATA + "# one more\n"})
    assert_reads(root, "data.yaml")
    assert len(list(kept.glob("*.snapshot"))) == 3 + _LATEST


def newest(root: Path) -> Path:
    return max((root.parent / "kept").glob("*.snapshot"), key=lambda file: file.stat().st_mtime_ns)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data[:70] + b"9" + data[71:],
        lambda _: b"",
    ],
    ids=["truncated", "its end", "its beginning", "empty"],
)
@pytest.mark.parametrize("whole", [True, False], ids=["the whole reading", "the edit"])
def test_a_spoiled_snapshot_changes_no_answer(root: Path, spoil: Callable[[bytes], bytes], whole: bool) -> None:
    first = newest(root)
    write(root, {"beds.yaml": "\n" + BEDS})
    load_cached(root)
    spoiled = first if whole else newest(root)
    assert (spoiled == first) == whole
    spoiled.write_bytes(spoil(spoiled.read_bytes()))
    assert everything_in(load_cached(root)) == everything_in(load(root))
    write(root, {"data.yaml": DATA + "  \n"})
    assert everything_in(load_cached(root)) == everything_in(load(root))


def test_an_edit_whose_whole_reading_is_gone_is_read_from_the_text(root: Path) -> None:
    first = newest(root)
    write(root, {"beds.yaml": "\n" + BEDS})
    load_cached(root)
    first.unlink()
    assert everything_in(load_cached(root)) == everything_in(load(root))


@pytest.mark.parametrize("change", ["settings", "code"])
def test_what_was_read_otherwise_is_no_beginning(root: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, {"beds.yaml": "\n" + BEDS})
    if change == "code":
        monkeypatch.setattr(snapshot, "code_digest", lambda: b"an older one")
    else:
        own = "fields: {application: {room: {type: text, label: {fr: Salle, en: Room}}}}\n"
        (root / "workspace.yaml").write_text(f"name: Ici\n{own}", encoding="utf-8")
    assert_reads(root, "beds.yaml", "care.yaml", "data.yaml", "sites.yaml")


READ = """
import sys
from pathlib import Path
from ea_repo.load import load_cached
print("begun", flush=True)
while True:
    load_cached(Path(sys.argv[1]))
    for file in Path(sys.argv[2]).glob("*.snapshot"):
        file.unlink(missing_ok=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this machine kills no process at once")
def test_a_process_killed_while_it_writes_leaves_nothing_that_is_believed(root: Path) -> None:
    kept = root.parent / "kept"
    write(root, {"many.yaml": "site:\n" + "".join(f"  place-{number}:\n" for number in range(3_000))})
    whole = everything_in(load(root))
    writing = 0
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", READ, str(root), str(kept)],
            stdout=subprocess.PIPE,
            env={**os.environ, snapshot.FOLDER: str(kept)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        end = time.monotonic() + 5
        while not list(kept.glob("*.part")) and time.monotonic() < end:
            pass
        process.kill()
        process.communicate()
        writing += bool(list(kept.glob("*.part")))
        assert everything_in(load_cached(root)) == whole
        if writing:
            break
    assert writing


KILLED = """
import os, signal, sys
from pathlib import Path
from ea_repo.load import load_cached

root, kept, steps = Path(sys.argv[1]), sys.argv[2], iter(range(int(sys.argv[3]), 0, -1))

def end_at_the_last_step(event, arguments):
    # Whatever is done with a file that is not whole yet: made, opened, given its name, removed.
    if any(kept in str(argument) and ".part" in str(argument) for argument in arguments) and next(steps, 1) == 1:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end_at_the_last_step)
load_cached(root)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this machine kills no process at once")
@pytest.mark.parametrize("reading", ["first", "of an edit"])
def test_a_process_may_be_killed_at_any_step_of_its_writing(reading: str, root: Path) -> None:
    kept = root.parent / "kept"
    for step in range(1, 20):
        write(root, {"beds.yaml": BEDS + f"# {step}\n"})
        if reading == "first":
            snapshot.drop_all()
        process = subprocess.run([sys.executable, "-c", KILLED, str(root), str(kept), str(step)], check=False)
        assert everything_in(load_cached(root)) == everything_in(load(root))
        if process.returncode == 0:
            break
        for left in kept.glob("*.part"):
            # It has been there for long: the next to write sweeps it.
            os.utime(left, (1, 1))
    assert 3 < step < 19
    assert [file.suffix for file in kept.iterdir() if file.suffix not in (".snapshot", ".settings")] == []


def test_two_at_once_both_have_the_answer_of_the_edit(root: Path) -> None:
    code = "import sys; from pathlib import Path; from ea_repo.load import load_cached; "
    code += "print(*load_cached(Path(sys.argv[1])).graph)"
    write(root, {"sites.yaml": SITES + "  west:\n"})
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(root)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert {process.communicate()[0] for process in running} == {" ".join(load(root).graph) + "\n"}
    assert sorted(file.suffix for file in (root.parent / "kept").iterdir()) == [
        ".settings",
        ".snapshot",
        ".snapshot",
    ]


def test_what_a_killed_process_left_is_swept(root: Path) -> None:
    left, being_written = (root.parent / "kept" / name for name in ("left.part", "now.part"))
    left.touch()
    being_written.touch()
    os.utime(left, (1, 1))
    write(root, {"beds.yaml": "\n" + BEDS})
    load_cached(root)
    assert (left.exists(), being_written.exists()) == (False, True)


def test_a_text_in_an_editor_is_read_alone_and_not_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted((root.parent / "kept").glob("*.snapshot"))
    texts = {"model/beds.yaml": "application:\n  beta: {covers: [car]}\n", "model/new.yaml": "site: {west: }\n"}
    edited = everything_in(load_edited(root, texts))
    assert sorted((root.parent / "kept").glob("*.snapshot")) == before
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "nothing"))
    assert edited == everything_in(load_edited(root, texts))


def test_a_text_that_was_not_read_to_its_end_is_read_whole_after_an_edit(root: Path) -> None:
    (root / "workspace.yaml").write_text("name: Ici\nlimits: {elements: 3}\n", encoding="utf-8")
    load_cached(root)
    write(root, {"beds.yaml": "# none\n"})
    assert everything_in(load_cached(root)) == everything_in(load(root))
