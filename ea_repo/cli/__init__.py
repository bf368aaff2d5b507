"""The command line: it parses, asks the repository, prints, and decides nothing."""
