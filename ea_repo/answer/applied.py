"""What became of a change file that was written into the text: announced, and as the audit says afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.finding import Finding


@dataclass(frozen=True)
class Applied:
    """The files that were written, the findings that the changes introduced and lifted, and how many are left."""

    changes: str
    files: tuple[str, ...]
    new: tuple[Finding, ...]
    worse: tuple[Finding, ...]
    """Findings that were there already, and have more offenders now."""
    lifted: tuple[Finding, ...]
    before: int
    announced: int
    """How many findings were to count afterwards."""
    after: int
    """How many do."""
    surprises: tuple[str, ...]
    """The fingerprints of findings that are not as they were announced: none, unless somebody wrote meanwhile."""

    @property
    def introduced(self) -> tuple[Finding, ...]:
        """What fails now and did not: what got worse is introduced."""
        return (*self.new, *self.worse)
