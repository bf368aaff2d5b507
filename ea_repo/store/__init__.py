"""Shared repositories: the same elements and links on a server, for those who do not have the text.

A store is a folder here, named for the server that it speaks to.
"""
