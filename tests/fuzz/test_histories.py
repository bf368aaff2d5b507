"""A text that is edited again and again is each time read as if for the first time, though few files are read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.load import load, load_cached, snapshot
from tests.fuzz.depth import EXAMPLES
from tests.fuzz.texts import MODEL, SETTINGS, spoiled
from tests.load.everything import everything_in

FILES = ("model/a.yaml", "model/b.yaml", "model/deep/c.yaml", "model/d.yml", "model/z/e.yaml", "rules/derogations.yaml")
IDS = tuple(f"{name}-{number}" for name in ("alpha", "beta", "gamma", "delta") for number in range(5))
DATES = ("2020", "2021-06", "2022-01-31", "later")


@st.composite
def elements(draw: st.DrawFn) -> str:
    """The text of a few elements, some of ids that other files give too, with links that may lead anywhere."""
    ids = st.sampled_from(IDS)
    lines: list[str] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), unique=True, min_size=1, max_size=2)):
        lines.append(f"{kind}:")
        for id in draw(st.lists(ids, unique=True, min_size=1, max_size=3)):
            fields = draw(st.lists(st.sampled_from(FIELDS[kind]), unique=True, max_size=4))
            lines.append(f"  {id}:")
            for field in fields:
                value = field.replace("ID", draw(ids)).replace("ALSO", draw(ids))
                lines.append(f"    {value.replace('DATE', draw(st.sampled_from(DATES)), 1)}")
    return "\n".join(lines) + "\n"


COMMON = ("name: Name of ID", "description: ALSO", "live_on: DATE", "retired_on: 2021", "colour: red", "tags: [ID]")
FIELDS = {
    "application": (
        *COMMON, "part_of: ID", "part_of: [ID, ALSO]", "successor: [ID, ID]", "covers: [ID, {to: ALSO, from: DATE}]",
        "masters: [{to: ID, for: ALSO}]", "masters: [{to: ID, for: [ALSO, nobody]}]", "deployed_at: [ID, elsewhere]",
        "instance_of: alpah-1", "uses: [ID, nowhere]",
    ),
    "referential": (*COMMON, "part_of: ID", "relays: [ID, ALSO]", "masters: [ID]", "replica_of: ID"),
    "site": (*COMMON, "part_of: ID"),
    "process": (*COMMON, "part_of: ID", "critical: true"),
    "data_object": (*COMMON, "part_of: ID", "sensitivity: secret"),
    "flow": ("source: ID", "target: ALSO", "data: [ID, ALSO]", "mode: api", "need: vital"),
    "projekt": ("name: ID",),
}  # fmt: skip
KINDS = tuple(FIELDS)

texts = st.one_of(
    elements().map(str.encode),
    elements().map(str.encode),
    elements().flatmap(spoiled),
    spoiled(MODEL),
    st.sampled_from((b"", b"\n", b"\xff\xfe", b"caf\xe9: {alpha: }\n", b"a: [", MODEL.encode())),
)
EDITS = (*2 * ("write", "write", "blank", "line", "remove", "rename"), "folder", "settings")
OWN_FIELD = "fields: {application: {room: {type: text, label: {fr: Salle, en: Room}}}}\n"


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """The folder of the snapshots, for the time of the block."""
    before = os.environ.get(snapshot.FOLDER)
    os.environ[snapshot.FOLDER] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[snapshot.FOLDER]
        else:
            os.environ[snapshot.FOLDER] = before


def edit(data: st.DataObject, root: Path) -> None:
    """Makes one edit: a file is written, changed a little, removed, renamed, hidden; or a setting changes."""
    there = sorted(path for path in root.glob("*/**/*") if path.is_file())
    what = data.draw(st.sampled_from(EDITS))
    if what == "settings":
        limit = data.draw(st.sampled_from(("", "", OWN_FIELD, "limits: {elements: 9}\n", "limits: {files: 3}\n")))
        (root / "workspace.yaml").write_text(SETTINGS + limit, encoding="utf-8")
    elif what == "folder":
        # What cannot be read as a file, or is not to be read.
        folder = root / data.draw(st.sampled_from(("model/g.yaml", "model/.hidden.yaml")))
        if folder.exists():
            folder.rmdir()
        else:
            folder.mkdir()
    elif what == "write" or not there:
        path = root / data.draw(st.sampled_from(FILES))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.draw(texts))
    else:
        path = data.draw(st.sampled_from(there))
        if what == "blank":
            path.write_bytes(b"\n" + path.read_bytes())
        elif what == "line":
            lines = path.read_bytes().split(b"\n")
            del lines[data.draw(st.integers(0, len(lines) - 1))]
            path.write_bytes(b"\n".join(lines))
        elif what == "remove":
            path.unlink()
        else:
            name = data.draw(st.sampled_from(("model/0.yaml", "model/deep/c.yaml", "model/y.yaml")))
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, root / name)


@given(data=st.data())
@settings(max_examples=4 * EXAMPLES)
def test_a_history_of_edits_is_read_as_each_text_alone(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, kept_in(Path(folder, "kept")):
        root = Path(folder, "workspace")
        (root / "model").mkdir(parents=True)
        (root / "workspace.yaml").write_text(SETTINGS, encoding="utf-8")
        for file in data.draw(st.lists(st.sampled_from(FILES), unique=True, min_size=2)):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(data.draw(texts))
        load_cached(root)
        for _ in range(data.draw(st.integers(1, 6))):
            for _ in range(data.draw(st.integers(1, 2))):
                edit(data, root)
            assert everything_in(load_cached(root)) == everything_in(load(root))
