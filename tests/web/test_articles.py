"""The page of an article and its answer in the API: what it says, how that stands, what another version changed."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from starlette.testclient import TestClient

from filmdossier.model.reading import Finding, Reading
from filmdossier.model.span import Span
from filmdossier.store.store import Store
from filmdossier.web.article.loading import load_article
from filmdossier.web.article.standing import load_standing
from tests.web.articles_at_hand import (
    ADDRESS,
    HOSTILE,
    big_reading,
    claim,
    held,
    hostile_reading,
    reading_of,
    two_captures,
)
from tests.web.conftest import WRITER

API = "/api/v1/articles"


def article_called(store: Store, source: str) -> str:
    """The document whose source ends so."""
    [found] = [d for d in store.document_ids() if store.head(d).source.endswith(source)]
    return found


def words_of(page: str) -> str:
    """What a reader sees of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_every_article_of_the_press_is_shown_with_all_that_it_says(store: Store, client: TestClient) -> None:
    for document in store.document_ids():
        page = client.get(f"/articles/{document}")
        assert page.status_code == 200
        for claim_ in store.claims_of_documents([document]):
            assert f'id="c-{claim_.id}"' in page.text
            assert f'id="i-c-{claim_.id}"' in page.text
        for said in store.statements_of_documents([document]):
            assert f'id="s-{said.id}"' in page.text


def test_the_head_says_whose_it_is_from_when_and_how_that_is_known(store: Store, client: TestClient) -> None:
    page = words_of(client.get(f"/articles/{article_called(store, 'red-silk-wire.txt')}").text)
    for words in (
        "Red Silk opens in cinemas across China",
        "Sample wire service",
        "English",
        "captured 1 January 2026",
    ):
        assert words in page
    assert "6 September 2025 (from the dateline)" in page


def test_a_short_id_leads_on_to_the_whole_one(store: Store, client: TestClient) -> None:
    document = store.document_ids()[0]
    led = client.get(f"/articles/{document[:8]}")
    assert led.status_code == 308
    assert led.headers["location"] == f"/articles/{document}"
    assert client.get(f"{API}/{document[:8]}").json()["id"] == document


def test_a_short_id_that_could_mean_several_is_refused(own_store: Store, own_client: TestClient) -> None:
    for end in "01":
        reading = reading_of(f"The Film {end}.", [])
        held(own_store, replace(reading, document=replace(reading.document, id="abcdef12" + end * 56)))
    assert own_client.get("/articles/abcdef12").status_code == 400
    assert "give more of it" in own_client.get(f"{API}/abcdef12").json()["detail"]
    assert own_client.get("/articles/abcdef120").headers["location"] == "/articles/abcdef12" + "0" * 56


@pytest.mark.parametrize("article", ["0" * 64, "ffffffff", "zzzzzzzz", "1234567", "%00%00%00%00%00%00%00%00", "a" * 65])
def test_what_is_not_there_is_told(client: TestClient, article: str) -> None:
    assert client.get(f"/articles/{article}").status_code == 404
    assert client.get(f"/articles/{article}/changes").status_code == 404
    assert client.get(f"{API}/{article}").status_code in (404, 422)


def test_the_answer_holds_the_reading_under_ids_that_hold_everywhere(store: Store, client: TestClient) -> None:
    for document in store.document_ids():
        answer = client.get(f"{API}/{document}").json()
        reading, text = answer["reading"], answer["reading"]["document"]["text"]
        ids = [c["id"] for c in reading["claims"]]
        assert ids == [c.id for c in store.claims_of_documents([document])]
        assert {f["local"] for f in answer["films"]} == {f["id"] for f in reading["films"]}
        for c in store.claims(ids):
            [written] = [w for w in reading["claims"] if w["id"] == c.id]
            assert text[slice(*written["value_span"])] == c.words


