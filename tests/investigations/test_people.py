"""案不漏人: parties that are added, roles and ties on evidence, and each class of persons examined."""

from datetime import date

import pytest

from linkage.cases.models import Party
from linkage.investigations.completeness import class_states
from linkage.investigations.models import ClassExamination, PartyLink, PartyRole, RoleClass
from linkage.investigations.procedure import INVESTIGATION
from linkage.investigations.status import Status as S
from linkage.law.identifiers import fault_of_person, fault_of_unit
from tests.investigations.saying import last_entry, refused
from tests.investigations.way import (
    PERSON_NUMBER,
    UNIT_CODE,
    WRONG_PERSON_NUMBER,
    WRONG_UNIT_CODE,
    Way,
    files,
    party,
)

pytestmark = pytest.mark.django_db


def test_the_numbers_of_these_tests_are_what_they_say():
    assert fault_of_unit(UNIT_CODE) is None and fault_of_unit(WRONG_UNIT_CODE)
    assert fault_of_person(PERSON_NUMBER, date(2026, 3, 2)) is None
    assert fault_of_person(WRONG_PERSON_NUMBER, date(2026, 3, 2))


@pytest.mark.parametrize("act", ["add_party", "assist_add_party"])
def test_a_party_is_added_with_its_roles_and_its_number_enters_the_chain_covered(act: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do(act, subject, party_roles=["出资者（投资人）", "实际获利者"])
    added = Party.objects.get(case__dossier=subject.dossier, name="王某")
    assert (added.kind, added.identity_number) == ("person", PERSON_NUMBER)
    assert {role.role for role in added.investigated_roles.all()} == {"investor", "beneficiary"}
    entry = last_entry(subject)
    assert entry["facts"]["stated"]["identity_number"] == "140*************15"
    assert PERSON_NUMBER not in str(entry)
    assert [one["sm3"] for one in entry["digests"]["evidence"]] == [i.sm3 for i in files(subject, 3)]


def test_the_code_of_a_unit_is_public_and_checked(way: Way):
    subject = way.to(S.UNDER_WAY)
    unit = {"party_kind": "单位", "party_name": "某运输公司", "party_roles": ["运输方"]}
    said = refused(way, "add_party", subject, identity_number=WRONG_UNIT_CODE, **unit)[
        "identity_number_wrong"
    ]
    assert said == (
        "统一社会信用代码有误：校验位不符，代码中有一位或者几位写错，请对照证照核对。不清楚的可以先不填。"
    )
    way.do("add_party", subject, identity_number=UNIT_CODE, **unit)
    assert last_entry(subject)["facts"]["stated"]["identity_number"] == UNIT_CODE


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (WRONG_PERSON_NUMBER, "校验位不符，号码中有一位或者几位写错，请对照证件核对。"),
        (PERSON_NUMBER[:5] + "O" + PERSON_NUMBER[6:], "第6位“O”不对，公民身份号码前17位应为数字。"),
        (PERSON_NUMBER[:-1], "公民身份号码应为18位，现在是17位。"),
    ],
)
def test_a_wrong_number_is_never_repaired_and_its_place_is_named(number: str, said: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    reasons = refused(way, "add_party", subject, identity_number=number)
    assert reasons == {"identity_number_wrong": f"公民身份号码有误：{said}不清楚的可以先不填。"}
    assert not Party.objects.filter(name="王某").exists()


def test_a_party_is_entered_once_and_without_a_number_where_none_is_known(way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do("add_party", subject, identity_number="")
    assert Party.objects.get(name="王某").identity_number == ""
    assert refused(way, "add_party", subject, identity_number="")["party_already_there"] == (
        "当事人中已经有“王某”。请用“登记人员身份”增加身份。"
    )
    way.do("add_party", subject, party_name="赵某")
    assert "赵某" in refused(way, "assist_add_party", subject, party_name="赵某某")["party_already_there"]


def test_a_role_fits_the_party_and_stands_once(way: Way):
    subject = way.to(S.UNDER_WAY)
    unit, person = party(subject, "某公司"), party(subject, "刘某")
    wrong = refused(way, "assign_role", subject, parties=[person], party_roles=["单位"])
    assert wrong["role_does_not_fit"] == "刘某是个人，不能登记为“单位”。（通知三）请核对身份。"
    wrong = refused(way, "assign_role", subject, parties=[unit], party_roles=["直接负责的主管人员"])
    assert wrong["role_does_not_fit"].startswith("某公司是单位，不能登记为“直接负责的主管人员”。")
    way.do("assign_role", subject, parties=[unit], party_roles=["单位", "接收处置方"])
    again = refused(way, "assist_assign_role", subject, parties=[unit], party_roles=["单位"])
    assert again["role_already_there"] == "某公司已经登记为“单位”。"


def test_a_tie_is_of_two_and_rests_on_evidence(way: Way):
    subject = way.to(S.UNDER_WAY)
    person, other = party(subject, "刘某"), party(subject, "张某")
    assert set(refused(way, "link_parties", subject, to_party=[person])) == {"not_two_parties"}
    assert set(refused(way, "link_parties", subject, to_party=[person, other])) == {"not_two_parties"}
    assert refused(way, "link_parties", subject, link_evidence=[])["fact_missing"].startswith(
        "请填写“证据”。"
    )
    way.do("link_parties", subject)
    link = PartyLink.objects.get(investigation=subject)
    assert (str(link), list(link.evidence.all())) == ("刘某—任职—某公司", files(subject, 3))
    assert set(refused(way, "assist_link_parties", subject)) == {"link_already_there"}
    way.do("assist_link_parties", subject, relation="出资")


def test_a_class_that_is_found_names_somebody_on_evidence_and_one_that_is_not_names_nobody(way: Way):
    subject = way.to(S.UNDER_WAY)
    found = {"role_class": "经营者", "class_conclusion": "已查明"}
    reasons = refused(way, "examine_role", subject, **found, class_evidence=[])
    assert reasons == {
        "nobody_named": "还没有登记“经营者”，不能写已查明。（通知三）请先登记人员身份。",
        "no_evidence": "“经营者”写明已查明的，应当有证据。（通知三）请选择证据材料。",
    }
    way.do("assign_role", subject, party_roles=["经营者"])
    nobody = refused(way, "examine_role", subject, role_class="经营者", class_conclusion="查无此类人员")
    assert set(nobody) == {"somebody_named"}
    way.do("examine_role", subject, **found)
    assert ClassExamination.objects.get().conclusion == "found"


def test_a_later_conclusion_takes_the_place_of_the_earlier(way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do("examine_role", subject, class_conclusion="尚待查明")
    assert _missing(subject, RoleClass.SUPPLIER) == "“上游供应方”尚待查明。"
    way.do("assist_examine_role", subject)
    assert _missing(subject, RoleClass.SUPPLIER) == ""
    assert ClassExamination.objects.get().examined_by == way.cast.investigator


def test_what_turned_out_wrong_is_withdrawn_with_a_reason_and_its_class_is_open_again(way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do("assign_role", subject, party_roles=["经营者"])
    way.do("link_parties", subject)
    way.do("examine_role", subject, role_class="经营者", class_conclusion="已查明")
    [link] = PartyLink.objects.all()
    assert set(refused(way, "withdraw_finding", subject, wrong_roles=[])) == {"nothing_to_withdraw"}
    way.do("assist_withdraw_finding", subject, wrong_links=[link])
    role = PartyRole.objects.get()
    link.refresh_from_db()
    assert role.withdrawn_reason == link.withdrawn_reason == "登记有误。"
    assert role.withdrawn_by == link.withdrawn_by == way.cast.investigator
    assert _missing(subject, RoleClass.OPERATOR) == "“经营者”已查明，却没有登记人员。"
    way.do("examine_role", subject, role_class="经营者", class_conclusion="查无此类人员")
    assert _missing(subject, RoleClass.OPERATOR) == ""
    way.do("assign_role", subject, party_roles=["经营者"])
    assert _missing(subject, RoleClass.OPERATOR) == "“经营者”写明查无此类人员，又登记了人员。"


def test_the_form_begins_with_the_class_that_is_still_missing(way: Way):
    subject = way.to(S.UNDER_WAY)
    row = INVESTIGATION.table.row("examine_role")
    way.do("examine_role", subject, role_class="单位")
    assert INVESTIGATION.known(row, subject, way.cast.officer, way.now)["role_class"] == "出资者（投资人）"


def _missing(subject: object, role: RoleClass) -> str:
    return next(state.missing for state in class_states(subject) if state.role == role)
