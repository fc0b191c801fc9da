"""Card numbers in text: always found, however they are spaced; and nothing else is taken for one."""

from __future__ import annotations

import json
import unicodedata
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.assets import resources
from pos_app.masking import MASK, holds_card, mask_cards, mask_keys

# Published for testing; none of them is anybody's.
TEST_CARDS = (
    "4242424242424242", "4000056655665556", "4000002500003155", "4000000000009995", "4000000000000259",
    "4222222222222", "5555555555554444", "2223003122003222", "5200828282828210", "5105105105105100",
    "378282246310005", "371449635398431", "6011111111111117", "6011000990139424", "6011981111111113",
    "3056930009020004", "36227206271667", "6555900000604105", "3566002020360505", "6200000000000005",
    "6200000000000047", "6205500000000000004",
)  # fmt: skip
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９")
GAPS = st.text(st.sampled_from(" \u00a0\u2009\u202f\t\n-\u2010\u2011\u2012\u2013\u2014._\u200b\u00ad"), max_size=3)
WORDS = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=20)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A test card and how somebody wrote it: any gaps, any script's digits."""
    card = draw(st.sampled_from(TEST_CARDS))
    script = draw(st.sampled_from(DIGITS))
    gaps = draw(st.lists(GAPS, min_size=len(card) - 1, max_size=len(card) - 1))
    text = "".join(script[int(digit)] + gap for digit, gap in zip(card, [*gaps, ""], strict=True))
    return card, text


def digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


@given(written(), WORDS, WORDS)
@example(("4242424242424242", "4242424242424242"), "card", "\x00")
def test_a_test_card_is_masked_however_it_is_written(card: tuple[str, str], before: str, after: str) -> None:
    number, text = card
    shown = mask_cards(f"{before} {text} {after}")
    assert digits(shown) == number[-4:]
    assert MASK + number[-4:] in shown
    assert shown.startswith(before)
    assert shown.endswith(after)


@given(written(), st.integers(0, 99_999))
def test_figures_beside_a_card_hide_nothing_of_its_being_one(card: tuple[str, str], beside: int) -> None:
    number, text = card
    for line in (f"{beside} {text}", f"{text} {beside}", f"{beside}-{text} {beside}"):
        shown = mask_cards(line)
        assert number not in digits(shown)
        assert number[:-4] not in digits(shown)


@given(st.lists(written(), min_size=2, max_size=4))
def test_several_cards_in_one_text(cards: list[tuple[str, str]]) -> None:
    shown = mask_cards(" / ".join(text for _, text in cards))
    assert digits(shown) == "".join(number[-4:] for number, _ in cards)


@given(st.text(st.sampled_from("0123456789 -.x"), max_size=60))
def test_masking_twice_is_masking_once_and_never_makes_a_text_longer(text: str) -> None:
    once = mask_cards(text)
    assert mask_cards(once) == once
    assert not holds_card(once)
    assert len(once) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "card 4242424242424242",
        "card4242424242424242",
        "card_4242424242424242",
        "4242424242424242/123",
        "4242 4242 4242 4242 12/30 123",
        "%B4242424242424242^OKAFOR/M^3012",
        "INV-20418: 4242-4242-4242-4242",
        "+4242424242424242",
        "23.11.2026 4242 4242 4242 4242",
        "4242 - 4242 - 4242 - 4242",
    ],
)
def test_as_people_paste_them(text: str) -> None:
    assert "42424242" not in digits(mask_cards(text))
    assert f"{MASK}4242" in mask_cards(text)


@given(st.uuids())
@example(UUID("42424242-4242-4242-8242-424242424242"))
@example(UUID("40000566-5566-5556-8000-000000000000"))
def test_a_uuid_is_never_masked(found: UUID) -> None:
    for text in (str(found), f"attempt {found}", str(found).upper(), found.hex, f"{found}:create"):
        assert mask_cards(text) == text


@given(
    st.sampled_from(["pi", "evt", "pm", "re", "ch", "seti", "cus"]),
    st.from_regex(r"3[0-9A-Za-z]{7}[A-Z][0-9]{16}", fullmatch=True),
)
def test_a_processors_id_is_never_masked(kind: str, rest: str) -> None:
    assert mask_cards(f"{kind}_{rest}") == f"{kind}_{rest}"


@given(st.integers(1, 10**12 - 1), st.sampled_from(["INV-{}", "INV{}", "R-{}", "{}", "NH-{}"]))
def test_a_number_of_ours_is_never_masked(number: int, form: str) -> None:
    assert mask_cards(form.format(number)) == form.format(number)


def test_nothing_of_the_sample_hospital_is_masked() -> None:
    for path in sorted((resources() / "demo").glob("*.json")):
        for text in texts(json.loads(path.read_text("utf-8"))):
            assert mask_cards(text) == text


def test_a_card_in_one_piece_behind_a_country_code_is_masked() -> None:
    assert mask_cards("+1 4222222222222") == "+1 •••• 2222"


def texts(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return [str(data)]


@example(304250263527209, " ", 2)  # what follows the country code has a card's check digit
@given(st.integers(10**6, 10**15 - 1), st.sampled_from([" ", "-", "."]), st.integers(2, 5))
def test_a_telephone_number_is_never_masked(number: int, gap: str, size: int) -> None:
    plain = str(number)
    spaced = gap.join(plain[at : at + size] for at in range(0, len(plain), size))
    assert mask_cards(f"+{plain}") == f"+{plain}"
    assert mask_cards(f"call +{spaced}") == f"call +{spaced}"
    assert mask_cards(f"00{plain[:13]}") == f"00{plain[:13]}"
    assert mask_cards(spaced[:12]) == spaced[:12]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-23T09:41:07.123456Z",
        "2026-11-23 09:41:07 2026-11-24",
        "1795443218",
        "4242424242424241",  # no check digit
        "1234567812345670",  # a check digit, and no scheme's
        "0000000000000000",
        "4242 4242 4242",
        "42424242424242424242",  # longer than any card
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_left_alone(text: str) -> None:
    assert mask_cards(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("no such key: sk_test_4eC39HqLyjWD", "no such key: sk_test_••••"),
        ("sk_live_abc,rk_live_def", "sk_live_••••,rk_live_••••"),
        ("STRIPE_WEBHOOK_SECRET=whsec_9f_8e-7d!", "STRIPE_WEBHOOK_SECRET=whsec_••••!"),
        ("pi_3OaB12_secret_x9Y client", "pi_3OaB12_secret_•••• client"),
        ("Authorization: Bearer 0123456789abcdef.x", "Authorization: Bearer ••••"),
        ("authorization: bearer AAAAAAAA", "authorization: bearer ••••"),
        ("pk_test_abc is public, so is pi_3OaB12", "pk_test_abc is public, so is pi_3OaB12"),
        ("task_test_x, the bearer of this", "task_test_x, the bearer of this"),
        ("sk_test_", "sk_test_"),
    ],
)
def test_keys_are_cut_off_behind_what_says_their_kind(text: str, kept: str) -> None:
    assert mask_keys(text) == kept
    assert mask_keys(kept) == kept


@given(st.text())
def test_masking_keys_twice_is_masking_them_once(text: str) -> None:
    assert mask_keys(mask_keys(text)) == mask_keys(text)
