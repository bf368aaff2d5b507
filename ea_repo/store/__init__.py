"""Shared repositories: the same elements and links on a server, for those who do not have the text.

A kind of server is a folder here that satisfies the protocol `Backend`; the scheme of an address says which one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from ea_repo.metamodel import Vocabulary
from ea_repo.store.address import Address, read_address
from ea_repo.store.answers import Answer, Push, Question, Schema, Status
from ea_repo.store.backends import backend_for, backends
from ea_repo.store.credentials import Ask, Credentials
from ea_repo.store.error import StoreError
from ea_repo.store.git_origin import Origin
from ea_repo.store.protocol import Backend, ProgressBar, Store

__all__ = [
    "Address",
    "Answer",
    "Ask",
    "Backend",
    "Credentials",
    "Origin",
    "ProgressBar",
    "Push",
    "Question",
    "Schema",
    "Status",
    "Store",
    "StoreError",
    "open_store",
    "read_address",
    "schema",
]


def open_store(address: Address, ask: Ask, *, writing: bool = False) -> AbstractContextManager[Store]:
    """The store at an address that `read_address` gave; `ask` gives a password, where one is needed."""
    return backend_for(address.scheme, str(address)).open_store(address, ask, writing=writing)


def schema(vocabulary: Vocabulary, address: Address | None = None) -> Schema:
    """What a question may ask on the server of an address; without one, on the first kind of server."""
    return (backend_for(address.scheme, str(address)) if address else backends()[0]).schema(vocabulary)
