"""Errors as RFC 9457 problem documents with a stable `code`, sentences included."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from linkage.law import UnknownRule
from linkage.law.refusal import OvertakenBy, Reason, Refused


class ReasonOut(Schema):
    """One reason, in the user's words."""

    code: str
    sentence: str
    basis: str = ""
    remedy: str = ""


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str
    reasons: list[ReasonOut] = Field(default_factory=list)


PROBLEMS = {code: Problem for code in (400, 401, 404, 405, 409, 415, 422)}


class NotVisible(Exception):
    """Not there, or not for this reader: the answer is the same."""


def problem(status: int, code: str, title: str, detail: str = "", reasons: tuple[Reason, ...] = ()) -> HttpResponse:
    """One problem document."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "reasons": [
            {"code": r.code, "sentence": r.sentence, "basis": r.basis, "remedy": r.remedy} for r in reasons
        ],
    }
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def install(api: NinjaAPI) -> None:
    """Teach the API to answer every failure with a problem document."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        status, code = (409, "overtaken") if isinstance(error, OvertakenBy) else (422, "refused")
        return problem(status, code, "不能办理", str(error), error.reasons)

    @api.exception_handler(NotVisible)
    def not_visible(request: HttpRequest, error: NotVisible) -> HttpResponse:
        return problem(404, "not_found", "没有这一项，或者您看不到它。")

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401, "not_authenticated", "没有有效的令牌。", "请在请求头写：Authorization: Bearer 令牌")
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        reasons = tuple(
            Reason(f"{'.'.join(str(part) for part in e['loc'][1:])}：{e['msg']}", code=str(e["type"])) for e in error.errors
        )
        return problem(422, "invalid", "内容不符合要求。", "", reasons)

    @api.exception_handler(UnknownRule)
    def no_rule(request: HttpRequest, error: UnknownRule) -> HttpResponse:
        return problem(404, "unknown_rule", "没有这条时限规则。", str(error))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "bad_request", str(error))
