"""What the commands share: their options, their language and width, where an answer goes, how they refuse."""
