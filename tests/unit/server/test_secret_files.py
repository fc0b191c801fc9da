from __future__ import annotations

import os
from pathlib import Path

import pytest

from pos_app.exits import CONFIGURATION, Stop
from pos_app.server.secret_files import remove, take
from pos_app.server.settings import SECRETS, Settings, load

KEY = "sk_test_hush"


def secret(folder: Path, content: bytes = KEY.encode() + b"\n", mode: int = 0o600) -> Path:
    path = folder / "key"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_what_is_secret() -> None:
    assert SECRETS == ("DATABASE_URL", "SSO_CLIENT_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_its_owner_alone_is_read(tmp_path: Path, mode: int) -> None:
    environ = {"STRIPE_SECRET_KEY_FILE": str(secret(tmp_path, mode=mode)), "STRIPE_SECRET_KEY": ""}
    assert take(environ, SECRETS) == {"STRIPE_SECRET_KEY": KEY}


def refused(environ: dict[str, str]) -> str:
    with pytest.raises(Stop) as stopped:
        take(environ, SECRETS)
    assert stopped.value.code == CONFIGURATION
    assert KEY not in str(stopped.value)
    return str(stopped.value)


@pytest.mark.skipif(os.name != "posix", reason="there are no such modes elsewhere")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o620, 0o601])
def test_a_file_that_others_may_use_is_no_secret(tmp_path: Path, mode: int) -> None:
    said = refused({"STRIPE_SECRET_KEY_FILE": str(secret(tmp_path, mode=mode))})
    assert f"its mode is {mode:04o}" in said
    assert "chmod 600" in said


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe", KEY.encode() + b"\0", b"a\nb", b"x" * 9000])
def test_what_is_no_line_of_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "does not hold one line" in refused({"STRIPE_SECRET_KEY_FILE": str(secret(tmp_path, content))})


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "can't be read" in refused({"STRIPE_SECRET_KEY_FILE": str(tmp_path / "none")})
    refused({"STRIPE_SECRET_KEY_FILE": str(tmp_path)})
    assert "is not a file" in refused({"STRIPE_SECRET_KEY_FILE": "/dev/null"})


def test_a_secret_comes_from_one_place(tmp_path: Path) -> None:
    environ = {"STRIPE_SECRET_KEY_FILE": str(secret(tmp_path)), "STRIPE_SECRET_KEY": KEY}
    assert "both set" in refused(environ)


def test_secrets_are_taken_out_however_they_are_written() -> None:
    environ = {"stripe_secret_key": KEY, "Database_Url": "sqlite://", "HOME": "/root"}
    assert remove(environ, SECRETS) == ["Database_Url", "stripe_secret_key"]
    assert environ == {"HOME": "/root"}


def test_settings_read_files_and_leave_nothing_for_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SECRETS, *(f"{name}_FILE" for name in SECRETS)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STRIPE_SECRET_KEY_FILE", str(secret(tmp_path)))
    monkeypatch.setenv("STRIPE_PUBLISHABLE_KEY", "pk_test_abc")
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_hush")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/x.sqlite")
    found = load(Settings)
    assert found.stripe_secret_key.get_secret_value() == KEY
    assert found.webhook_secrets == ("whsec_hush",)
    assert not set(SECRETS) & set(os.environ)


def test_a_file_with_the_wrong_kind_of_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STRIPE_SECRET_KEY_FILE", str(secret(tmp_path, b"pk_test_abc")))
    monkeypatch.setenv("STRIPE_PUBLISHABLE_KEY", "pk_test_abc")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/x.sqlite")
    with pytest.raises(Stop, match="holds a publishable key"):
        load(Settings)
