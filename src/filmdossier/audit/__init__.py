"""Checks over one reading or a whole record: one module a rule, each declaring what it can emit."""
