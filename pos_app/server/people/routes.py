"""Accounts, for admins alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, status

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.people.service import PeopleService
from pos_app.server.permissions import Action, Principal
from pos_app.wire.people import ChangePerson, CreatePerson, OneTimePassword, PersonPage, PersonRow, SiteList

Admin = Annotated[Principal, Depends(allowed(Action.MANAGE_PEOPLE))]
Ident = Annotated[str, Path(max_length=64)]


def build_router(people: PeopleService) -> APIRouter:
    router = APIRouter(tags=["users"], route_class=StrictRoute)

    @router.get("/users", operation_id="list_users", summary="List who works here")
    def page(
        _who: Admin,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=256, description="next_cursor of the page before")] = None,
    ) -> PersonPage:
        """Accounts, newest first, disabled ones too. Patients' accounts are not among them."""
        return people.page(limit=limit, cursor=cursor)

    @router.post("/users", operation_id="create_user", summary="Make an account", status_code=status.HTTP_201_CREATED)
    def create(who: Admin, body: CreatePerson) -> OneTimePassword:
        """A new account with a password for one time, which is shown in this answer and never again.

        If the answer is lost, the account is there: reset its password.
        """
        return people.create(who, body)

    @router.get("/users/{user_id}", operation_id="get_user", summary="One account")
    def read(_who: Admin, user_id: Ident) -> PersonRow:
        """One account."""
        return people.read(user_id)

    @router.patch("/users/{user_id}", operation_id="change_user", summary="Change an account")
    def change(who: Admin, user_id: Ident, body: ChangePerson) -> PersonRow:
        """Name, role, sites, disabled, single sign-on: what is absent stays. A new role, disabling and taking a way
        to log in away end all sessions at once.

        `own_account` (409): nobody changes their own role, sites or access. `last_admin` (409): one must be left.
        """
        return people.change(who, user_id, body)

    @router.post("/users/{user_id}/reset-password", operation_id="reset_password", summary="Reset a password")
    def reset(who: Admin, user_id: Ident) -> OneTimePassword:
        """A password for one time instead of the one there is, good for three days. Ends all sessions at once."""
        return people.reset_password(who, user_id)

    @router.post(
        "/users/{user_id}/end-sessions",
        operation_id="end_sessions",
        summary="End all sessions of a person",
        status_code=status.HTTP_204_NO_CONTENT,
    )
    def end(who: Admin, user_id: Ident) -> None:
        """Every till and every program that is logged in as this person has to log in again."""
        people.end_sessions(who, user_id)

    @router.get("/sites", operation_id="list_sites", summary="List the sites")
    def sites(_who: Admin) -> SiteList:
        """The places that people may be put at."""
        return people.sites()

    return router
