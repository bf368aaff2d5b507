"""The measures: general ones that most indicators are said with, and those that no general one can say."""
