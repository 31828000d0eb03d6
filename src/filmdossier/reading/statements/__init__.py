"""Who says what: statements with their speakers, cues and contents.

Quotations are found first, then cues, then the phrase that each cue takes as its source; `assembly` puts them together
and carries speakers on from sentence to sentence. What a language's words mean lies in its pack (``statements.toml``).
"""

from filmdossier.reading.statements.assembly import FoundStatement, find_statements, read_statements

__all__ = ["FoundStatement", "find_statements", "read_statements"]
