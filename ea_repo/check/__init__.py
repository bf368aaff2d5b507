"""The charter: rules as data, checks by name, and their results on a graph."""
