"""Odd ids in every place of every address, and searches that would be commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.integration.payments.desk import INTENTS, Desk, Json
from tests.security.watch import Watch

HOSTILE = {
    "a path": "../../etc/passwd",
    "a path, encoded twice": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "a path of Windows": "..\\..\\windows\\win.ini",
    "NUL": "a\0b",
    "NUL alone": "\0",
    "4 KB": "x" * 4096,
    "a line break": "x\r\nSet-Cookie: a=b",
    "SQL": "' OR '1'='1' --",
    "SQL that sleeps": "1; SELECT pg_sleep(9)--",
    "wildcards": "%",
    "a template": "{{7*7}}${7*7}",
    "markup": "<script>alert(1)</script>",
    "half a letter": "\ud800",
    "other scripts": "٤٢४२é\u202e",
    "a card number": "4242424242424242",
    "an object": "[object Object]",
    "a number": "-1",
    "nothing": " ",
}
REFUSED = {"not_found", "malformed_request", "receipt_not_available"}


@pytest.fixture(scope="module")
def supervisor(shared_desk: Desk) -> Iterator[httpx.Client]:
    with closing(shared_desk.stack.client("supervisor")) as found:
        yield found


@pytest.fixture(scope="module")
def admin(shared_desk: Desk) -> Iterator[httpx.Client]:
    with closing(shared_desk.stack.client("admin")) as found:
        yield found


@pytest.fixture(scope="module")
def places(shared_desk: Desk) -> list[tuple[str, str]]:
    """Every method and path of the API that has a place for an id, and the pages beside it."""
    paths: Json = shared_desk.till.get("/openapi.json").json()["paths"]
    found = [(method, path) for path, operations in paths.items() for method in operations if "{" in path]
    assert len(found) >= 5
    return [
        *found,
        ("get", "/pay/{token}"),
        ("get", "/pay/{token}/form"),
        ("get", "/pay-static/{file}"),
        ("get", "/pay-static/fonts/{file}"),
    ]


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_an_id_that_can_be_none_is_nowhere_to_be_found(
    desk: Desk,
    watch: Watch,
    supervisor: httpx.Client,
    admin: httpx.Client,
    places: list[tuple[str, str]],
    name: str,
) -> None:
    """Row 33: ../../etc/passwd, NUL, 4 KB and the like, in every place of every route of the description."""
    before, since = watch.books(), watch.logged()
    for method, path in places:
        address = path
        while "{" in address:
            start, end = address.index("{"), address.index("}")
            address = address[:start] + encoded(HOSTILE[name]) + address[end + 1 :]
        body: Json = {"json": {}} if method == "post" else {}
        person = admin if path.startswith("/api/v1/users") else supervisor
        answer = person.request(method, desk.stack.url + address, **body)
        assert answer.status_code in (404, 405, 422), (method, path, answer.status_code, answer.text)
        assert "root:" not in answer.text
        assert "Traceback" not in answer.text
        assert "set-cookie" not in answer.headers
        if answer.headers["content-type"] == "application/problem+json":
            assert answer.json()["code"] in REFUSED | {"method_not_allowed"}, answer.text
            lines = [line for line in watch.log(since) if line.get("request") == answer.headers["x-request-id"]]
            assert [line["event"] for line in lines].count("request_refused") == 1
        else:  # a patient's browser gets a sentence
            assert path == "/pay/{token}"
            assert "There is no payment at this address." in answer.text
    said = json.dumps(watch.log(since))
    assert "unexpected" not in said
    for text in (HOSTILE[name].strip(), encoded(HOSTILE[name])):
        assert len(text) < 3 or json.dumps(text)[1:-1] not in said
    differ = watch.books().beside(before)
    assert differ == [], differ


@pytest.mark.parametrize("path", ["/invoices", "/invoices/none", INTENTS, "/auth/me", "/openapi.json", "/info"])
def test_more_in_front_and_behind_leads_nowhere(desk: Desk, watch: Watch, supervisor: httpx.Client, path: str) -> None:
    """Row 33: ways around an address."""
    url = f"{desk.stack.url}/api/v1{path}"
    for other in (f"{url}/", f"{url}//", f"{url}/.", f"{url}/..", f"{url}%00", f"{url};a=b", f"{url}.json",
                  url.replace("/api", "//api"), url.replace("/api", "/./api"), url.replace("/v1", "/V1"),
                  url.replace("/api/", "/api%2f")):  # fmt: skip
        answer = send_as_it_is(supervisor, other)
        assert answer.status_code in (404, 405), (other, answer.status_code, answer.text)
        assert "location" not in answer.headers


def send_as_it_is(client: httpx.Client, url: str) -> httpx.Response:
    """Without the tidying that clients do to dots and slashes."""
    request = client.build_request("GET", url)
    host = f"{request.url.scheme}://{request.url.netloc.decode()}"
    request.extensions["target"] = url.removeprefix(host).encode()
    return client.send(request)


COMMANDS = [
    "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE payments; --", '" OR ""="', "1) OR (1=1", "\\' OR 1=1 #",
    "' UNION SELECT password_hash FROM users --", "%' AND pg_sleep(9) AND '%'='", "$$;SELECT 1;$$", "{{7*7}}", "/**/",
]  # fmt: skip
WILDCARDS = [
    "%", "_", "%%%", "___", "%a%", "*", "?", "a*", "[a-z]", "^.*$", "\\", "\\%", '"', '""', '"a" OR "b"',
    "name_key:okafor", "NEAR(a b)", "-okafor", "^okafor", "okafor*", "{okafor}", "(", "AND OR NOT",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["commands", "wildcards"])
def test_a_search_is_words_and_nothing_else(desk: Desk, watch: Watch, supervisor: httpx.Client, kind: str) -> None:
    """Row 34: SQL and wildcards in the search: looked for as they are, so that nothing is found."""
    before, since = watch.books(), watch.logged()
    for typed in COMMANDS if kind == "commands" else WILDCARDS:
        query = {"q": typed, "status": "all", "limit": "200"}
        page = supervisor.get("/invoices", params=query)
        counts = supervisor.get("/invoices/counts", params=query)
        assert (page.status_code, counts.status_code) == (200, 200), typed
        names = {row["patient"]["name"] for row in page.json()["items"]}
        words = [word for word in typed.casefold().split() if any(letter.isalnum() for letter in word)]
        assert all(set(words) <= set(name.casefold().split()) for name in names), (typed, names)
        assert counts.json()["all"] == len(page.json()["items"]), typed
    differ = watch.books().beside(before)
    assert differ == [], differ
    assert "unexpected" not in json.dumps(watch.log(since))


ODD_QUERIES: list[Json] = [
    {"status": "open' OR '1'='1"},
    {"status": "OPEN"},
    {"site": "all; DROP TABLE sites"},
    {"site": "somebody-elses"},
    {"limit": "1; DROP TABLE invoices"},
    {"limit": "-1"},
    {"limit": "0"},
    {"limit": "1000000"},
    {"limit": "1e2"},
    {"limit": "NaN"},
    {"cursor": "' OR '1'='1"},
    {"cursor": "MXwyMDI2"},
    {"cursor": "A" * 5000},
    {"q": "x" * 201},
    {"q": "a\0b"},
    {"status": ["open", "x"]},
    {"sort": "due_minor desc; DROP TABLE invoices"},
    {"sort": "password_hash"},
    {"sort": "(SELECT 1)"},
    {"sort": "-id"},
    {"sort": ["newest", "x"]},
    {"sort": "most_due", "status": "all"},
]


@pytest.mark.parametrize("query", ODD_QUERIES, ids=lambda query: "&".join(f"{k}={v}"[:24] for k, v in query.items()))
def test_a_list_takes_only_what_it_knows(desk: Desk, watch: Watch, supervisor: httpx.Client, query: Json) -> None:
    """Row 34: SQL and nonsense in how a list is chosen and walked."""
    refused: Any = ("malformed_request", "cursor_invalid")
    watch.refused(lambda: supervisor.get("/invoices", params=query), (400, 422), refused, audited=False)


def test_a_list_knows_no_other_word_for_its_order(supervisor: httpx.Client) -> None:
    """Row 34: what else might ask for one gets the list as it always is."""
    usual = supervisor.get("/invoices").json()
    for name in ("order", "order_by", "sort_by"):
        assert supervisor.get("/invoices", params={name: "password_hash"}).json() == usual
