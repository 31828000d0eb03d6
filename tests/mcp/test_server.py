"""An assistant's session with the server: by the protocol's own client, over standard input and output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

import mcp
from filmdossier.export.links import Links
from filmdossier.mcp.server import create_server
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.engine.press_store import filled_store, id_of


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("mcp") / "press.db"
    filled_store(file).close()
    return file


@pytest.fixture(scope="module")
def store(press: Path) -> Iterator[Store]:
    with open_store(press, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def film(store: Store) -> str:
    return id_of(store, "Red Silk")


def asked(store: Store, *calls: tuple[str, dict[str, Any]], base: str | None = None) -> list[Any]:
    """The results of some calls, in one session with a server in this process."""

    async def ask() -> list[Any]:
        async with mcp.Client(create_server(store, Links(base))) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(ask)


def test_a_session_with_the_command(press: Path, film: str) -> None:
    """The command as an assistant starts it: a process of its own, spoken to over standard input and output."""
    program = "from filmdossier.cli.main import main; main()"
    arguments = ["-c", program, "mcp", "--db", str(press), "--base", "https://press.example/"]
    started = mcp.StdioServerParameters(command=sys.executable, args=arguments)

    async def talk() -> None:
        async with mcp.Client(mcp.stdio_client(started)) as client:
            assert client.server_info is not None
            assert len((await client.list_tools()).tools) == 8
            for words in ("Red Silk", "Красный шёлк", "红丝绸"):
                found: Any = await client.call_tool("search", {"query": words})
                assert [f["id"] for f in found.structured_content["films"]][:1] == [film]
                answer: Any = await client.call_tool("film", {"film": words, "predicates": ["director", "box_office"]})
                content = answer.structured_content
                assert content["film"]["permalink"] == f"https://press.example/films/{film}"
                assert all(s["words"] in s["sentence"] for f in content["facts"] for s in f["stands"]["sources"])
                assert json.loads(answer.content[0].text) == content
            refused: Any = await client.call_tool("film", {"film": "Нет такого фильма"})
            assert refused.is_error
            assert "Нет такого фильма" in refused.content[0].text
            dossier: Any = await client.read_resource(f"filmdossier://films/{film}")
            assert json.loads(dossier.contents[0].text)["film"]["id"] == film

    anyio.run(talk)


def test_what_an_assistant_is_told(store: Store) -> None:
    async def look() -> tuple[Any, Any, Any, str]:
        async with mcp.Client(create_server(store, Links())) as client:
            tools = await client.list_tools()
            resources = await client.list_resources()
            templates = await client.list_resource_templates()
            return tools.tools, resources.resources, templates.resource_templates, client.instructions or ""

    tools, resources, templates, instructions = anyio.run(look)
    assert {t.name for t in tools} == {
        "search",
        "film",
        "figures",
        "statements",
        "article",
        "findings",
        "compare",
        "person",
    }
    for tool in tools:
        assert tool.description
        assert tool.output_schema
        assert tool.annotations.read_only_hint
        assert all(p.get("description") or "$ref" in str(p) for p in tool.input_schema["properties"].values()), (
            tool.name
        )
    assert {str(r.uri) for r in resources} == {"filmdossier://films"}
    assert {t.uri_template for t in templates} == {"filmdossier://films/{film}", "filmdossier://articles/{article}"}
    assert "contested" in instructions


@pytest.mark.parametrize("words", ["Red Silk", "Красный шёлк", "红丝绸", "紅絲綢", "shelk"])
def test_a_film_is_found_in_any_script(store: Store, film: str, words: str) -> None:
    [found] = asked(store, ("search", {"query": words}))
    assert not found.is_error
    assert film in [f["id"] for f in found.structured_content["films"]]


@pytest.mark.parametrize("words", ["Red Silk", "Красный шёлк", "红丝绸"])
def test_every_value_carries_its_sources(store: Store, film: str, words: str) -> None:
    [answer] = asked(store, ("film", {"film": words}))
    content = answer.structured_content
    assert content["film"]["id"] == film
    assert len(content["facts"]) > 20
    languages = set()
    for fact in content["facts"]:
        assert fact["stands"]["sources"], fact["label"]
        for source in fact["stands"]["sources"]:
            assert source["words"] in source["sentence"]
            assert source["outlet"]
            languages.add(source["language"])
    assert languages == {"en", "ru", "zh"}
    [release] = [f for f in content["facts"] if f["predicate"] == "release" and f["contested"]]
    assert "September 2024" in [v["says"] for v in release["others"]]


def test_answers_are_bounded(store: Store) -> None:
    """A whole dossier quotes each value once; whoever asks for one kind of fact gets more of its sources."""
    whole, some = asked(
        store, ("film", {"film": "Red Silk"}), ("film", {"film": "Red Silk", "predicates": ["director"]})
    )
    assert len(json.dumps(whole.structured_content)) < 100_000
    sources = [f["stands"]["sources"] for f in whole.structured_content["facts"] if f["predicate"] == "director"]
    [more] = [f["stands"]["sources"] for f in some.structured_content["facts"]]
    assert [len(s) for s in sources] == [1]
    assert len({s["article"] for s in more}) == len(more) == 4


def test_single_kinds_and_days(store: Store) -> None:
    some, then, wrong, no_day = asked(
        store,
        ("film", {"film": "Red Silk", "predicates": ["duration"]}),
        ("film", {"film": "Red Silk", "as_of": "2025-05-31"}),
        ("film", {"film": "Red Silk", "predicates": ["colour"]}),
        ("film", {"film": "Red Silk", "as_of": "last week"}),
    )
    assert [f["stands"]["says"] for f in some.structured_content["facts"]] == ["146 minutes"]
    assert "689 million" not in json.dumps(then.structured_content)
    assert wrong.is_error
    assert "no such predicate" in wrong.content[0].text
    assert no_day.is_error
    assert "2025-09-06" in no_day.content[0].text


def test_figures_with_their_bounds(store: Store) -> None:
    everything, china = asked(
        store, ("figures", {"film": "红丝绸"}), ("figures", {"film": "Red Silk", "territory": "cn"})
    )
    assert len(everything.structured_content["series"]) > len(china.structured_content["series"]) > 0
    points = [p for s in china.structured_content["series"] if s["predicate"] == "box_office" for p in s["points"]]
    assert all(p["sources"][0]["words"] for p in points)
    assert any(p["low"] and p["high"] is None for p in points), "more than so much has no upper bound"


def test_statements_of_one_speaker_in_any_spelling(store: Store) -> None:
    russian, english, all_ = asked(
        store,
        ("statements", {"film": "Red Silk", "speaker": "Куценко", "limit": 50}),
        ("statements", {"film": "Red Silk", "speaker": "Kutsenko", "limit": 50}),
        ("statements", {"film": "Red Silk", "limit": 2}),
    )
    speakers = [{s["speaker"] for s in r.structured_content["statements"]} for r in (russian, english)]
    assert speakers[0] == speakers[1] != set()
    assert all("Kutsenko" in s or "Куценко" in s or "库岑科" in s for s in speakers[0])
    assert len(all_.structured_content["statements"]) == 2
    assert all_.structured_content["left_out"] > 0


def test_an_article_and_what_it_says(store: Store) -> None:
    [dossier] = asked(store, ("film", {"film": "Red Silk", "predicates": ["duration"]}))
    source = dossier.structured_content["facts"][0]["stands"]["sources"][0]
    article, missing = asked(
        store, ("article", {"article": source["article"][:12]}), ("article", {"article": "0" * 12})
    )
    content = article.structured_content
    assert content["article"] == source["article"]
    assert source["sentence"] in content["text"]
    assert source["claim"] in [c["source"]["claim"] for c in content["claims"]]
    assert missing.is_error
    assert "no article has that id" in missing.content[0].text


def test_two_films_side_by_side(store: Store) -> None:
    [both] = asked(store, ("compare", {"first": "Red Silk", "second": "Barbie", "predicates": ["director"]}))
    content = both.structured_content
    assert [content["first"]["title"], content["second"]["title"]] == ["Red Silk", "Barbie"]
    assert content["points"]
    assert all(p["first"] or p["second"] for p in content["points"])


def test_people_by_name(store: Store) -> None:
    [found, nobody] = asked(store, ("person", {"person": "Андрей Волгин"}), ("person", {"person": "Xyzzy Plugh"}))
    assert "Red Silk" in [f["title"] for f in found.structured_content["films"]]
    assert nobody.is_error


def test_what_does_not_add_up(store: Store) -> None:
    [found] = asked(store, ("findings", {"film": "Red Silk"}))
    rules = {f["rule"] for f in found.structured_content["findings"]}
    assert {"conflict", "cumulative", "conversion"} <= rules
    assert all(f["sources"] for f in found.structured_content["findings"])


def test_permalinks_lead_to_the_server_that_is_named(store: Store) -> None:
    [named] = asked(store, ("film", {"film": "Barbie"}), base="https://press.example")
    content = named.structured_content
    assert content["film"]["permalink"] == f"https://press.example/films/{content['film']['id']}"


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("film", {"film": "No such film at all"}, "no film here is called that"),
        ("film", {"film": ""}, "film"),
        ("film", {}, "film"),
        ("search", {"query": "x", "limit": 10_000}, "limit"),
        ("figures", {"film": "Red Silk", "territory": "Russia"}, "territory"),
        ("article", {"article": "../../etc/passwd"}, "no article has that id"),
    ],
)
def test_what_cannot_be_done_is_told(store: Store, name: str, arguments: dict[str, Any], message: str) -> None:
    [answer] = asked(store, (name, arguments))
    assert answer.is_error
    assert message in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_resources_are_read(store: Store, film: str) -> None:
    async def read() -> tuple[Any, Any, Any]:
        async with mcp.Client(create_server(store, Links())) as client:
            films = await client.read_resource("filmdossier://films")
            dossier: Any = await client.read_resource(f"filmdossier://films/{film}")
            first = json.loads(dossier.contents[0].text)["documents"][0]
            return films, dossier, await client.read_resource(f"filmdossier://articles/{first}")

    films, dossier, text = anyio.run(read)
    assert film in [f["id"] for f in json.loads(films.contents[0].text)]
    assert json.loads(dossier.contents[0].text)["film"]["id"] == film
    assert len(text.contents[0].text) > 100


def test_a_resource_that_is_not_there_is_told(store: Store) -> None:
    async def read() -> str:
        async with mcp.Client(create_server(store, Links())) as client:
            with pytest.raises(mcp.MCPError) as error:
                await client.read_resource("filmdossier://films/000000000000")
            return str(error.value)

    assert "no film has that id" in anyio.run(read)
