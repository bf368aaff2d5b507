"""Answers as workbooks of several sheets, for whoever goes on working with them: words, names, days and amounts.

A format that writes workbooks writes an answer by its module here; tables of plain records are in `records`.
"""
