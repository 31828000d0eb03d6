"""What can go wrong that is not a property of the article.

::

    FilmdossierError
    ├── InputError      one source could not be read; the others still can
    ├── PackError       a language pack is missing or malformed
    ├── StoreError      the store cannot be opened, read or written
    ├── JudgementError  a judgement names nothing that is there, or contradicts another
    ├── RatesError      a file of exchange rates is malformed
    └── ExportError     what goes out cannot be written where it should go
"""

from __future__ import annotations


class FilmdossierError(Exception):
    """Base of every error that filmdossier raises on purpose."""


class InputError(FilmdossierError):
    """A source that could not be read.

    Attributes:
        source: the path or URL as the user gave it.
        problem: what is wrong, in a few words.
        remedy: what the user can do about it.
    """

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        super().__init__(source, problem, remedy)
        self.source = source
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}; {self.remedy}"


class PackError(FilmdossierError):
    """A language pack is missing, incomplete, or contradicts itself."""


class StoreError(FilmdossierError):
    """The store cannot be opened, read or written; the message names it, what is wrong and what to do."""


class JudgementError(FilmdossierError):
    """A judgement names nothing that is there, or contradicts one that stands."""


class RatesError(FilmdossierError):
    """A file of exchange rates is malformed; the message names the file, the line and what to do."""


class ExportError(FilmdossierError):
    """What goes out cannot be written where it should go; the message says where, why and what to do."""
