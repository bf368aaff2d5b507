"""Fetches the JavaScript libraries that the wheel ships, with their licences, from the npm registry.

`python tools/fetch_javascript.py` writes them again in `ea_repo/site/vendor/`; with `--check` it only says whether
what is there is what the registry has. The versions and the digests of the packages are pinned here: to change a
version, change both.
"""

from __future__ import annotations

import base64
import hashlib
import io
import sys
import tarfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

REGISTRY = "https://registry.npmjs.org"
FOLDER = Path(__file__).parent.parent / "ea_repo" / "site" / "vendor"


@dataclass(frozen=True)
class Library:
    """A package of the registry: its version, the digest of its archive, the file in it that is shipped."""

    name: str
    version: str
    integrity: str
    file: str
    licence: str


LIBRARIES = (
    Library(
        "minisearch",
        "7.2.0",
        "sha512-dqT2XBYUOZOiC5t2HRnwADjhNS2cecp9u+TJRiJ1Qp/f5qjkeT5APcGPjHw+bz89Ms8Jp+cG4AlE+QZ/QnDglg==",
        "dist/umd/index.js",
        "LICENSE.txt",
    ),
    Library(
        "cytoscape",
        "3.35.0",
        "sha512-sMvBIXiGMnhkCaWz2R06FwF/27MNlS+Tqvi17foO9UhnUg3XGZccKjxsvEqQFAQYMSSZmN5SxYzUYlQ0DOJJ3g==",
        "dist/cytoscape.min.js",
        "LICENSE",
    ),
)


def files(library: Library) -> dict[str, bytes]:
    """The files of a library under the names that they have here; raises ValueError for another archive."""
    address = f"{REGISTRY}/{library.name}/-/{library.name}-{library.version}.tgz"
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - https, pinned by its digest
        archive = answer.read()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if digest != library.integrity:
        raise ValueError(f"{address}: {digest} instead of {library.integrity}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        code, licence = (
            packed.extractfile(f"package/{name}").read()  # type: ignore[union-attr]
            for name in (library.file, library.licence)
        )
    # The map of a source that is not shipped would be asked for in vain.
    code = b"".join(line for line in code.splitlines(keepends=True) if not line.startswith(b"//# sourceMappingURL"))
    return {f"{library.name}.js": code, f"{library.name}.LICENSE.txt": licence}


def main() -> int:
    """Writes the files, or with `--check` compares them; the exit code says whether they are as they should be."""
    wrong = 0
    for library in LIBRARIES:
        for name, content in files(library).items():
            path = FOLDER / name
            if "--check" not in sys.argv:
                path.write_bytes(content)
            elif not path.is_file() or path.read_bytes() != content:
                sys.stderr.write(f"{path}: not what {library.name} {library.version} has\n")
                wrong += 1
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
