"""The shared repository: the same elements and links on a Neo4j server, for those who do not have the text."""
