"""How a document is written: one module a format, which knows documents and nothing of what they say."""
