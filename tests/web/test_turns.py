"""Answers are made a few at a time, and none is held up by one that is being sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from filmdossier.web.turns import Turns

START: Message = {"type": "http.response.start", "status": 200, "headers": []}


async def _receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send(_: Message) -> None:
    await asyncio.sleep(0)


def _scope(method: str = "GET", path: str = "/films/1") -> Scope:
    return {"type": "http", "method": method, "path": path, "headers": []}


async def _most_at_once(scope: Scope, requests: int, app_of: Any) -> int:
    """How many of so many requests were ever at work together."""
    at_work, most = 0, 0

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        for _step in range(5):
            await asyncio.sleep(0)
        at_work -= 1
        await app_of(send)

    turns = Turns(app, at_once=2)
    await asyncio.gather(*(turns(scope, _receive, _send) for _ in range(requests)), return_exceptions=True)
    return most


async def _answers(send: Send) -> None:
    await send(START)


async def _fails(send: Send) -> None:
    raise ValueError


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/films/1", 2),
        ("HEAD", "/", 2),
        ("GET", "/api/v1/search", 2),
        ("GET", "/static/app.css", 7),
        ("GET", "/healthz", 7),
        ("POST", "/judgements", 7),
    ],
)
def test_so_many_are_at_work_together(method: str, path: str, expected: int) -> None:
    assert asyncio.run(_most_at_once(_scope(method, path), 7, _answers)) == expected


def test_one_that_fails_gives_its_turn_back() -> None:
    assert asyncio.run(_most_at_once(_scope(), 7, _fails)) == 2


def test_one_that_is_being_sent_holds_up_no_other() -> None:
    async def trial() -> int:
        begun, taken = 0, asyncio.Event()

        async def app(_: Scope, receive: Receive, send: Send) -> None:
            nonlocal begun
            await send(START)
            begun += 1
            await taken.wait()  # a client that takes its answer slowly

        turns = Turns(app, at_once=1)
        going = [asyncio.create_task(turns(_scope(), _receive, _send)) for _ in range(3)]
        for _step in range(20):
            await asyncio.sleep(0)
        at_once = begun
        taken.set()
        await asyncio.gather(*going)
        return at_once

    assert asyncio.run(trial()) == 3
