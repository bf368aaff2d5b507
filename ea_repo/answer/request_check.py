"""A request as it is written, with what is missing or wrong in it."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.load.request_remarks import Remark
from ea_repo.load.requests import WrittenRequest


@dataclass(frozen=True)
class CheckedRequest:
    """A request, and what there is to say of its text: what is wrong first."""

    written: WrittenRequest
    remarks: tuple[Remark, ...]

    @property
    def wrong(self) -> bool:
        """Whether something names nothing, or cannot be read."""
        return any(remark.wrong for remark in self.remarks)
