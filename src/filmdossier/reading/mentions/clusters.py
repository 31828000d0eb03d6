"""Which names in one document mean the same person, film, or thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from filmdossier.languages import Pack
from filmdossier.model.span import Span

#: Between two first names that share a surname stands one short word or sign.
_JOINT = re.compile(r"\s(?:[a-z]{1,3}|&)\s")

#: A cluster: the fullest form of the name, and the places that name it.
Cluster = tuple[str, list[Span]]


def cluster_names(text: str, spans: Sequence[Span]) -> list[Cluster]:
    """Equal names are one thing; capital letters and blanks do not count."""
    by_name: dict[str, list[Span]] = {}
    for span in spans:
        by_name.setdefault(_fold(span.of(text)).casefold(), []).append(span)
    return [(_fold(found[0].of(text)), found) for found in by_name.values()]


def cluster_persons(text: str, spans: Sequence[Span], pack: Pack) -> list[Cluster]:
    """A name of fewer words joins the full name that it is the end of, or, where nobody else bears it, the first name.

    Where several full names end alike, the one last named before counts; where none stands before, the first after.
    """
    suffixes = set(pack.table("names")["suffixes"])
    full: dict[tuple[str, ...], list[Span]] = {}
    short: list[tuple[Span, tuple[str, ...]]] = []
    words_of = {s: _without(_fold(s.of(text)).split(" "), suffixes) for s in spans}
    for span in sorted(spans, key=lambda s: (-len(words_of[s]), s)):
        words = tuple(w.casefold() for w in words_of[span])
        if len(words) > 1 and not (others := _bearers(words, full)):
            full.setdefault(words, []).append(span)
        elif len(words) > 1 and len(others) == 1:
            full[others[0]].append(span)
        else:
            short.append((span, words))
    alone: dict[tuple[str, ...], list[Span]] = {}
    for span, words in sorted(short):
        if bearers := _bearers(words, full):
            before = [b for b in bearers if min(full[b]) < span]
            chosen = (
                max(before, key=lambda b: max(s for s in full[b] if s < span))
                if before
                else min(bearers, key=lambda b: min(full[b]))
            )
            full[chosen].append(span)
        else:
            alone.setdefault(words, []).append(span)
    clusters = []
    for found in [*full.values(), *alone.values()]:
        longest = max(found, key=lambda s: (len(words_of[s]), -s.start))
        name = _fold(longest.of(text))
        if len(words_of[longest]) == 1 and (shared := _shared_surname(text, longest, spans)):
            name = f"{name} {shared}"
        clusters.append((name, sorted(found)))
    return sorted(clusters, key=lambda c: c[1][0])


def _without(words: Sequence[str], suffixes: set[str]) -> tuple[str, ...]:
    """The words of a name without "Jr" and its kin, unless there is nothing else."""
    return tuple(w for w in words if w.strip(",") not in suffixes) or tuple(words)


def _shared_surname(text: str, span: Span, spans: Sequence[Span]) -> str | None:
    """The surname that a lone first name shares with the full name joined to it: "Joel and Ethan Coen"."""
    behind = min((s for s in spans if s.start > span.end), default=None)
    if behind is None or not _JOINT.fullmatch(text[span.end : behind.start]):
        return None
    words = behind.of(text).split()
    return words[-1] if len(words) == 2 else None


def _bearers(words: tuple[str, ...], full: dict[tuple[str, ...], list[Span]]) -> list[tuple[str, ...]]:
    ends = [f for f in full if f != words and f[-len(words) :] == words] if words not in full else [words]
    if ends:
        return ends
    if len(words) == 1:
        return [f for f in full if f[0] == words[0] and len(words[0]) > 1][:1]
    # Middle names and initials come and go: the first and the last word must be the same.
    return [f for f in full if f[0] == words[0] and f[-1] == words[-1]]


def cluster_films(text: str, spans: Sequence[Span], headings: Sequence[Span], pack: Pack) -> list[Cluster]:
    """Equal titles are one film, also without their first article; "F1 (F2)" is one film under two titles.

    A title cut short joins the only longer title that holds it, where it stands in a headline or after the longer
    title.
    Titles that differ in a number are two films.
    """
    table = pack.table("names")
    articles = {a.casefold() for a in table["leading_articles"]}
    small, numerals = set(table["small_words"]), set(table["numerals"])
    groups: dict[tuple[str, ...], list[Span]] = {}
    for span in sorted(spans):
        groups.setdefault(_title_key(span.of(text), articles), []).append(span)
    for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False):
        if text[first.end : second.start].strip() == "(" and text[second.end : second.end + 1] == ")":
            one, two = _title_key(first.of(text), articles), _title_key(second.of(text), articles)
            if one != two and one in groups and two in groups:
                groups[one].extend(groups.pop(two))
    for key in sorted(groups, key=len):
        longer = [
            k
            for k in groups
            if k != key and len(k) > len(key) and _holds(k, key) and not _differ_by_number(k, key, numerals)
        ]
        content = [w for w in key if w not in small]
        if len(longer) == 1 and content:
            first_long = min(groups[longer[0]])
            if all(s > first_long or any(h.contains(s) for h in headings) for s in groups[key]):
                groups[longer[0]].extend(groups.pop(key))
    clusters = []
    for found in groups.values():
        outside = [s for s in found if not any(h.contains(s) for h in headings)] or found
        longest = max(outside, key=lambda s: (len(_fold(s.of(text)).split()), -s.start))
        bracketed = [s for s in outside if text[s.start - 1 : s.start] == "("]
        if longest in bracketed and len(bracketed) < len(outside):
            longest = min(s for s in outside if s not in bracketed)
        clusters.append((_fold(longest.of(text)), sorted(found)))
    return sorted(clusters, key=lambda c: c[1][0])


def _title_key(title: str, articles: set[str]) -> tuple[str, ...]:
    words = [
        w for w in ("".join(c for c in word if c.isalnum()) for word in title.casefold().replace("’", "'").split()) if w
    ]
    return tuple(words[1:] if len(words) > 1 and words[0] in articles else words)


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(len(longer) - n + 1))


def _differ_by_number(longer: tuple[str, ...], shorter: tuple[str, ...], numerals: set[str]) -> bool:
    rest = longer[len(shorter) :] if longer[: len(shorter)] == shorter else ()
    return bool(rest) and (rest[0].isdigit() or rest[0] in numerals)


def _fold(words: str) -> str:
    return " ".join(words.split())
