"""采样资格: kept by the head of one's own agency, on the chain of administrative acts, on a page of its own."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from linkage.accounts.actions import CHAIN
from linkage.audit.models import AuditEntry
from linkage.law.refusal import OvertakenBy, Refused
from linkage.sampling.models import SamplingQualification
from linkage.sampling.qualified import register_qualification, revoke_qualification
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.road import MONDAY
from tests.sampling.bench import ALL_MEDIA

pytestmark = pytest.mark.django_db
PAGE = "/sampling/qualifications/"
TYPED = {
    "issuer": "省监测中心", "number": "采1", "scope": ["soil"], "valid_from": "2026-01-01", "valid_to": "2028-01-01",
}  # fmt: skip


def registered(cast: Cast, number: str = "采1") -> SamplingQualification:
    return register_qualification(
        by=cast.head, at=MONDAY, person=cast.officer, issuer="省监测中心", scope=ALL_MEDIA, number=number,
        valid_from=date(2026, 1, 1), valid_to=date(2028, 1, 1),
    )  # fmt: skip


def last_entry() -> tuple[str, str]:
    entry = AuditEntry.objects.filter(chain=CHAIN).latest("sequence")
    return entry.act, json.loads(entry.body)["facts"]["sentence"]


def test_registering_and_revoking_stand_on_the_chain_of_administrative_acts(cast: Cast) -> None:
    held = registered(cast)
    assert last_entry() == (
        "register_qualification",
        "登记王演明的采样资格采1（地表水、污水、土壤、固体废物、固定源废气，2026-01-01 周四至2028-01-01 周六）。",
    )
    revoke_qualification(
        by=cast.head, at=MONDAY, qualification=held, on=date(2026, 3, 2), reason="考核不合格"
    )
    assert last_entry() == (
        "revoke_qualification",
        "撤销王演明的采样资格采1，自2026-03-02 周一起失效：考核不合格。",
    )
    assert held.holds(date(2026, 3, 1)) and not held.holds(date(2026, 3, 2))
    with pytest.raises(Refused, match="已自2026-03-02 周一起失效"), transaction.atomic():
        revoke_qualification(by=cast.head, at=MONDAY, qualification=held, on=date(2026, 3, 3), reason="再次")


def test_of_two_heads_who_revoke_at_once_the_second_changes_nothing(cast: Cast) -> None:
    held = registered(cast)
    stale = SamplingQualification.objects.get(pk=held.pk)
    revoke_qualification(by=cast.head, at=MONDAY, qualification=held, on=date(2026, 3, 2), reason="先")
    with pytest.raises(OvertakenBy), transaction.atomic():
        revoke_qualification(by=cast.head, at=MONDAY, qualification=stale, on=date(2026, 5, 2), reason="后")
    kept = SamplingQualification.objects.get()
    assert (kept.revoked_on, kept.revoked_reason) == (date(2026, 3, 2), "先")


def test_only_a_head_and_only_for_the_own_agency(cast: Cast) -> None:
    for by in (cast.officer, cast.police_head, cast.city_supervisor, cast.system_admin):
        with pytest.raises(Refused), transaction.atomic():
            register_qualification(
                by=by, at=MONDAY, person=cast.officer, issuer="省监测中心", scope=ALL_MEDIA, number="采2",
                valid_from=date(2026, 1, 1), valid_to=date(2028, 1, 1),
            )  # fmt: skip
    held = registered(cast)
    with pytest.raises(Refused, match="采样资格由本机关负责人登记和撤销"), transaction.atomic():
        revoke_qualification(
            by=cast.officer, at=MONDAY, qualification=held, on=date(2026, 3, 2), reason="理由"
        )
    assert SamplingQualification.objects.get().revoked_on is None


def test_what_is_missing_or_doubled_is_told(cast: Cast) -> None:
    registered(cast)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        register_qualification(
            by=cast.head, at=MONDAY, person=cast.officer, issuer=" ", scope=[], number="采1",
            valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1),
        )  # fmt: skip
    told = str(refusal.value)
    for part in ("请写明发证机构、证书编号和可采样品类型", "王演明的采样资格采1已经登记", "终止日早于开始日"):
        assert part in told
    held = SamplingQualification.objects.get()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        revoke_qualification(by=cast.head, at=MONDAY, qualification=held, on=date(2029, 1, 1), reason=" ")
    assert "请写明撤销原因" in str(refusal.value) and "失效日应当在有效期内" in str(refusal.value)


def test_half_a_revocation_cannot_be_stored(cast: Cast) -> None:
    held = registered(cast)
    for half in (
        {"revoked_on": date(2026, 3, 2)}, {"revoked_at": MONDAY}, {"revoked_by": cast.head}, {"revoked_reason": "理由"},
        {"registered_at": None}, {"registered_by": None}, {"valid_to": date(2025, 1, 1)}, {"number": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            SamplingQualification.objects.filter(pk=held.pk).update(**half)


def test_the_head_registers_on_the_page_and_takes_it_back_there(cast: Cast) -> None:
    head = browser(cast.head)
    empty = head.get(PAGE)
    assert "还没有登记采样资格。" in text_of(empty)
    form = form_on(empty, "issuer")
    answer = head.post(PAGE, {**form, **TYPED, "person": cast.officer.pk}, follow=True)
    assert "已登记王演明的采样资格采1。" in text_of(answer) and "土壤" in text_of(answer)
    held = SamplingQualification.objects.get()
    wrong = head.post(f"{PAGE}{held.pk}/revoke/", {"on": "2026-02-01", "reason": ""})
    assert wrong.status_code == 422 and "请填写。" in text_of(wrong)
    done = head.post(f"{PAGE}{held.pk}/revoke/", {"on": "2026-02-01", "reason": "调离"}, follow=True)
    assert "自2026-02-01 周日起失效" in text_of(done) and "撤销原因：调离" in text_of(done)


def test_a_form_that_is_wrong_is_told_in_chinese_and_nothing_is_stored(cast: Cast) -> None:
    head = browser(cast.head)
    answer = head.post(PAGE, {**TYPED, "valid_to": "", "person": cast.head.pk})
    page = text_of(answer)
    assert answer.status_code == 422 and "有效期至（含当日）" in page and "请填写。" in page
    late = head.post(PAGE, {**TYPED, "valid_to": "2025-01-01", "person": cast.officer.pk})
    assert "有效期的终止日早于开始日。" in text_of(late)
    assert not SamplingQualification.objects.exists()


def test_for_everybody_else_the_page_does_not_exist(cast: Cast) -> None:
    held = registered(cast)
    for person in (cast.officer, cast.procurator, cast.city_supervisor, cast.security_admin):
        assert browser(person).get(PAGE).status_code == 404
        assert browser(person).post(PAGE, TYPED).status_code == 404
    police = browser(cast.police_head)
    assert "采1" not in text_of(police.get(PAGE))
    assert police.post(f"{PAGE}{held.pk}/revoke/", {"on": "2026-02-01", "reason": "x"}).status_code == 404
