"""Which names mean the same person or film where words are not written apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from filmdossier.languages import Pack
from filmdossier.model.span import Span
from filmdossier.reading.mentions.clusters import Cluster
from filmdossier.reading.mentions.marked import title_key

#: A title that so many longer ones begin or end with is a series' name.
FEW = 4


def cluster_people(text: str, spans: Sequence[Span], pack: Pack) -> list[Cluster]:
    """Equal names are one person; a given name, a foreign last name, or a surname with a role joins the full name.

    Where several people could be meant, the one named last before counts, else the first behind. A name in brackets
    right behind another is the same person's.
    """
    table = pack.table("names")
    parts = pack.made("name parts", lambda: re.compile(f"[{re.escape(table['part_marks'])}]"))
    called = pack.made("called people", lambda: re.compile(table["called"]))
    groups: dict[str, list[Span]] = {}
    shown: dict[str, Counter[str]] = {}
    for span in sorted(spans):
        key = parts.sub("·", span.of(text)).casefold()
        groups.setdefault(key, []).append(span)
        shown.setdefault(key, Counter())[span.of(text)] += 1
    owner = {key: key for key in groups}
    bearers_of: dict[str, list[str]] = {}
    for key in groups:
        for short in _cuts(key, called):
            bearers_of.setdefault(short, []).append(key)
    for key in groups:
        m = called.fullmatch(key)
        bearers = [k for k in bearers_of.get(m.group("surname") if m else key, ()) if k != key]
        if bearers:
            first = groups[key][0]
            before = [b for b in bearers if groups[b][0] < first]
            owner[key] = (
                max(before, key=lambda b: max(s for s in groups[b] if s < first))
                if before
                else min(bearers, key=lambda b: groups[b][0])
            )
    _join_variants(owner, groups)
    for one, other in pairwise(sorted(spans)):
        between, close = text[one.end : other.start].strip(), text[other.end : other.end + 1]
        if between == "(" and close in (")", "饰") and close == ")":
            a, b = (_root(owner, parts.sub("·", s.of(text)).casefold()) for s in (one, other))
            if a != b:
                owner[b] = a
    return _clusters(owner, groups, shown)


def _cuts(full: str, called: re.Pattern[str]) -> tuple[str, ...]:
    """What a full name is cut down to: its given or last name; its surname alone, before a role."""
    if "·" in full:
        first, last = full.split("·", 1)[0], full.rsplit("·", 1)[-1]
        return tuple(dict.fromkeys(part for part in (last, first) if len(part) > 1))
    if called.fullmatch(full) or len(full) > 3:
        return ()
    return (full[:1], full[1:]) if len(full) == 3 else (full[:1],)


def _join_variants(owner: dict[str, str], groups: dict[str, list[Span]]) -> None:
    """Two transcriptions of one foreign name are one person's, called by the more frequent."""
    alike: dict[str, list[str]] = {}
    for key in sorted(groups, key=lambda k: (-len(groups[k]), groups[k][0])):
        last = key.rsplit("·", 1)[-1] if "·" in key else ""
        twin = next((k for k in alike.get(last, [])[:8] if _is_variant(key, k)), None) if last else None
        if twin and owner[key] == key:
            owner[key] = twin
        elif last:
            alike.setdefault(last, []).append(key)


def _is_variant(one: str, other: str) -> bool:
    """Whether two foreign names are one in two transcriptions: the last parts agree, the first ones nearly."""
    if "·" not in one or "·" not in other:
        return False
    a, b = one.rsplit("·", 1), other.rsplit("·", 1)
    return a[1] == b[1] and len(a[0]) == len(b[0]) and len(set(a[0]) & set(b[0])) >= len(set(a[0])) / 2


def cluster_titles(text: str, spans: Sequence[Span], pack: Pack) -> list[Cluster]:
    """Equal titles are one film; a title cut short joins the only longer one that it begins or ends.

    So do the titles that the text calls the same ("以下简称"), and one in brackets right behind another. Titles that
    differ in a number, or in a word of the pack's that tells parts of a series apart, are two films.
    """
    table = pack.table("names")
    numerals = pack.made("title numerals", lambda: re.compile(table["next_part"]))
    alias = pack.made("title aliases", lambda: re.compile(table["alias_between"]))
    groups: dict[str, list[Span]] = {}
    shown: dict[str, Counter[str]] = {}
    ordered = sorted(spans)
    for span in ordered:
        key = title_key(span.of(text)) or span.of(text)
        groups.setdefault(key, []).append(span)
        shown.setdefault(key, Counter())[span.of(text)] += 1
    owner = {key: key for key in groups}
    for one, other in pairwise(ordered):
        if alias.fullmatch(text[one.end : other.start]):
            a, b = (_root(owner, title_key(s.of(text)) or s.of(text)) for s in (one, other))
            if a != b:
                owner[b] = a
    begun, ended = sorted(groups), sorted(key[::-1] for key in groups)
    for key in sorted(groups, key=lambda k: (len(k), k)):
        longer = [*_longer(begun, key), *(k[::-1] for k in _longer(ended, key[::-1]))] if len(key) > 1 else []
        roots = {_root(owner, k) for k in longer if _begins_or_ends(k, key, numerals)}
        if owner[key] == key and len(roots) == 1 and (root := roots.pop()) != key:
            owner[key] = root
    return _clusters(owner, groups, shown)


def _longer(ordered: Sequence[str], beginning: str) -> list[str]:
    """Of sorted words the first few that are longer than a beginning that they have."""
    at = bisect_right(ordered, beginning)
    return [word for word in ordered[at : at + FEW] if word.startswith(beginning)]


def _begins_or_ends(longer: str, shorter: str, numerals: re.Pattern[str]) -> bool:
    if longer.startswith(shorter):
        return not numerals.match(longer[len(shorter) :])
    return longer.endswith(shorter) and not shorter.isdigit()


def _root(owner: dict[str, str], key: str) -> str:
    while owner[key] != key:
        key = owner[key]
    return key


def _clusters(owner: dict[str, str], groups: dict[str, list[Span]], shown: dict[str, Counter[str]]) -> list[Cluster]:
    """The clusters in order, each called by the form that its root is mostly written in."""
    found: dict[str, list[Span]] = {}
    for key, spans in groups.items():
        found.setdefault(_root(owner, key), []).extend(spans)
    clusters = [(max(sorted(shown[root]), key=lambda n: shown[root][n]), sorted(s)) for root, s in found.items()]
    return sorted(clusters, key=lambda c: c[1][0])
