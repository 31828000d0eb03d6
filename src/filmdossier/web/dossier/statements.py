"""Who says what about a film, by speaker and by topic.

The topics of a statement are the families of the claims whose words stand within it: one that tells a gross is about
figures. What claims nothing is about something else. Nothing is guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.export.dossier_words import folded
from filmdossier.export.families import FAMILIES, OTHER, family_of
from filmdossier.model.reading import StatementKind
from filmdossier.model.sourced import SourcedStatement
from filmdossier.model.span import Span
from filmdossier.model.wording import date_in_words, quoted
from filmdossier.store.film_parts import Place, Placed
from filmdossier.web.dossier.quotes import Source, source_of
from filmdossier.web.dossier.wording import Words, words_of

_KINDS = {"direct": "", "indirect": "reported", "mixed": "partly quoted"}
#: What each topic is called.
TOPICS: Mapping[str, str] = {**{f.key: f.name for f in FAMILIES}, OTHER.key: "Something else"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement in the list that is chosen from.

    Attributes:
        id: of the statement.
        speaker: the folded name of the speaker that stands.
        topics: keys of families; empty where they were not asked for.
    """

    id: str
    speaker: str
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose statements by, and how many there are of it."""

    key: str
    name: Words
    count: int


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in words; ``parts`` are the stretches of its content."""

    id: str
    parts: tuple[str, ...]
    source: Source
    details: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker and some statements; ``left`` counts further ones."""

    key: str
    name: Words
    post: str
    statements: tuple[StatementView, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Index:
    """All statements about a film, in the order of publication.

    Attributes:
        listed: each of them.
        names: how each speaker is called, by the folded name.
        has_topics: whether topics were looked up.
        credited: speakers whom the record knows, by the folded name.
    """

    listed: tuple[Listed, ...]
    names: Mapping[str, str]
    has_topics: bool
    credited: frozenset[str]

    @property
    def speakers(self) -> tuple[Choice, ...]:
        """Those of the film first, then those who said most."""
        counts = Counter(s.speaker for s in self.listed)
        order = sorted(counts, key=lambda k: (k not in self.credited, -counts[k], k))
        return tuple(Choice(k, words_of(self.names[k] or "Somebody"), counts[k]) for k in order)

    @property
    def topics(self) -> tuple[Choice, ...]:
        """In the order of the families."""
        counts = Counter(t for s in self.listed for t in s.topics)
        return tuple(Choice(k, Words(name), counts[k]) for k, name in TOPICS.items() if counts[k])

    def chosen(self, speaker: str, topic: str) -> list[Listed]:
        """Those of a speaker and of a topic; of all where that is empty."""
        return [s for s in self.listed if (not speaker or s.speaker == speaker) and (not topic or topic in s.topics)]

    def mixed(self, listed: Sequence[Listed], most: int, of_one: int) -> list[Listed]:
        """Some statements, at most so many of each speaker, in the order of the speakers."""
        by_speaker: dict[str, list[Listed]] = defaultdict(list)
        for s in listed:
            by_speaker[s.speaker].append(s)
        return [s for c in self.speakers for s in by_speaker[c.key][:of_one]][:most]


def index_of(
    placed: Iterable[Placed],
    documents: Collection[str] | None,
    known: Mapping[str, str],
    claims: Sequence[Place] | None,
) -> Index:
    """The list of statements.

    Args:
        placed: all statements about the film, in the order of publication.
        documents: those that count; None for all.
        known: the name that stands, by every folded spelling of a person.
        claims: what the documents claim where; None where topics are not wanted.
    """
    by_document: dict[str, list[Place]] = defaultdict(list)
    for place in claims or ():
        by_document[place.document].append(place)
    listed: list[Listed] = []
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for s in placed:
        if documents is not None and s.document not in documents:
            continue
        name = known.get(folded(s.speaker), s.speaker)
        key = folded(name)
        names[key][name] += 1
        topics = _topics(s.content, by_document[s.document]) if claims is not None else frozenset()
        listed.append(Listed(s.id, key, topics))
    called = {k: min(n, key=lambda name: (-n[name], name)) for k, n in names.items()}
    credited = frozenset(folded(name) for name in known.values())
    return Index(tuple(listed), called, claims is not None, credited & set(called))


def _topics(content: Sequence[Span], claims: Sequence[Place]) -> frozenset[str]:
    found = {
        family_of(c.predicate).key
        for c in claims
        if any(c.words.start < part.end and part.start < c.words.end for part in content)
    }
    return frozenset(found or {OTHER.key})


def speaker_views(
    index: Index, chosen: Sequence[Listed], loaded: Mapping[str, SourcedStatement], of_one: Mapping[str, int]
) -> tuple[SpeakerView, ...]:
    """Statements in words by speaker.

    Args:
        index: all statements.
        chosen: those to show, in their order.
        loaded: by id.
        of_one: how many statements each speaker made that could be shown.
    """
    by_speaker: dict[str, list[Listed]] = defaultdict(list)
    for s in chosen:
        if s.id in loaded:
            by_speaker[s.speaker].append(s)
    return tuple(
        SpeakerView(
            key,
            words_of(index.names[key] or "Somebody"),
            next((p for s in some if (p := _post(loaded[s.id]))), ""),
            tuple(statement_view(loaded[s.id], s.topics) for s in some),
            of_one.get(key, len(some)) - len(some),
        )
        for key, some in by_speaker.items()
    )


def statement_view(sourced: SourcedStatement, topics: Iterable[str]) -> StatementView:
    """A statement in words."""
    s = sourced.statement
    details = (
        _KINDS[str(s.kind)],
        f"to {s.told_to}" if s.told_to else "",
        f"at {s.venue}" if s.venue else "",
        f"on {date_in_words(s.date)}" if s.date else "",
    )
    return StatementView(
        sourced.id,
        sourced.parts if s.kind is StatementKind.INDIRECT else tuple(quoted(p) for p in sourced.parts),
        source_of(sourced.document),
        tuple(d for d in details if d),
        tuple(name for key, name in TOPICS.items() if key in topics),
    )


def _post(sourced: SourcedStatement) -> str:
    speaker = sourced.statement.speaker
    return ", ".join(p for p in (speaker.role, speaker.organisation) if p)
