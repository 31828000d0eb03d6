"""Reads film press into claims and attributed statements, each pinned to the words that state it.

>>> import filmdossier
>>> reading = filmdossier.read("...", published="2025-09-05")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from filmdossier.model.reading import Reading, notebook_view

if TYPE_CHECKING:
    from filmdossier.model.reading import Published

__all__ = ["Reading", "__version__", "read"]
__version__ = "0.1.0"


def read(
    text: str,
    *,
    published: str | Published | None = None,
    language: str | None = None,
    source: str = "",
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """Read one article, and check whether it adds up in itself.

    Args:
        text: the article's text; every span of the reading points into its normalised form, `Reading.document.text`.
        published: EDTF date of publication, where it is known; else it is read off the text or inferred from it.
        language: BCP 47 tag; None to have it recognised.
        source: path or URL, kept in the reading.
        title: headline, where it is not part of the text.
        publisher: who published it.

    Raises:
        ValueError: where ``published`` is no EDTF date.
        InputError: where the text is in a language that no pack reads.
        PackError: where ``language`` has no pack.
    """
    from dataclasses import replace  # noqa: PLC0415  keeps start-up short

    from filmdossier.audit.audit import audit_reading  # noqa: PLC0415
    from filmdossier.reading.reader import read_text  # noqa: PLC0415

    if language is None:
        from filmdossier.languages import pack_tags  # noqa: PLC0415
        from filmdossier.sources.language import recognize_language  # noqa: PLC0415

        language = recognize_language(text, source or "the text", pack_tags())
    reading = read_text(text, published=published, language=language, source=source, title=title, publisher=publisher)
    return replace(reading, findings=audit_reading(reading))


def _show_in_notebook(reading: Reading) -> str:
    from filmdossier.export.html_page import render_fragment  # noqa: PLC0415  only notebooks need it

    return render_fragment(reading)


notebook_view.append(_show_in_notebook)
