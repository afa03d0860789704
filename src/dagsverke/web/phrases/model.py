"""A message of a refusal."""

from typing import NewType

Phrase = NewType("Phrase", str)
"""What the core says in English, word for word, with ``%(…)s`` where a value stands.

A place that ends in ``_on`` is a day, ``week`` one such as 2026-W12; ``least``, ``most`` and ``count`` are numbers;
others are any text. ``status`` is a phrase itself, ``openers`` are roles with *or* between, ``weeks`` and ``papers``
are phrases with commas between.
"""
