"""What the log-in shows before anybody has been asked anything: what the settings and the command say.

Loaded before the window shows, so it stands on nothing that knows the server.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.desktop.address import short_address
from pos_app.desktop.presenters.faces.login import LoginField, LoginFormFace, LoginView, SamplePersonFace
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.say import mark, say, say_many

if TYPE_CHECKING:
    from pos_app.desktop.ports import Preferences

SAMPLE_ROLES = {"cashier": mark("Cashier"), "supervisor": mark("Supervisor"), "auditor": mark("Auditor, reads only"),
                "admin": mark("Admin, sets up tills"), "patient": mark("Patient")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SamplePerson:
    username: str
    password: str
    display_name: str
    role: str


def read_sample_people(text: str) -> tuple[SamplePerson, ...]:
    """The sample people of a demo, without the patient, who has no till. Raises ValueError for another shape."""
    found: Any = json.loads(text)
    people = []
    for entry in found:
        values = [entry[name] for name in SamplePerson.__slots__]
        if not all(isinstance(value, str) for value in values):
            raise ValueError("a sample person has texts only")
        people.append(SamplePerson(*values))
    return tuple(person for person in people if person.role != "patient")


def form(preferences: Preferences, server: str) -> LoginFormFace:
    return LoginFormFace(
        say("Sign in"), say("The open invoices come next."), preferences.last_name, server, short_address(server)
    )


def first_field(preferences: Preferences) -> LoginField:
    return "password" if preferences.last_name else "name"


def sample_faces(people: tuple[SamplePerson, ...]) -> tuple[SamplePersonFace, ...]:
    return tuple(
        SamplePersonFace(p.display_name, say(SAMPLE_ROLES.get(p.role, p.role)), initials(p.display_name),
                         p.username, p.password, f"Alt+{n}")
        for n, p in enumerate(people, 1)
    )  # fmt: skip


def locks_after(minutes: int) -> str:
    return say_many(
        "Locks by itself after {count} idle minute. Your work is kept.",
        "Locks by itself after {count} idle minutes. Your work is kept.",
        minutes,
    )


def show(view: LoginView, preferences: Preferences, server: str, people: tuple[SamplePerson, ...]) -> None:
    """The whole form, with the keyboard in its first field."""
    view.show_form(form(preferences, server))
    view.show_people(sample_faces(people))
    view.show_notice(locks_after(preferences.idle_minutes))
    view.focus(first_field(preferences))
