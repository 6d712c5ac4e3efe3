"""A token acts for one person until it expires or is revoked; nothing else opens the API."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from linkage.accounts.models import Token
from linkage.accounts.tokens import CHAIN, issue_token, person_of, revoke_token, tokens_of
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_all, verify_chain
from linkage.dossiers.recording import PLATFORM
from linkage.law.refusal import Refused
from tests.api.door import Door, problem
from tests.cast import Cast


@pytest.fixture
def issued(cast: Cast, afternoon) -> tuple[Token, str]:
    return issue_token(user=cast.officer, label="县局执法系统", by=PLATFORM, at=timezone.now())


def test_a_token_says_for_whom_it_acts(issued, cast: Cast):
    answer = Door(issued[1]).get("/me").json()
    assert answer == {
        "username": "officer",
        "name": "王演明",
        "agency": {
            "code": "140107-eco",
            "name": "太原市生态环境局杏花岭分局",
            "line": "ecology",
            "level": "county",
        },
        "roles": ["enforcement_officer"],
    }


def test_the_secret_is_kept_nowhere(issued):
    token, secret = issued
    kept = [str(value) for value in Token.objects.filter(pk=token.pk).values_list()[0]]
    kept += AuditEntry.objects.values_list("body", flat=True)
    assert all(secret not in text for text in kept)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer no-such-token", "Bearer 令牌", "Basic b2Y6cHc="]
)
def test_without_a_valid_token_the_answer_is_401(issued, header, client: Client):
    headers = {} if header is None else {"Authorization": header}
    body = problem(client.get("/api/v1/me", headers=headers), 401, "not_authenticated")
    assert "Bearer" in body["detail"]


def test_the_401_says_which_kind_of_credential_is_wanted(db, client: Client):
    assert client.get("/api/v1/me")["WWW-Authenticate"] == "Bearer"


def test_a_session_does_not_open_the_api(cast: Cast, client: Client):
    client.force_login(cast.officer)
    problem(client.get("/api/v1/me"), 401, "not_authenticated")
    problem(client.post("/api/v1/transfers", {}, content_type="application/json"), 401, "not_authenticated")


def test_the_token_counts_and_not_the_session(issued, cast: Cast):
    client = Client()
    client.force_login(cast.next_officer)
    assert Door(issued[1], client).get("/me").json()["username"] == "officer"


def test_an_expired_token_opens_nothing(issued, afternoon):
    afternoon.shift(timedelta(days=181))
    problem(Door(issued[1]).get("/me"), 401, "not_authenticated")


def test_a_revoked_token_opens_nothing(issued):
    revoke_token(token=issued[0], by=PLATFORM, at=timezone.now())
    problem(Door(issued[1]).get("/me"), 401, "not_authenticated")
    with pytest.raises(Refused, match="已经收回"):
        revoke_token(token=issued[0], by=PLATFORM, at=timezone.now())


def test_a_person_out_of_service_has_no_valid_token(issued, cast: Cast):
    cast.officer.is_active = False
    cast.officer.save(update_fields=["is_active"])
    problem(Door(issued[1]).get("/me"), 401, "not_authenticated")
    with pytest.raises(Refused, match="已停用"):
        issue_token(user=cast.officer, label="再来一个", by=PLATFORM, at=timezone.now())


@pytest.mark.parametrize(
    "facts", [{"label": "  "}, {"label": "长" * 61}, {"label": "用途", "valid_for": timedelta(0)}]
)
def test_a_token_without_purpose_or_time_is_refused(cast: Cast, facts):
    with pytest.raises(Refused):
        issue_token(user=cast.officer, by=PLATFORM, at=timezone.now(), **facts)
    assert not Token.objects.exists()


def test_issuing_and_revoking_stand_on_the_chain_of_tokens(issued):
    revoke_token(token=issued[0], by=PLATFORM, at=timezone.now())
    entries = AuditEntry.objects.filter(chain=CHAIN).order_by("sequence")
    assert list(entries.values_list("act", flat=True)) == ["issue_token", "revoke_token"]
    assert verify_chain(entries) is None
    assert list(verify_all([]).findings) == []


def test_all_tokens_of_a_person_are_listed_newest_first(issued, cast: Cast):
    second, _ = issue_token(
        user=cast.officer, label="第二个", by=PLATFORM, at=timezone.now() + timedelta(hours=1)
    )
    issue_token(user=cast.head, label="别人的", by=PLATFORM, at=timezone.now())
    assert list(tokens_of(cast.officer)) == [second, issued[0]]


def test_recognising_a_token_is_one_statement(issued, django_assert_num_queries):
    with django_assert_num_queries(1):
        person = person_of(issued[1], timezone.now())
        assert person.agency.region.code == "140107"


def test_the_database_refuses_a_token_that_was_revoked_before_it_was_issued(issued):
    token, _ = issued
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.filter(pk=token.pk).update(revoked_at=token.created_at - timedelta(seconds=1))
