"""What no command foresaw ends in one sentence: an interruption, an output that cannot be written, a fault of ours."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

import click

from ea_repo.cli.shared.terminal import tell
from ea_repo.finding import Lang, Text
from ea_repo.system import reason

WRONG, FAULT, INTERRUPTED, READER_GONE = 2, 3, 130, 141
"""Exit codes: wrong use, or a machine that refuses; a fault of ours; those of a shell for SIGINT and SIGPIPE."""
TRACEBACK = "EA_TRACEBACK"
"""The variable that has the traceback of a fault shown too."""


@contextmanager
def net(lang: Lang) -> Iterator[None]:
    """Turns whatever was not foreseen into one sentence and an exit code, which is never that of findings."""
    try:
        try:
            yield
        finally:
            # What cannot be written is known now, and not when the process ends.
            for stream in (sys.stdout, sys.stderr):
                if stream is not None and not stream.closed:
                    stream.flush()
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        _end(Text("interrompu", "interrupted"), lang, INTERRUPTED)
    except BrokenPipeError:
        # The reader has seen enough (`ea list | head`).
        _give_up_output()
        sys.exit(READER_GONE)
    except OSError as error:
        _give_up_output()
        why = reason(error)
        # Without a file, it is what was being printed.
        where = Text(*[str(error.filename)] * 2) if error.filename else Text("sortie standard", "standard output")
        _end(Text(f"{where.fr} : {why.fr}", f"{where.en}: {why.en}"), lang, WRONG)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            traceback.print_exc()
        _end(_fault(error), lang, FAULT)


def _end(sentence: Text, lang: Lang, code: int) -> NoReturn:
    with suppress(OSError):
        tell(f"ea: {sentence[lang]}")
    sys.exit(code)


def _fault(error: Exception) -> Text:
    from ea_repo.repository.refused import fault

    sentence = fault(error)
    return Text(f"{sentence.fr} ; {TRACEBACK}=1 en montre le détail", f"{sentence.en}; {TRACEBACK}=1 shows the details")


def _give_up_output() -> None:
    """Lets nothing more be written where writing failed: Python would try again when it ends, and complain."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not _flushed(stream):
            with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())


def _flushed(stream: IO[str]) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        return False
    return True
