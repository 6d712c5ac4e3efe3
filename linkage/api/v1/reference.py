"""The law of time limits, and who I am."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AwareDatetime

from linkage.accounts.standing import standing_of
from linkage.api.problems import PROBLEMS
from linkage.api.schemas import LimitOut, MeOut
from linkage.api.v1 import reading
from linkage.law import due, rules
from linkage.law.limits import TimeLimit

router = Router(tags=["参考"])


@router.get("/me", response={200: MeOut, **PROBLEMS}, summary="令牌代表谁")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person, their agency, their posts today."""
    user = request.user
    roles = [post.role for post in standing_of(user).posts]
    return {"username": user.username, "name": user.name, "agency": reading.agency(user.agency), "roles": roles}


@router.get("/law/limits", response={200: list[LimitOut], **PROBLEMS}, summary="全部时限规则")
def limits(request: HttpRequest) -> list[dict[str, Any]]:
    """Every version of every time limit."""
    return [_limit(limit) for limit in rules()]


@router.get("/law/due", response={200: dict[str, Any], **PROBLEMS}, summary="何时届满，为什么是这一天")
def falls_due(request: HttpRequest, code: str, start: AwareDatetime = Query(...)) -> dict[str, Any]:
    """The same answer as `linkage law due CODE START --explain --json`."""
    return due(code, start).as_dict()


def _limit(limit: TimeLimit) -> dict[str, Any]:
    return {
        "code": limit.code,
        "name": limit.name,
        "start_event": limit.start_event,
        "actor": limit.actor,
        "length": limit.length,
        "unit": str(limit.unit),
        "basis": limit.basis,
        "statutory": limit.statutory,
        "in_force_from": limit.in_force_from,
        "in_force_to": limit.in_force_to,
    }
