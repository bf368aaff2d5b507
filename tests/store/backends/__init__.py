"""Kinds of server that only the tests know."""
