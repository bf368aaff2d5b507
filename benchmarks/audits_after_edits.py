"""What an audit takes after an edit of one application: prints it as JSON. Run in a process of its own.

`audits_after_edits.py FOLDER` audits the workspace FOLDER/system, edits its first application, adds one and removes it,
and audits it again after each edit, as one does: with the command.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from systems import EA
from timing import print_figures, usual_environment

EDITS = {
    "documentation": (r"documentation: .*", 'documentation: ["another file"]'),
    "moa": (r"moa: \[.*\]", "moa: [dsi]"),
    "criticality": (r"criticality: \w+", "criticality: standard"),
    "retired later": (r"live_on: .*", "live_on: 2012-04-21\n    retired_on: 2040-01-01"),
    "retired": (r"retired_on: .*", "retired_on: 2024-01-01"),
    "added": (
        r"application:\n",
        "application:\n  one-more:\n    name: One more\n    uses: [structures]\n    moa: [dsi]\n",
    ),
    "removed": (r"  one-more:\n(    .*\n)+", ""),
}
"""By what is done to the first application, or to one beside it: what is written and what takes its place."""
FIRST = "model/applications/application-0001.yaml"


def processor_seconds(*command: str | Path) -> float:
    """The processor time of a whole process and those that it started."""
    before = os.times()
    done = subprocess.run([*EA, *command], capture_output=True, check=False, env=usual_environment())  # noqa: S603
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode(errors="replace")[-600:])
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def measure(system: Path) -> dict[str, float]:
    """The seconds of each audit, and how many elements there are."""
    audit = ("-C", system, "check")
    processor_seconds("-C", system, "list", "kind=state")
    figures = {"first": processor_seconds(*audit), "again": processor_seconds(*audit)}
    file = system / FIRST
    for edit, (written, instead) in EDITS.items():
        text = file.read_text(encoding="utf-8")
        edited = re.sub(written, instead, text, count=1)
        if edited == text:
            raise SystemExit(f"{file}: nothing to edit ({edit})")
        file.write_text(edited, encoding="utf-8")
        figures[edit] = processor_seconds(*audit)
    return figures


if __name__ == "__main__":
    from engine import opened

    folder = Path(sys.argv[1], "system")
    print_figures({**measure(folder), "elements": len(opened(folder).graph)})
