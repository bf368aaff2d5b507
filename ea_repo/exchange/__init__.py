"""Inventories that others hold, read into one form: which format, what it says, and where each fact is written."""

from ea_repo.exchange.inventory import Inventory
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.registry import read, recognise

__all__ = ["Inventory", "Place", "Unreadable", "read", "recognise"]
