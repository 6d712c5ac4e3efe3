"""Errors as RFC 9457 problem documents with a stable `code`, sentences included."""

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, Field

from linkage.api.complaints import reason
from linkage.law import UnknownRule
from linkage.law.refusal import OvertakenBy, Reason, Refused

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class ReasonOut(BaseModel):
    """One reason, in the user's words: what, by which article, and what to do now. `code` is for programs."""

    code: str
    sentence: str
    basis: str = ""
    remedy: str = ""


class Problem(BaseModel):
    """RFC 9457. `code` and the reasons' codes are stable; sentences may be reworded."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    code: str
    reasons: list[ReasonOut] = Field(default_factory=list)


READING = dict.fromkeys((400, 401, 404, 422), Problem)
WRITING = dict.fromkeys((400, 401, 404, 409, 413, 422), Problem)


class NotVisible(Exception):
    """Not there, or not for this reader: the answer is the same."""


def reasons_as_data(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    """Reasons as the answers show them."""
    return [{"code": r.code, "sentence": r.sentence, "basis": r.basis, "remedy": r.remedy} for r in reasons]


def problem(
    status: int, code: str, title: str, detail: str = "", reasons: tuple[Reason, ...] = (), **headers: str
) -> HttpResponse:
    """One problem document."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return JsonResponse(
        body | {"reasons": reasons_as_data(reasons)},
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def not_visible(request: HttpRequest, error: Exception) -> HttpResponse:
    """404 for what is not there, for what this reader may not know of, and for an address nobody knows."""
    return problem(404, "not_found", "没有这一项，或者您看不到它。")


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """409 when somebody else came first, 422 for every other refusal; all the reasons."""
    status, code = (409, "overtaken") if isinstance(error, OvertakenBy) else (422, "refused")
    return problem(status, code, "不能办理", str(error), error.reasons)


def unknown_person(request: HttpRequest, error: Exception) -> HttpResponse:
    """401: no token, or none that is valid now."""
    return problem(
        401,
        "not_authenticated",
        "没有有效的令牌。",
        "请在请求头写：Authorization: Bearer 令牌",
        WWW_Authenticate="Bearer",
    )


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: every field that is wrong, by name."""
    reasons = tuple(dict.fromkeys(reason(each) for each in error.errors))
    return problem(
        422, "invalid", "内容不符合要求。", "；".join(r.sentence.rstrip("。") for r in reasons), reasons
    )


def no_rule(request: HttpRequest, error: UnknownRule) -> HttpResponse:
    """404: no time limit of this code, or none of that day."""
    return problem(404, "unknown_rule", "没有这条时限规则。", str(error))


def unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """400: what arrived is not what the content type says."""
    return problem(400, "bad_request", "请求的内容读不出来。", "请核对 Content-Type 和请求体。")


def too_big(request: HttpRequest, error: Exception) -> HttpResponse:
    """413: text beyond the limit; files have a limit of their own."""
    return problem(413, "too_large", "请求的文字部分过大。", "文件请用 PUT 单独加入。")


def busy(request: HttpRequest, error: Exception) -> HttpResponse:
    """503: the database did not answer in time; nothing was done."""
    log.warning("the database did not answer", exc_info=error)
    return problem(503, "busy", "平台忙，本次没有办理。", "请稍后重发。", Retry_After="5")


def internal(request: HttpRequest, error: Exception) -> HttpResponse:
    """500: our fault. It stands in the log; nothing of it leaves the house."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, "internal", "平台出错，本次没有办理。", "请告诉系统管理员发生的时间。")


def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses: a body that is no JSON."""
    return unreadable(request, error) if error.status_code == 400 else internal(request, error)


def install(api: NinjaAPI) -> None:
    """Teach the API to answer every failure with a problem document; the most exact class is asked first."""
    for kind, handler in (
        (Refused, refused),
        (NotVisible, not_visible),
        (Http404, not_visible),
        (AuthenticationError, unknown_person),
        (ValidationError, invalid),
        (UnknownRule, no_rule),
        (HttpError, other),
        (RequestDataTooBig, too_big),
        (SuspiciousOperation, unreadable),
        (BadRequest, unreadable),
        (MultiPartParserError, unreadable),
        (UnreadablePostError, unreadable),
        (OperationalError, busy),
        (Exception, internal),
    ):
        api.add_exception_handler(kind, handler)
