"""What is missing in a request, or wrong in it, for programs."""

from __future__ import annotations

from ea_repo.answer.request_check import CheckedRequest
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: CheckedRequest) -> str:
    """Each thing with its place; `wrong` is what names nothing or cannot be read, the rest is missing."""
    remarks = [
        {
            "wrong": remark.wrong,
            "at": {"file": remark.at.file, "line": remark.at.line, "column": remark.at.column},
            "field": remark.field or None,
            "message": {"fr": remark.message.fr, "en": remark.message.en},
        }
        for remark in answer.remarks
    ]
    return dumped({"version": VERSION, "request": answer.written.id, "remarks": remarks})
