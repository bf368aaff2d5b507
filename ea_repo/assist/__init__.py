"""The repository for assistants: the questions of the command line as tools that only read (Model Context Protocol)."""
