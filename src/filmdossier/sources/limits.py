"""How much of a stranger's input is taken in."""

from __future__ import annotations

#: Bytes of one source, decoded; the longest magazine features stay below a twentieth of it.
MAX_BYTES = 5_000_000

#: Code points of one line; a paragraph of that length would fill fifty pages.
MAX_LINE = 100_000

#: Open elements inside one another. Browsers stop at 512; libxml2 keeps fewer and drops what lies deeper.
MAX_NESTING = 1_000

#: Elements of one page; news pages with all their comments have a tenth of it.
MAX_ELEMENTS = 50_000

#: Hops from one address to the next before a fetch is given up.
MAX_REDIRECTS = 5

#: Seconds that one fetch may take from first to last, redirects included.
FETCH_SECONDS = 20.0

SIZE_REMEDY = f"an article of at most {MAX_BYTES // 1_000_000} MB is read; save the article alone and give that file"