def test_claims_that_name_others_name_them_by_ids_that_hold_everywhere(
    own_store: Store, own_client: TestClient
) -> None:
    figure = claim(1, Span(0, 3), "box_office", amount=Decimal(100), currency="USD")
    growth = replace(claim(2, Span(4, 7), "change", percent=Decimal("12.5")), qualifiers={"to": "c1", "from": "c9"})
    document = held(own_store, reading_of("100 up 12", [figure, growth]))
    first, second = own_client.get(f"{API}/{document}").json()["reading"]["claims"]
    assert second["qualifiers"] == {"to": first["id"], "from": "c9"}
    assert "to USD 100" in words_of(own_client.get(f"/articles/{document}").text)


def test_how_it_stands_is_what_the_record_says(store: Store, client: TestClient) -> None:
    document = article_called(store, "shelk-pochti-dva.txt")
    own = {c.id for c in store.claims_of_documents([document])}
    places = client.get(f"{API}/{document}").json()["places"]
    by_predicate = {p["predicate"]: p for p in places}
    assert by_predicate["follows"]["only_here"]
    assert by_predicate["follows"]["stand"] == "stands"
    assert by_predicate["release"]["stand"] == "contested"
    assert by_predicate["box_office"]["stand"] == "contests"
    assert by_predicate["box_office"]["others"][0]["says"] == "USD 1.8 million"
    assert all(set(p["claims"]) <= own for p in places)


def test_each_value_of_others_leads_to_the_words_that_say_it(store: Store, client: TestClient) -> None:
    document = article_called(store, "shelk-pochti-dva.txt")
    page = client.get(f"/articles/{document}").text
    assert "Where it disagrees with others" in page
    links = re.findall(r'href="/articles/([0-9a-f]{64})#c-([0-9a-f]{16})"', page)
    assert links
    for other, claim_ in links:
        assert f'id="c-{claim_}"' in client.get(f"/articles/{other}").text


def test_whose_report_it_rests_on_leads_to_that_report(store: Store, client: TestClient) -> None:
    article = load_article(store, article_called(store, "red-silk-wire.txt"))
    rests = {r.witness: r for r in load_standing(store, article).rests}
    assert rests["Izvestia"].is_cited
    copied = rests["Sample regional paper"]
    assert not copied.is_cited
    assert copied.report is not None
    assert copied.report.document.publisher == "Sample regional paper"
    page = client.get(f"/articles/{article.document.id}").text
    assert f'href="/articles/{copied.report.document.id}#c-{copied.report.id}"' in page


def test_every_link_within_the_page_leads_somewhere(store: Store, client: TestClient) -> None:
    for document in store.document_ids():
        page = client.get(f"/articles/{document}").text
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(set(ids)) == len(ids)
        goals = set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r'aria-describedby="([^"]+)"', page))
        assert goals <= set(ids)


def test_findings_inside_it_are_told_with_their_words(own_store: Store, own_client: TestClient) -> None:
    claims = [claim(n, Span(n * 4, n * 4 + 3)) for n in range(2)]
    findings = (
        Finding("sum", "error", "1 + 1 is not 3", ("c1",)),
        Finding("unit", "notice", "no unit", (), (Span(8, 11),)),
    )
    document = held(own_store, replace(reading_of("one two six", claims), findings=findings))
    page = own_client.get(f"/articles/{document}").text
    told = words_of(page[page.index('<section id="findings"') :])
    assert told.index("error 1 + 1 is not 3 two") < told.index("notice no unit “six”")
    assert "2 do not add up" in words_of(page)


def test_judging_is_for_whoever_is_logged_in(store: Store, client: TestClient) -> None:
    document = article_called(store, "red-silk-wire.txt")
    assert "/judgements" not in client.get(f"/articles/{document}").text
    page = client.get(f"/articles/{document}", headers=WRITER).text
    forms = re.findall(r'<form method="post" action="/judgements">.*?</form>', page, re.DOTALL)
    subjects = [found for form in forms for found in re.findall(r'name="subject" value="([^"]*)"', form)]
    assert sorted(subjects) == sorted(c.id for c in store.claims_of_documents([document]))


