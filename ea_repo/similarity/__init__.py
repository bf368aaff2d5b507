"""Solutions that resemble one another, though nobody declared it: by what they do, hold, exchange and are called."""
