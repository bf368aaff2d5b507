"""What one says of a server when one starts it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ea_repo.finding import Lang
from ea_repo.listening import Address


@dataclass(frozen=True)
class Settings:
    """Where it listens, by which names it is asked for, who may ask, how much and for how long."""

    address: Address
    lang: Lang
    """The language of whoever asks for none, unless the workspace speaks one."""
    secret: str | None = None
    """The token to ask for; without one, whoever reaches the address is answered."""
    names: tuple[str, ...] = ()
    """Other names by which it is asked for, as behind a proxy."""
    seconds: float = 30
    """How long a question may take."""
    page_seconds: float = 120
    """How long a page may take: the first ones after a reading work out what all of them share."""
    lang_is_asked: bool = False
    """Whether the language is that of --lang, which the workspace's does not replace."""
    rate: float = 20
    """How many questions a second a client may ask."""
    processes: int = 3
    """How many processes answer."""

    def speaking(self, lang: Lang | None) -> Settings:
        """The same for a workspace that speaks a language, where it says which."""
        return self if lang is None or self.lang_is_asked else replace(self, lang=lang)

    @property
    def longest(self) -> float:
        """How long anything may take."""
        return max(self.seconds, self.page_seconds)

    @property
    def hosts(self) -> frozenset[str] | None:
        """The hosts that a request may name, without their ports; None where the token alone tells who asks."""
        own = self.address.own_names if self.address.is_loopback else ()
        return frozenset(name.lower() for name in (*own, *self.names)) or None
