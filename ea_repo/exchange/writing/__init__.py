"""The text of what comes in: new files, changes in files that others wrote, all at once or not at all."""
