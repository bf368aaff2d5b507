"""From answers to what people and programs read."""
