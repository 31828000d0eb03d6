"""Statements in languages written without blanks: cues stand in clauses between marks, and who speaks before them."""

from filmdossier.reading.statements.running.turns import read_running

__all__ = ["read_running"]
