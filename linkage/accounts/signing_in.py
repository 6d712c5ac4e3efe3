"""Signing in: the back end that loads a person together with their agency in one statement."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend

from linkage.accounts.kept import PERSON, Kept, keep
from linkage.accounts.models import User
from linkage.accounts.whole import columns_of_person, person


class Backend(ModelBackend):
    """Passwords as Django keeps them; no permissions here (those are rows of tables and appointments)."""

    def get_user(self, user_id: int) -> User | None:
        """The active person with this id, with agency and region at hand. One SQL statement: every page begins with it."""
        found = _statement().rows({PERSON: user_id})
        return person(found[0]) if found else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Only people still in service sign in."""
        return user is not None and user.is_active


@cache
def _statement() -> Kept:
    return keep(User.objects.filter(pk=PERSON, is_active=True).values_list(*columns_of_person()))
