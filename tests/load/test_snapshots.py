"""A snapshot stands for the text that it was made from, and for no other, whatever was done to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph, Record
from ea_repo.load import Settings, Workspace, load, load_cached, loading, snapshot
from ea_repo.load.graph_bytes import decoded, encoded
from ea_repo.load.reading import Reading, read_whole
from ea_repo.metamodel import Ref
from tests.cli.running import invoke, process
from tests.load.everything import everything_in

ROOT = Path(__file__).parents[2]
MODEL = """application:
  alpha:
    name: Alphà
    part_of: beta
    budget: [{year: 2022, class: 6, amount: 1000, basis: amount}]
    tags: [one, two]
    illustrative: true
  beta:
    name: Beta
    live_on: 2021
    deployed_at: [north, {to: south, from: 2022-03, until: 2023, note: later}]
  gamma: {part_of: nowhere}
  delta: {part_of: epsilon, colour: red}
  epsilon: {part_of: delta}
site:
  north:
  south:
flow:
  alpha-beta: {source: alpha, target: beta, formats: []}
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the snapshots, empty."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(snapshot.FOLDER, str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path, kept: Path) -> Path:
    """A workspace that was read once, with things wrong in it."""
    root = tmp_path / "workspace"
    (root / "model").mkdir(parents=True)
    (root / "workspace.yaml").write_text("name: Ici\n", encoding="utf-8")
    (root / "model" / "all.yaml").write_text(MODEL, encoding="utf-8")
    load_cached(root)
    return root


def only(kept: Path) -> Path:
    (file,) = kept.glob("*.snapshot")
    return file


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, reading the text is an error."""

    def refuse(*_: object) -> Reading:
        raise AssertionError("the text was read")

    monkeypatch.setattr(loading, "read_whole", refuse)
    monkeypatch.setattr(loading, "read_again", refuse)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the workspaces that were read whole from their text, from now on."""
    read: list[str] = []

    def watch(settings: Settings, *given: Any) -> Reading:
        read.append(settings.name)
        return read_whole(settings, *given)

    monkeypatch.setattr(loading, "read_whole", watch)
    return read


def test_the_second_reading_says_the_same_without_reading_the_text(
    root: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = everything_in(load(root))
    unread(monkeypatch)
    assert only(kept)
    assert everything_in(load_cached(root)) == whole
    assert load_cached(root).findings


def test_the_model_of_the_organisation_is_the_same_from_its_snapshot(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(ROOT)
    whole = everything_in(load(ROOT))
    unread(monkeypatch)
    assert everything_in(load_cached(ROOT)) == whole


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "spoil",
    [cut, flipped, lambda data: data + b"x", lambda _: b"", lambda data: b"x" + data[1:], lambda data: data[:60]],
    ids=["truncated", "bit flipped", "longer", "empty", "another program's", "only a seal"],
)
def test_a_spoiled_snapshot_is_read_anew_and_made_good(root: Path, kept: Path, spoil: Callable[[bytes], bytes]) -> None:
    good = only(kept).read_bytes()
    only(kept).write_bytes(spoil(good))
    assert everything_in(load_cached(root)) == everything_in(load(root))
    assert only(kept).read_bytes() == good


def test_every_bit_counts(root: Path, kept: Path) -> None:
    data = only(kept).read_bytes()
    for place in range(0, len(data), 97):
        only(kept).write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        assert everything_in(load_cached(root)) == everything_in(load(root))


def resealed(file: Path, spoil: Callable[[bytes], bytes]) -> None:
    """Changes the data of a snapshot, and seals it as if it were sound."""
    begin = len(snapshot._MAGIC) + snapshot._DIGEST_SIZE
    data = spoil(file.read_bytes()[begin:])
    file.write_bytes(snapshot._MAGIC + snapshot._seal(file.stem, data) + data)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"Alph\\u00e0"', b'["\\u00e0\\u00e0"]'),
        (b'"Beta"', b"123456"),
        (b'"beta"', b'"BETA"'),
        (b'"2022-03"', b'"2O22-O3"'),
        (b'"plain"', b'"links"'),
        (b'"links"', b'"plain"'),
        (b'"part_of"', b'"fart_of"'),
        (b'"astray": [', b'"astray": 5 '),
        (b'"application"', b'"applicatoin"'),
        (b"2022", b"2O22"),
        (b"\x01\x00\x00\x00", b"\xff\xff\xff\x7f"),
    ],
)
def test_a_snapshot_that_is_wrong_though_sealed_is_read_anew(
    root: Path, kept: Path, before: bytes, after: bytes
) -> None:
    commands = ("list", "show alpha", "deps beta", "check --format json")
    said = [invoke(root, "--no-cache", *command.split()) for command in commands]
    for command, sound in zip(commands, said, strict=True):
        for file in kept.glob("*.snapshot"):
            file.unlink()
        load_cached(root)
        assert before in only(kept).read_bytes()
        resealed(only(kept), lambda data: data.replace(before, after))
        assert invoke(root, *command.split()) == sound


def test_a_head_that_nests_without_end_is_read_anew(root: Path, kept: Path) -> None:
    resealed(only(kept), lambda _: (100_000).to_bytes(8, "little") + b"[" * 100_000)
    assert everything_in(load_cached(root)) == everything_in(load(root))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this machine has no pipes with names")
def test_a_pipe_in_the_place_of_a_snapshot_makes_nobody_wait(root: Path, kept: Path) -> None:
    file = only(kept)
    file.unlink()
    os.mkfifo(file)
    assert process(root, "list", EA_CACHE_DIR=str(kept)).out == invoke(root, "--no-cache", "list").out


