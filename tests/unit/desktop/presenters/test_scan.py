from __future__ import annotations

from pos_app.desktop.presenters.scan import ScanDetector


def feed(detector: ScanDetector, text: str, gap: float, start: float = 1000.0) -> float:
    at = start
    for letter in text:
        detector.key(letter, at)
        at += gap
    return at


def test_a_burst_that_ends_with_enter_is_a_scan() -> None:
    detector = ScanDetector()
    assert detector.enter(feed(detector, "INV-20418", 8)) == "INV-20418"
    assert detector.enter(2000) is None


def test_typing_is_no_scan() -> None:
    detector = ScanDetector()
    assert detector.enter(feed(detector, "okafor", 120)) is None
    assert detector.enter(feed(detector, "ab", 5, 5000)) is None


def test_typing_before_a_scan_is_not_part_of_it() -> None:
    detector = ScanDetector()
    at = feed(detector, "ma", 150)
    assert detector.enter(feed(detector, "INV-1234", 6, at + 400)) == "INV-1234"


def test_an_enter_long_after_is_a_persons() -> None:
    detector = ScanDetector()
    at = feed(detector, "INV-1234", 6)
    assert detector.enter(at + 500) is None


def test_a_code_of_which_one_key_was_held_back_is_whole() -> None:
    """Cut short, it would be the code of nothing, or of another invoice."""
    for held in range(1, 5):
        detector = ScanDetector()
        at = feed(detector, "INV-20418"[:held], 8)
        assert detector.enter(feed(detector, "INV-20418"[held:], 8, at + 200)) == "INV-20418"


def test_a_code_held_back_near_its_end_is_as_if_it_were_typed() -> None:
    detector = ScanDetector()
    at = feed(detector, "INV-20", 8)
    assert detector.enter(feed(detector, "418", 8, at + 200)) is None
