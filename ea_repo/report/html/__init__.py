"""Pages of their own: the audit as a committee of arbitration reads it, the contact sheet of all maps."""

from ea_repo.format.html import FORMAT

__all__ = ["FORMAT"]