def test_a_text_changed_with_the_same_size_and_dates_is_read(root: Path, kept: Path) -> None:
    file = root / "model" / "all.yaml"
    before = file.stat()
    file.write_text(MODEL.replace("name: Beta", "name: Zeta"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert load_cached(root).graph.name("beta") == "Zeta"


def test_a_text_that_was_only_touched_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(root / "model" / "all.yaml", (1, 1))
    unread(monkeypatch)
    assert len(load_cached(root).graph) == 8


def test_a_file_that_moves_or_joins_is_seen(root: Path) -> None:
    (root / "model" / "all.yaml").rename(root / "model" / "other.yaml")
    assert load_cached(root).graph.record("alpha").file == "model/other.yaml"
    (root / "rules").mkdir()
    (root / "rules" / "derogations.yaml").write_text("derogation: {one: }\n", encoding="utf-8")
    assert "one" in load_cached(root).graph


def test_settings_are_read_each_time(root: Path) -> None:
    (root / "workspace.yaml").write_text("name: Ailleurs\n", encoding="utf-8")
    assert load_cached(root).settings.name == "Ailleurs"


def test_another_version_of_the_reader_reads_the_text(root: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "code_digest", lambda: b"an older one")
    assert everything_in(load_cached(root)) == everything_in(load(root))
    assert len(list(kept.glob("*.snapshot"))) == 2


def test_a_snapshot_under_another_address_is_not_believed(root: Path, kept: Path) -> None:
    first = only(kept)
    (root / "model" / "all.yaml").write_text("site: {west: }\n", encoding="utf-8")
    load_cached(root)
    (second,) = (file for file in kept.glob("*.snapshot") if file != first)
    second.write_bytes(first.read_bytes())
    assert list(load_cached(root).graph) == ["west"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this machine has no such users")
def test_a_snapshot_that_others_may_write_is_not_believed(
    root: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only(kept).chmod(0o666)
    read = watched(monkeypatch)
    load_cached(root)
    assert read
    assert only(kept).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this machine has no such users")
def test_another_user_s_snapshot_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    read = watched(monkeypatch)
    assert everything_in(load_cached(root)) == everything_in(load(root))
    assert read


@pytest.mark.parametrize("place", ["a-file/below", "/proc/nothing", "\0"], ids=["below a file", "read-only", "no name"])
def test_a_folder_that_cannot_be_written_to_changes_nothing(
    root: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").touch()
    if "\0" not in place:
        monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / place))
    else:
        monkeypatch.setattr(snapshot, "_folder", lambda: None)
    assert everything_in(load_cached(root)) == everything_in(load(root))


def test_nothing_is_kept_of_a_text_that_could_not_all_be_read(root: Path, kept: Path) -> None:
    (root / "model" / "lost.yaml").symlink_to("lost.yaml")
    load_cached(root)
    assert len(list(kept.glob("*.snapshot"))) == 1
    (root / "model" / "lost.yaml").unlink()
    (root / "model" / "lost.yaml").write_text("site: {west: }\n", encoding="utf-8")
    assert "west" in load_cached(root).graph


def test_only_the_last_used_stay(root: Path, kept: Path) -> None:
    for number in range(snapshot.KEPT + 3):
        (root / "model" / "all.yaml").write_text(f"site: {{place-{number}: }}\n", encoding="utf-8")
        load_cached(root)
    assert len(list(kept.glob("*.snapshot"))) == snapshot.KEPT


def test_two_at_once_both_have_the_answer_of_the_text(root: Path, kept: Path) -> None:
    code = """
import sys
from pathlib import Path
from ea_repo.load import load_cached
print(*load_cached(Path(sys.argv[1])).graph)
"""
    for file in kept.glob("*.snapshot"):
        file.unlink()
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(root)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    answers = {process.communicate()[0] for process in running}
    assert answers == {" ".join(load(root).graph) + "\n"}
    assert sorted(file.suffix for file in kept.iterdir()) == [".settings", ".snapshot"]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
lines = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() != ""
)
ids = st.from_regex(r"[a-z0-9]{1,3}", fullmatch=True)
refs = st.builds(Ref, ids, st.none() | st.just("2021"), st.none() | st.just("2022-03"), st.none() | texts)
fields = st.fixed_dictionaries(
    {},
    optional={
        "name": lines,
        "tags": st.lists(lines, max_size=3).map(tuple),
        "illustrative": st.booleans(),
        "yearly_cost": st.integers(0, 3) | st.floats(0, 3),
        "deployed_at": st.lists(refs, max_size=3).map(tuple),
        "part_of": refs.map(lambda ref: (ref,)),
    },
)


@given(st.dictionaries(ids, fields, max_size=6), texts)
def test_bytes_say_what_was_put_in_them(written: dict[str, dict[str, object]], file: str) -> None:
    graph = Graph(Record(id, "application", written_fields, file) for id, written_fields in written.items())
    read, beside = decoded(encoded(graph, ["beside", 1]), graph.vocabulary)
    assert beside == ["beside", 1]
    for mine, its in zip(map(graph.record, graph), map(read.record, read), strict=True):
        assert mine == its
        assert list(mine.fields) == list(its.fields)
        assert [*map(type, mine.fields.values())] == [*map(type, its.fields.values())]
    assert read.astray == graph.astray
    assert read.closing == graph.closing


@pytest.mark.parametrize("read", [load, load_cached])
def test_reading_a_text_tells_how_far_it_is_and_a_snapshot_nothing(
    root: Path, read: Callable[..., Workspace], kept: Path
) -> None:
    steps: list[tuple[int, int]] = []
    only(kept).unlink()
    read(root, lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    (total,) = {total for _, total in steps}
    assert (len(steps) > 2, steps[-1][0]) == (True, total)
    if read is load_cached:
        steps.clear()
        read(root, lambda done, total: steps.append((done, total)))
        assert not steps
