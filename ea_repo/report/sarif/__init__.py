"""SARIF 2.1.0, for code-scanning viewers: only an audit can be written so."""

from ea_repo.format import Format

FORMAT = Format("sarif", (".sarif",), "application/sarif+json")
