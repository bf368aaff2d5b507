"""Answers for programs: a module an answer, under the names of `docs/json.md`, versioned; both languages at once."""

from ea_repo.format import Format

FORMAT = Format("json", (".json",), "application/json")
