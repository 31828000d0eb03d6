"""Deciding that two mentions are one film, person or organisation, and saying why."""
