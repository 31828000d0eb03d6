"""Statements in languages whose clauses stand between commas and whose words change with their case."""

from filmdossier.reading.statements.fenced.read import read_fenced

__all__ = ["read_fenced"]
