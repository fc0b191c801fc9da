"""What one till is started with."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.desktop.presenters.front import SamplePerson


@dataclass(frozen=True, slots=True)
class Wishes:
    """Read and checked."""

    server: str
    till_name: str
    locale: str
    people: tuple[SamplePerson, ...] = ()
    authority: str = ""
    """Certificates (PEM) believed besides the computer's own."""