def test_a_claim_is_corrected_beside_it_and_that_can_be_undone(own_store: Store, own_client: TestClient) -> None:
    document = article_called(own_store, "red-silk-wire.txt")
    [figure] = [c for c in own_store.claims_of_documents([document]) if c.claim.predicate == "box_office"]
    page = own_client.get(f"/articles/{document}", headers=WRITER).text
    item = page[page.index(f'id="i-c-{figure.id}"') :]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', item[item.index("<form") : item.index("</form>")]))
    assert fields["value.amount"] == "689000000"
    form = {k: unescape(v) for k, v in fields.items() if k != "verdict"} | {"verdict": "corrected", "why": "a typo"}
    kept = own_client.post("/judgements", data={**form, "value.amount": "698 000 000"}, headers=WRITER)
    assert kept.status_code == 303
    assert kept.headers["location"].startswith(f"/articles/{document}?done=")
    assert kept.headers["location"].endswith(f"#i-c-{figure.id}")
    after = own_client.get(kept.headers["location"], headers=WRITER).text
    assert "Your judgement is kept: corrected" in words_of(after)
    assert "corrected, says Ada RUB 698 million a typo" in words_of(after)
    undo = re.search(
        r'action="(/judgements/\d+/withdraw)"[^>]*><input type="hidden" name="next" value="([^"]+)"', after
    )
    assert undo
    undone = own_client.post(undo[1], data={"next": undo[2]}, headers=WRITER)
    back = own_client.get(undone.headers["location"], headers=WRITER).text
    assert "Undone." in words_of(back)
    assert "says Ada" not in words_of(back)


def test_what_somebody_judged_is_told_in_place_of_the_forms(own_store: Store, own_client: TestClient) -> None:
    from filmdossier.engine.judging import judge
    from filmdossier.model.judgement import Verdict

    document = article_called(own_store, "red-silk-wire.txt")
    [figure] = [c for c in own_store.claims_of_documents([document]) if c.claim.predicate == "box_office"]
    judge(own_store, Verdict.WRONG, (figure.id,), by="Grace", why="that is <all> of Russia")
    page = own_client.get(f"/articles/{document}", headers=WRITER).text
    assert "wrong, says Grace" in words_of(page)
    assert "that is <all> of Russia" in words_of(page)
    assert f'name="subject" value="{figure.id}"' not in page


def test_an_old_version_says_so_and_leads_to_the_current_one(own_store: Store, own_client: TestClient) -> None:
    first, second = two_captures(own_store)
    old, new = (own_client.get(f"/articles/{d}").text for d in (first, second))
    assert "This is an older version" in old
    assert f'href="/articles/{second}"' in old
    assert "This is an older version" not in new
    assert f'href="/articles/{second}/changes?since={first}"' in new
    assert own_client.get(f"{API}/{first}").json()["replaced_by"] == second
    assert own_client.get(f"{API}/{second}").json()["replaced_by"] is None
    versions = own_client.get(API, params={"source": ADDRESS}).json()["versions"]
    assert [v["document"] for v in versions] == [first, second]


def test_what_a_later_capture_changed_is_told_word_by_word_and_claim_by_claim(
    own_store: Store, own_client: TestClient
) -> None:
    first, second = two_captures(own_store)
    for asked in (f"{second}/changes", f"{second}/changes?since={first}", f"{first}/changes?since={second}"):
        page = own_client.get(f"/articles/{asked}")
        assert page.status_code == 200
        assert re.findall(r"<del>.*?</span>(.*?)<span", page.text) == ["1.2"]
        assert re.findall(r"<ins>.*?</span>(.*?)<span", page.text) == [" and Anna Petrova", "1.4"]
        assert "USD 1.2 million" in page.text
        assert "USD 1.4 million" in page.text
    answer = own_client.get(f"{API}/{second}/changes").json()
    assert (answer["earlier"], answer["later"]) == (first, second)
    assert [c["says"] for c in answer["gone"]] == ["USD 1.2 million"]
    assert {c["says"] for c in answer["new"]} == {"USD 1.4 million", "Anna Petrova"}
    assert "".join(s["words"] for s in answer["text"] if s["change"] != "new") == own_store.document(first).text


