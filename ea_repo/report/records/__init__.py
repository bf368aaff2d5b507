"""Answers for spreadsheets: a module an answer, one line a record, under names that no language changes."""
