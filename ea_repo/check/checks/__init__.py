"""The checks: general ones that most rules are said with, and those that no general one can say."""
