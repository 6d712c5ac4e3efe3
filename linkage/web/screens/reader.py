"""Who reads: the signed-in person of a request, and the doors that open to some roles only."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import standing_of

View = Callable[..., HttpResponseBase]


def reader(request: HttpRequest) -> User:
    """The signed-in person; `SignedInOnly` lets nobody else reach a screen."""
    return cast(User, request.user)


def roles_here(user: User) -> frozenset[str]:
    """The roles this person holds in their own agency today, own and by delegation."""
    return frozenset(post.role for post in standing_of(user).posts if post.agency_id == user.agency_id)


def only(*roles: Role) -> Callable[[View], View]:
    """A view for holders of one of these roles; for everybody else the page does not exist (404, never 403)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not standing_of(reader(request)).has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


def reads_dossiers(view: View) -> View:
    """A view for those who read dossiers; administrators and the publicity department do not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not standing_of(reader(request)).reads_dossiers:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
