"""Who says what: statements with their speakers, cues and contents.

How a language sets off what is said is declared by its pack (``clauses`` in ``statements.toml``), and one of three
mechanisms reads it: `assembly` where the order of words and small words tell where a clause begins, `fenced` where
commas part clauses and words change with their case, `running` where words are written without blanks. What a
language's words mean lies in its pack.
"""

from filmdossier.reading.statements.drafts import FoundStatement
from filmdossier.reading.statements.find import find_statements, read_statements

__all__ = ["FoundStatement", "find_statements", "read_statements"]
