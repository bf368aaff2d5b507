"""JUnit XML, for any CI: only an audit can be written so."""

from ea_repo.format import Format

FORMAT = Format("junit", (".xml",), "application/xml")
