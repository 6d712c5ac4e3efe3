"""Signing in: the back end that loads a person together with their agency in one statement."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from linkage.accounts.models import User


class Backend(ModelBackend):
    """Passwords as Django keeps them; no permissions here (those are rows of tables and appointments)."""

    def get_user(self, user_id: int) -> User | None:
        """The active person with this id, with agency and region at hand."""
        user = User.objects.select_related("agency").filter(pk=user_id, is_active=True).first()
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        """Only people still in service sign in."""
        return user is not None and user.is_active
