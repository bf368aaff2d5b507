"""What the command line prints in French of a workspace with one of everything, and the English words in it."""

from __future__ import annotations

import html
import re
import shutil
from functools import cache
from pathlib import Path

from tests.cli.running import invoke

FOLDER = Path(__file__).parent
TYPED = re.compile(
    r"```.*?```|\\?`[^`]*`|« by design »"
    r"|--kind \w+|\b\w+(?:-\w+)+|--?[a-z][\w-]*|\S*[_./=:]\w\S*|« (?:ea [^»]*|\w+(?:: \w+)?) »"
    r"|\b\w+/|\bea \w+(?: (?:list|new))?|\w+(?:\|\w+)+|(?<=[ ,])'[^' ]+'",
    re.DOTALL,
)
"""What one types, and is English in every language: commands, options, files, ids, what stands between backquotes."""
TAGS = re.compile(r"<style>.*?</style>|<script>.*?</script>|<code>.*?</code>|<[^>]*>", re.DOTALL)
"""What a page does not show, or shows as words to type."""


def lines(name: str) -> list[str]:
    """The lines of a file of this folder that are no comments."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, lines('english_words.txt')))})(?![\w-])", re.IGNORECASE)


def english_in(text: str) -> list[str]:
    """The English words of a text, or of a page, that is meant to be French."""
    shown = html.unescape(TAGS.sub(" ", text)) if text.lstrip().startswith("<!doctype") else text
    return _english().findall(TYPED.sub(" ", shown))


def workspace(root: Path) -> Path:
    """The workspace, with the common charter and its maps."""
    assert invoke(root.parent, "init", str(root), "--lang", "fr").code == 0
    shutil.rmtree(root / "model")
    (root / "model").mkdir()
    (root / "model" / "si.yaml").write_bytes((FOLDER / "model.yaml").read_bytes())
    (root / "workspace.yaml").write_text("name: Groupement\nat: 2022-01-31\n", encoding="utf-8")
    return root
