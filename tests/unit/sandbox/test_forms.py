"""The decoder of bracketed forms: what it reads, what it refuses, and that nothing else ever happens."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.forms import MAX_DEPTH, MAX_PAIRS, Form, decode


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (b"", {}),
        (b"a=1", {"a": "1"}),
        (b"a=1&a=2", {"a": "2"}),
        (b"a", {"a": ""}),
        (b"&&a=1&", {"a": "1"}),
        (b"a=b=c", {"a": "b=c"}),
        (b"a[b][0]=1&a[b][1]=2", {"a": {"b": {"0": "1", "1": "2"}}}),
        (b"expand[]=x&expand[]=y", {"expand": {"0": "x", "1": "y"}}),
        (b"metadata%5Bk%20k%5D=v+w%C3%A9", {"metadata": {"k k": "v wé"}}),
        (b"metadata[0]=x", {"metadata": {"0": "x"}}),
        (b"=x", {"": "x"}),
    ],
)
def test_reads(raw: bytes, form: Form) -> None:
    assert decode(raw) == form


@pytest.mark.parametrize(
    "raw",
    [
        b"a=%ff",
        b"\xff=1",
        b"a[b]=1&a=2&a[b]=1",
        b"a=1&a[b]=2",
        b"a[b=1",
        b"a[b]c=1",
        b"a" + b"[x]" * (MAX_DEPTH + 1) + b"=1",
        b"a=1&" * (MAX_PAIRS + 1),
    ],
)
def test_refuses(raw: bytes) -> None:
    with pytest.raises(ApiError) as refused:
        decode(raw)
    assert refused.value.status == 400
    assert refused.value.remembered is False


def test_depth_does_not_exhaust_the_stack() -> None:
    with pytest.raises(ApiError):
        decode(b"a" + b"[x]" * 100_000 + b"=1")


def _read(raw: bytes) -> Form | int:
    """The form, or the status of the refusal."""
    try:
        return decode(raw)
    except ApiError as error:
        return error.status


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    found = _read(raw)
    assert isinstance(found, dict) or found == 400


@given(st.lists(st.sampled_from(list("ab[]=&%+0\xff")), max_size=60))
def test_any_brackets_are_read_or_refused(chars: list[str]) -> None:
    found = _read("".join(chars).encode("latin-1"))
    assert isinstance(found, dict) or found == 400


_NAMES = st.text(st.characters(exclude_characters="[]", exclude_categories=["Cs"]), min_size=1, max_size=8)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_FORMS = st.recursive(
    st.dictionaries(_NAMES, _TEXTS, min_size=1, max_size=4),
    lambda inner: st.dictionaries(_NAMES, inner | _TEXTS, min_size=1, max_size=4),
    max_leaves=12,
)


def _encoded(form: Form, at: str = "") -> list[str]:
    pairs = []
    for name, value in form.items():
        where = f"{at}[{name}]" if at else name
        pairs += [f"{quote_plus(where)}={quote_plus(value)}"] if isinstance(value, str) else _encoded(value, where)
    return pairs


@given(_FORMS)
def test_what_was_encoded_comes_back(form: Form) -> None:
    assert decode("&".join(_encoded(form)).encode()) == form
