"""接口令牌: a person's credential for other systems. Issuing and revoking stand on a chain of their own; using one does not."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linkage.accounts.kept import MOMENT, TEXT, Kept, keep
from linkage.accounts.models import Token, User
from linkage.accounts.whole import columns_of_person, person
from linkage.audit.canonical import Json
from linkage.audit.chain import Actor, append
from linkage.law.refusal import Reason, Refused

VALID_FOR = timedelta(days=180)
CHAIN = UUID("6c696e6b-6167-4500-8000-746f6b656e73")
"""The chain of all tokens, beside those of the dossiers."""
CHAIN_LABEL = "接口令牌"


@transaction.atomic
def issue_token(
    *, user: User, label: str, by: Actor, at: datetime, valid_for: timedelta = VALID_FOR
) -> tuple[Token, str]:
    """A new token for this person, and its secret, which is shown once and kept nowhere.

    Refused for a person no longer in service, for an empty purpose, and for a token that would never be valid.
    """
    reasons = []
    if not user.is_active:
        reasons.append(
            Reason(
                f"{user.name}已停用，不能签发令牌。", remedy="请先由系统管理员启用。", code="person_inactive"
            )
        )
    if not 0 < len(label.strip()) <= 60:
        reasons.append(Reason("令牌的用途须写明，不超过 60 个字。", code="label_missing"))
    if valid_for <= timedelta(0):
        reasons.append(Reason("令牌的有效期须长于零。", code="never_valid"))
    if reasons:
        raise Refused(reasons)
    secret = secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user, label=label.strip(), digest=digest(secret), created_at=at, expires_at=at + valid_for
    )
    _record("issue_token", token, by, at, {"expires_at": token.expires_at.isoformat()})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Actor, at: datetime) -> Token:
    """From this moment the token opens nothing. Refused when it was revoked before."""
    if not Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise Refused([Reason("这个令牌已经收回。", remedy="无需重复办理。", code="token_revoked")])
    token.revoked_at = at
    _record("revoke_token", token, by, at, {})
    return token


def tokens_of(user: User) -> QuerySet[Token]:
    """All tokens of one person, newest first: valid, expired and revoked."""
    return Token.objects.filter(user=user).order_by("-created_at", "-pk")


def person_of(secret: str, at: datetime) -> User | None:
    """The person a token acts for, with agency; None if unknown, expired, revoked or out of service. One SQL statement."""
    found = _statement().rows({TEXT: digest(secret), MOMENT: at})
    return person(found[0]) if found else None


@cache
def _statement() -> Kept:
    valid = Token.objects.filter(
        digest=TEXT, revoked_at__isnull=True, expires_at__gt=MOMENT, user__is_active=True
    )
    return keep(valid.values_list(*columns_of_person("user__")))


def digest(secret: str) -> str:
    """What is kept of a token. It has 256 bits of chance, so a plain digest cannot be searched."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _record(act: str, token: Token, by: Actor, at: datetime, more: Mapping[str, Json]) -> None:
    append(
        chain=CHAIN,
        label=CHAIN_LABEL,
        act=act,
        actor=by,
        at=at,
        occurred_at=at,
        facts={
            "token": token.pk,
            "label": token.label,
            "person": token.user.username,
            "digest": token.digest,
            **more,
        },
        law={},
    )
