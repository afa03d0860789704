"""Spellings: each vendor's API as data and small pure functions."""
