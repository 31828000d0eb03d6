"""Readings become a film's record: who is who, which claims agree, which value stands."""
