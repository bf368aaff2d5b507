"""The command line in French: a workspace with one of everything, and the English words that no answer may hold."""
