"""A person or organisation, across films."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from filmdossier.export.families import label_of
from filmdossier.web.api.people import Offset, PersonId, RoleIn, find_person, latin, person_page
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.templating import page

router = APIRouter()


@router.get("/people/{person_id}")
def show_person(request: Request, store: StoreDep, person: Reader, person_id: PersonId, offset: Offset = 0) -> Response:
    """A person or organisation; an id of any of its mentions leads to the one that it goes by."""
    found = find_person(store, person_id)
    if found.id != person_id:
        root = request.scope.get("root_path", "")
        query = f"?{urlencode({'offset': offset})}" if offset else ""
        return RedirectResponse(f"{root}/people/{found.id}{query}", 303)
    shown = person_page(store, found, offset)
    context: dict[str, Any] = {
        "shown": shown,
        "latin": latin(found.name, is_person=found.kind == "person"),
        "in_words": role_in_words,
    }
    return page(request, "person.html.jinja", person=person, offset=offset, **context)


def role_in_words(role: RoleIn) -> str:
    """A role as a page says it."""
    if role.predicate == "position_held":
        return ", ".join(part for part in (role.detail, role.organisation) if part) or "post"
    words = label_of(role.predicate)
    return f"{words}: {role.detail}" if role.detail else words
