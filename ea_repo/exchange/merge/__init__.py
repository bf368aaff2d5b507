"""What a source says now, what it said last time, what the workspace says: put together, nothing lost in silence."""
