from __future__ import annotations

import pytest

from pos_app.desktop.address import AddressRefused, pay_page, phone_link, server_address, short_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("billing.larkfield.example", "https://billing.larkfield.example"),
        (" https://Billing.Larkfield.Example/ ", "https://billing.larkfield.example"),
        ("billing:8443", "https://billing:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert server_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "http://billing.larkfield.example", "http://10.0.0.5", "ftp://x", "javascript:alert(1)", "file:///etc",
        "https://", "https://a:b@c", "https://u@c", "https://x/path", "https://x?q", "https://x#f", "https://x:99999",
        "https://x:0x50", "https://a b", "https://[::1", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
        "https://-x", "http://[::ffff:10.0.0.1]",
    ],
)  # fmt: skip
def test_what_is_refused(typed: str) -> None:
    with pytest.raises(AddressRefused):
        server_address(typed)


def test_the_pay_page_is_our_servers_whatever_the_answer_says() -> None:
    ours = "https://billing.larkfield.example"
    assert pay_page(ours, "https://evil.example/pay/abcdefgh1234?x#y") == f"{ours}/pay/abcdefgh1234"
    for odd in (
        "",
        "javascript:alert(1)",
        f"{ours}/payments/x",
        f"{ours}/pay/../../admin",
        f"{ours}/pay/a%2fb",
        "//[",
        "/pay/",
    ):
        with pytest.raises(AddressRefused):
            pay_page(ours, odd)


def test_as_people_say_it() -> None:
    assert short_address("https://billing.larkfield.example") == "billing.larkfield.example"


TOKEN = "A" * 43


def test_a_link_for_phones_is_the_servers_or_at_the_address_the_till_speaks_to() -> None:
    ours = "https://billing.larkfield.example:8443"
    assert phone_link(ours, f"https://pay.example/p/{TOKEN}") == f"https://pay.example/p/{TOKEN}"
    assert phone_link(ours, f"https://pay.example/hmis/p/{TOKEN}?x#y") == f"https://pay.example/hmis/p/{TOKEN}"
    assert phone_link(ours, f"http://billing.larkfield.example/p/{TOKEN}") == f"{ours}/p/{TOKEN}"


@pytest.mark.parametrize(
    "odd",
    ["", "javascript:alert(1)", f"ftp://a.example/p/{TOKEN}", f"https://a:b@c.example/p/{TOKEN}", f"/p/{TOKEN}",
     f"https://a.example/p/{TOKEN}x", "https://a.example/p/", f"https://a.example/q/{TOKEN}", f"https://[/p/{TOKEN}",
     f"https://a.example:port/p/{TOKEN}"],
)  # fmt: skip
def test_what_is_no_link_for_phones(odd: str) -> None:
    with pytest.raises(AddressRefused):
        phone_link("https://billing.larkfield.example", odd)
