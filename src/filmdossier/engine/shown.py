"""What a terminal shows of a film that has thousands of articles: enough claims to quote, not all that there are.

Of each value a few of the claims behind it are loaded, of which the best is quoted; of the statements those that are
shown; of everything else the numbers. What stands, and why, is the record's and does not change with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.dossier import MOST_DOUBTS, MOST_OF_ONE, MOST_OTHERS, MOST_PLACES, MOST_POINTS, MOST_STATEMENTS
from filmdossier.model.record import Fact, Position, Record
from filmdossier.record.folding import fold_words
from filmdossier.store.claims import Said

WHOLE = 2000
"""A film of no more claims is loaded whole."""
_BEHIND = 6
"""Claims loaded of a value that stands, of one that others give, and of a point of a series."""
_BEHIND_OTHERS = 2
_BEHIND_POINTS = 1
_DOCUMENT = "document "


def shown_claims(record: Record) -> list[str]:
    """The ids of claims to quote: the first few of each value, point and finding that is shown."""
    found = [c for fact in record.facts for c in fact.standing.claims[:_BEHIND]]
    found += [c for fact in record.facts for p in _others(fact) for c in p.claims[:_BEHIND_OTHERS]]
    found += [c for s in record.series for p in s.points[-MOST_POINTS:] for c in p.claims[:_BEHIND_POINTS]]
    found += [c for finding in record.findings for c in finding.claims[:MOST_PLACES]]
    return sorted(set(found))


def unnamed_witnesses(record: Record) -> list[str]:
    """The documents that are witnesses by themselves, since nothing says who published them."""
    positions = (p for fact in record.facts for p in (fact.standing, *_others(fact)))
    points = (p for s in record.series for p in s.points[-MOST_POINTS:])
    witnesses = {w for p in (*positions, *points) for w in p.witnesses[:MOST_PLACES]}
    return sorted(w.removeprefix(_DOCUMENT) for w in witnesses if w.startswith(_DOCUMENT))


def shown_statements(record: Record, said: Sequence[Said]) -> tuple[list[str], dict[str, int]]:
    """The statements to load, and how many each speaker made, by the folded name that stands.

    Args:
        record: whose credits tell which spellings are one speaker.
        said: all statements, in the order of publication.
    """
    known = _standing_names(record)
    by_speaker: dict[str, list[str]] = {}
    for statement in said:
        name = fold_words(statement.speaker)
        by_speaker.setdefault(fold_words(known.get(name, name)), []).append(statement.id)
    order = sorted(by_speaker, key=lambda name: (name not in known, -len(by_speaker[name]), name))
    ids = [i for name in order for i in by_speaker[name][:MOST_OF_ONE]]
    return ids[:MOST_STATEMENTS], {name: len(by_speaker[name]) for name in order}


def doubted_mentions(record: Record) -> list[str]:
    """The names whose doubts are shown."""
    doubts = {(d.left, d.right): d for credit in record.credits for d in credit.doubts}
    likeliest = sorted(doubts.values(), key=lambda d: (-d.score, d.left, d.right))[:MOST_DOUBTS]
    return sorted({m for d in likeliest for m in (d.left, d.right)})


def _others(fact: Fact) -> Sequence[Position]:
    return [p for p in fact.positions[1:] if p.aside != "earlier"][:MOST_OTHERS]


def _standing_names(record: Record) -> dict[str, str]:
    """The name that stands, by every folded spelling that belongs to one credit only."""
    owners: dict[str, set[str]] = {}
    for credit in record.credits:
        for name in credit.names:
            owners.setdefault(fold_words(name), set()).add(credit.name)
    return {spelling: next(iter(names)) for spelling, names in owners.items() if len(names) == 1}
