"""Enterprise-architecture and urbanisation repository: the information system as text, the charter as rules."""

__version__ = "0.1.0"
