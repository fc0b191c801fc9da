"""``pos-app demo`` as its user meets it: started, asked, crashed, ended."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.processes import Program
from tests.support.waiting import until


def announced(demo: Program) -> dict[str, Any]:
    def line() -> dict[str, Any] | None:
        text = demo.out.read_text().strip()
        assert demo.process.poll() is None or text, demo.errors()
        return json.loads(text) if text else None

    return until(line, "the demo's JSON line", 90)


@contextmanager
def running(folder: Path) -> Iterator[Program]:
    program = Program(["demo", "--no-till", "--data", str(folder / "data")], folder)
    try:
        yield program
    finally:
        program.stop()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One for those that only ask it."""
    with running(tmp_path_factory.mktemp("demo")) as found:
        yield found


def alive(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def test_it_says_where_everything_is_and_the_log_ins_work(standing: Program) -> None:
    answer = announced(standing)
    assert set(answer) == {"server_url", "sandbox_url", "control_url", "ledger", "logins"}
    assert {person["role"] for person in answer["logins"]} == {"patient", "cashier", "supervisor", "auditor", "admin"}
    for person in answer["logins"]:
        login = httpx.post(
            answer["server_url"] + "/api/v1/auth/login",
            json={"username": person["username"], "password": person["password"]},
        )
        assert login.status_code == 200, login.text
        assert login.json()["user"]["role"] == person["role"]


def test_the_sample_hospital_is_worth_looking_at(standing: Program) -> None:
    answer = announced(standing)
    with httpx.Client(base_url=answer["server_url"] + "/api/v1", timeout=30) as api:
        token = api.post("/auth/login", json={"username": "auditor", "password": "sample-auditor"}).json()
        api.headers["Authorization"] = f"Bearer {token['access_token']}"
        rows: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = api.get("/invoices", params={"status": "all", "site": "all", "limit": 200, "cursor": cursor or ""})
            page.raise_for_status()
            rows += page.json()["items"]
            cursor = page.json()["next_cursor"]
            if not cursor:
                break
    assert len({row["number"] for row in rows}) == len(rows) >= 150
    assert len({row["patient_id"] for row in rows}) >= 40
    assert len({row["site"]["id"] for row in rows}) >= 2
    assert {"open", "part_paid", "paid"} <= {row["state"] for row in rows}
    names = "".join(row["patient"]["name"] for row in rows)
    scripts = [
        any(first <= c <= last for c in names) for first, last in (("ء", "ي"), ("अ", "ह"), ("А", "я"), ("Α", "ω"))
    ]
    assert sum(scripts) >= 3, "names come in several scripts"


def test_a_crashed_part_comes_back_on_its_address(demo: Program) -> None:
    answer = announced(demo)
    for url in (answer["server_url"] + "/api/v1/info", answer["control_url"] + "/requests"):
        assert alive(url)
    for child in children_of(demo.process.pid):
        os.kill(child, signal.SIGKILL)
    until(lambda: "starting it again" in demo.errors(), "the demo notices", 10)
    until(lambda: alive(answer["server_url"] + "/api/v1/info"), "the server is back", 60)
    until(lambda: alive(answer["control_url"] + "/requests"), "the sandbox is back", 60)


def test_killing_the_demo_ends_all_of_it(demo: Program) -> None:
    answer = announced(demo)
    children = children_of(demo.process.pid)
    assert len(children) == 2
    os.kill(demo.process.pid, signal.SIGKILL)
    demo.process.wait(10)
    until(lambda: not alive(answer["server_url"] + "/api/v1/info"), "the server has ended", 20)
    until(lambda: not alive(answer["control_url"] + "/requests"), "the sandbox has ended", 20)


def test_a_second_demo_on_the_same_data_is_told_so(standing: Program, tmp_path: Path) -> None:
    announced(standing)
    second = Program(standing.args, tmp_path, name="second")
    assert second.process.wait(30) == 3
    assert "already running" in second.errors()


def test_nothing_to_import_and_no_permission_are_one_sentence(tmp_path: Path) -> None:
    missing = Program(["demo", "--no-till", "--import", str(tmp_path / "nowhere")], tmp_path, name="missing")
    assert missing.process.wait(30) == 3
    assert "nothing at" in missing.errors()
    (tmp_path / "file").write_text("")
    blocked = Program(["demo", "--no-till", "--data", str(tmp_path / "file" / "data")], tmp_path, name="blocked")
    assert blocked.process.wait(30) == 3
    assert "can't be written" in blocked.errors()
    assert "Traceback" not in missing.errors() + blocked.errors()


def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    program = Program(["demo", "--data", str(tmp_path / "data")], tmp_path, env)
    assert program.process.wait(30) == 3
    assert "no screen" in program.errors()


def test_an_import_leaves_stdout_to_the_json_line(tmp_path: Path) -> None:
    (tmp_path / "bundles").mkdir()
    (tmp_path / "bundles" / "patient.json").write_text('{"resourceType": "Patient", "id": "p1"}')
    demo = Program(
        ["demo", "--no-till", "--data", str(tmp_path / "data"), "--import", str(tmp_path / "bundles")], tmp_path
    )
    try:
        assert announced(demo)["server_url"]
        assert "Patient" in demo.errors()
    finally:
        demo.stop()
