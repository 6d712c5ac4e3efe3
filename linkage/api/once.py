"""A write that is sent twice is done once: the Idempotency-Key and its remembered answer."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Status

from linkage.api.models import DoneWrite
from linkage.law.refusal import OvertakenBy, Reason, Refused

Answer = tuple[int, dict[str, Any]]
HEADER = "Idempotency-Key"
KEY_AT_MOST = 80


def once(
    request: HttpRequest, write: Callable[[], Answer], *, digest: str = "", opens_its_own: bool = False
) -> Status:
    """Do `write` in one transaction, or give back what it answered before under the same key.

    The answer (JSON values only) is remembered in the transaction of the write itself: either both are there or neither.
    The same key with another request is refused. `digest` stands for a body that was not read as a whole;
    `opens_its_own`: `write` is a transaction by itself, and without a key needs none around it.
    """
    key = request.headers.get(HEADER, "")
    if opens_its_own and not key:
        return Status(*write())
    with transaction.atomic():
        if not key:
            return Status(*write())
        if len(key) > KEY_AT_MOST:
            raise Refused([Reason(f"{HEADER} 不能超过 {KEY_AT_MOST} 个字符。", code="key_too_long")])
        asked = _digest_of(request, digest)
        before = list(DoneWrite.objects.filter(user_id=request.user.pk, key=key)[:1])
        if before:
            return Status(*_again(before[0], asked))
        status, answer = write()
        done = DoneWrite(
            user_id=request.user.pk,
            key=key,
            request_digest=asked,
            status=status,
            answer=answer,
            at=timezone.now(),
        )
        try:
            done.save(force_insert=True)
        except IntegrityError as error:
            raise OvertakenBy(
                [Reason("同一请求正在办理。", remedy="请稍后用同一个键重发。", code="in_progress")]
            ) from error
        return Status(status, answer)


def _digest_of(request: HttpRequest, digest: str) -> str:
    body = digest or hashlib.sha256(request.body).hexdigest()
    return hashlib.sha256(f"{request.method} {request.get_full_path()} {body}".encode()).hexdigest()


def _again(before: DoneWrite, asked: str) -> Answer:
    if before.request_digest != asked:
        raise Refused(
            [Reason("这个 Idempotency-Key 已用于另一个请求。", remedy="请换一个键。", code="key_reused")]
        )
    return before.status, before.answer
