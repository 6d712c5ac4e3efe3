"""The law of time limits, and who I am."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from linkage.accounts.standing import standing_of
from linkage.api.fields import Asked, Moment, text
from linkage.api.problems import READING
from linkage.api.schemas import LimitOut, MeOut
from linkage.api.v1 import reading
from linkage.law import due, rules
from linkage.law.limits import TimeLimit

router = Router(tags=["参考"])


class Question(Asked):
    """When does a limit that begins at `start` fall due?"""

    code: str = text(60, at_least=1)
    start: Moment


@router.get("/me", response={200: MeOut, **READING}, summary="令牌代表谁", operation_id="me")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person, their agency, their posts today."""
    user = request.user
    roles = list(dict.fromkeys(post.role for post in standing_of(user).posts))
    return {
        "username": user.username,
        "name": user.name,
        "agency": reading.agency(user.agency),
        "roles": roles,
    }


@router.get(
    "/law/limits",
    response={200: list[LimitOut], **READING},
    summary="全部时限规则",
    operation_id="list_limits",
)
def limits(request: HttpRequest) -> list[dict[str, Any]]:
    """Every version of every time limit."""
    return [_limit(limit) for limit in rules()]


@router.get(
    "/law/due",
    response={200: dict[str, Any], **READING},
    summary="何时届满，为什么是这一天",
    operation_id="falls_due",
)
def falls_due(request: HttpRequest, question: Query[Question]) -> dict[str, Any]:
    """The same answer as `linkage law due CODE START --explain --json`."""
    return due(question.code, question.start).as_dict()


def _limit(limit: TimeLimit) -> dict[str, Any]:
    names = (
        "code",
        "name",
        "start_event",
        "actor",
        "length",
        "basis",
        "statutory",
        "in_force_from",
        "in_force_to",
    )
    return {name: getattr(limit, name) for name in names} | {"unit": str(limit.unit)}
