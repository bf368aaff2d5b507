"""The kinds of server that hold a shared repository: the folders of this package, nothing else lists them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import ea_repo.store
from ea_repo.store.error import StoreError
from ea_repo.store.protocol import Backend


def backends() -> list[Backend]:
    """Every kind of server, by the name of its folder."""
    folders = sorted(module.name for module in iter_modules(ea_repo.store.__path__) if module.ispkg)
    return [cast(Backend, import_module(f"ea_repo.store.{folder}")) for folder in folders]


def backend_for(scheme: str, address: str) -> Backend:
    """The kind of server that opens the addresses of a scheme; raises StoreError, which shows the address, for none."""
    backend = next((backend for backend in backends() if scheme in backend.SCHEMES), None)
    if backend is None:
        raise not_an_address(address)
    return backend


def not_an_address(text: str) -> StoreError:
    """The error of a text that is no address of any kind of server."""
    names = [backend.NAME for backend in backends()]
    schemes = ", ".join(f"{scheme}://" for backend in backends() for scheme in backend.SCHEMES)
    return StoreError(
        f"« {text} » n'est pas l'adresse d'un serveur {' ou '.join(names)} ({schemes})",
        f"“{text}” is not the address of a {' or '.join(names)} server ({schemes})",
    )
