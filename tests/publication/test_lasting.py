"""What an audience is told by a command that lasts is of the day on which it asks."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click
import pytest

from ea_repo.cli.shared.call import AUDIENCE, Call
from ea_repo.cli.shared.output import NOWHERE
from tests.publication.test_profiles import HEAD, workspace

_DAY = 24 * 3600


def test_after_midnight_another_day_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, HEAD, **{"workspace.yaml": "name: Essai\n"})
    context = click.Context(click.Command("asking"))
    context.params["directory"] = str(tmp_path)
    context.meta[AUDIENCE] = "dehors"
    call, clock = Call(context, NOWHERE, "en"), time.time
    before = call.quiet()
    assert call.quiet() is before
    first = before.when.date
    monkeypatch.setattr(time, "time", lambda: clock() + _DAY)
    assert call.quiet().when.date == first + dt.timedelta(1)