def test_an_article_without_another_version_has_no_changes(store: Store, client: TestClient) -> None:
    document = store.document_ids()[0]
    assert client.get(f"/articles/{document}/changes").status_code == 400
    assert client.get(f"{API}/{document}/changes?since={document}").json()["gone"] == []
    assert client.get(f"{API}/{document}/changes?since={'0' * 64}").status_code == 404


def test_texts_of_standard_input_are_no_versions_of_one_another(own_store: Store, own_client: TestClient) -> None:
    one, two = (held(own_store, reading_of(f"The Film {n}.", [], source="-")) for n in (1, 2))
    assert "This is an older version" not in own_client.get(f"/articles/{one}").text
    assert own_client.get(f"{API}/{two}").json()["versions"] == []
    assert own_client.get(API, params={"source": "-"}).json()["versions"] == []


def test_hostile_words_stay_words(own_store: Store, own_client: TestClient) -> None:
    document = held(own_store, hostile_reading())
    page = own_client.get(f"/articles/{document}", headers=WRITER)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert 'href="javascript:' not in page.text
    assert "{{ 7 * 7 }}" in unescape(page.text)
    assert HOSTILE in unescape(page.text)
    answer = own_client.get(f"{API}/{document}")
    assert answer.status_code == 200
    assert answer.json()["reading"]["claims"][2]["value"]["name"] == HOSTILE


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("https://example.org/фильм", "https://example.org/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC"),
        ("javascript:alert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("//example.org/a", None),
        ("https://[broken", None),
        (" jAvAsCrIpT:alert(1)//https://example.org", None),
        ("press/a.txt", None),
    ],
)
def test_only_addresses_of_the_web_are_links(
    own_store: Store, own_client: TestClient, source: str, link: str | None
) -> None:
    document = held(own_store, reading_of("The Film is out.", [], source=source))
    page = own_client.get(f"/articles/{document}").text
    found = re.search(r'<a href="([^"]*)" rel="noreferrer noopener nofollow external">', page)
    assert (unescape(found[1]) if found else None) == link
    assert source.strip() in unescape(page)


def test_offsets_count_code_points(own_store: Store, own_client: TestClient) -> None:
    text = "Cafe\u0301 \U0001f3ac\U00020bb7 １２３ 红丝绸 The Film."
    places = {"Cafe\u0301": (0, 5), "\U0001f3ac\U00020bb7": (6, 8), "１２３": (9, 12), "红丝绸": (13, 16)}
    claims = [claim(n, Span(*at), name=words) for n, (words, at) in enumerate(places.items())]
    document = held(own_store, reading_of(text, claims))
    page = own_client.get(f"/articles/{document}").text
    marked = re.findall(r'<a class="art-mark[^>]*>([^<]*)</a>', page)
    assert marked == list(places)


def test_an_article_of_nothing_is_shown(own_store: Store, own_client: TestClient) -> None:
    for text in ("", " \n ", "Nothing of films."):
        document = held(own_store, reading_of(text, [], source=""))
        page = own_client.get(f"/articles/{document}")
        assert page.status_code == 200
        assert "Nothing was read from this article" in page.text


def test_a_million_characters_and_five_thousand_claims_take_no_four_seconds(
    own_store: Store, own_client: TestClient
) -> None:
    reading: Reading = big_reading(5_000, 1_000_000)
    own_store.keep(reading, source="made.txt", captured="2026-01-01T00:00:00+00:00", reader="1")
    started = time.process_time()
    page = own_client.get(f"/articles/{reading.document.id}", headers=WRITER)
    assert page.status_code == 200
    assert time.process_time() - started < 4
    assert page.text.count('class="art-item') == 5_500
