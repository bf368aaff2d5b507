"""The repository in an editor: findings, completion, cards, references while one writes (Language Server Protocol)."""
