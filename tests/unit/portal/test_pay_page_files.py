"""The pay page's files held against the design's tokens and the policy the page is served under."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pos_app.assets import resources

PORTAL = Path(__file__).resolve().parents[3] / "pos_app" / "portal"
CSS = (PORTAL / "static" / "pay.css").read_text("utf-8")
TOKENS = json.loads((resources() / "styles" / "tokens.json").read_text("utf-8"))
PAIR = re.compile(r"^  --([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);$", re.M)
FALLBACK = re.compile(r"^    --([a-z0-9-]+): (#[0-9a-f]{6});$", re.M)


def test_colours_are_those_of_the_tokens() -> None:
    pairs = PAIR.findall(CSS)
    assert len(pairs) > 20
    for name, light, dark in pairs:
        assert (light, dark) == (TOKENS["light"][name].lower(), TOKENS["dark"][name].lower()), name


def test_old_phones_get_the_light_colours_of_the_same_names() -> None:
    assert dict(FALLBACK.findall(CSS)) == {name: light for name, light, _ in PAIR.findall(CSS)}


def test_every_colour_the_page_asks_for_is_there() -> None:
    known = {name for name, _, _ in PAIR.findall(CSS)}
    look = (PORTAL / "static" / "pay_look.js").read_text("utf-8")
    asked = set(re.findall(r"var\(--([a-z0-9-]+)\)", CSS)) | set(re.findall(r"colour\('([a-z0-9-]+)'\)", look))
    assert asked <= known, asked - known


def test_no_colour_is_written_outside_the_list() -> None:
    body = CSS[CSS.index('[data-theme="dark"]') :]
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", body) == []


@pytest.mark.parametrize("pattern", [r"\sstyle=", r"\son[a-z]+=", r"<style", r"[\"']javascript:"])
def test_the_template_holds_nothing_a_strict_policy_refuses(pattern: str) -> None:
    assert re.search(pattern, (PORTAL / "templates" / "pay.html").read_text("utf-8"), re.I) is None


def test_every_language_has_every_word() -> None:
    text = (PORTAL / "static" / "pay_texts.js").read_text("utf-8")
    blocks = re.split(r"^  (?:en|es|ar): \{$", text, flags=re.M)[1:]
    words = [set(re.findall(r"^ {4,6}(\w+):", block, re.M)) for block in blocks]
    assert len(words) == 3
    assert words[0] == words[1] == words[2]
    asked = set(re.findall(r'data-text="(\w+)"', (PORTAL / "templates" / "pay.html").read_text("utf-8")))
    assert asked <= words[0]
