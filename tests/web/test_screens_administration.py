"""The three administrators' pages: each sees their own, none another's; what they do there; and walking the chains."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from linkage.accounts.actions import CHAIN
from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import Role
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.transfers.status import Status
from linkage.web.screens import watching
from linkage.web.screens.verification import verify_span
from tests.audit.guards import guards_lifted
from tests.cast import Cast
from tests.road import Road
from tests.web.screens import signed_in, walked

TODAY = timezone.localdate()
PAGES = {
    "/administration/people/": "system_admin",
    "/administration/people/{pk}/": "system_admin",
    "/administration/agencies/": "system_admin",
    "/administration/posts/": "security_admin",
    "/administration/audit/": "audit_admin",
    "/administration/verification/": "audit_admin",
}


@pytest.mark.parametrize("name", Cast.__annotations__)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_exists_for_one_administrator_only(cast: Cast, page: str, name: str) -> None:
    url = page.format(pk=cast.officer.pk)
    client = signed_in(getattr(cast, name))
    wanted = 200 if name == PAGES[page] else 404
    assert client.get(url).status_code == wanted
    if wanted == 404:
        assert client.post(url, {"do": "reset"}).status_code == 404


def test_the_door_names_the_duties_and_opens_only_ones_own(cast: Cast) -> None:
    page = signed_in(cast.audit_admin).get("/administration/").content.decode()
    assert 'href="/administration/audit/"' in page
    assert 'href="/administration/people/"' not in page
    assert "不授予权限，不看案卷" in page


def add(client: Client, cast: Cast, **changes: str):
    said = {
        "username": "newcomer", "name": "新演人", "agency": cast.officer.agency.name,
        "credential_number": "证9", "phone": "0351-1",
    }  # fmt: skip
    return client.post("/administration/people/", said | changes)


class TestPeople:
    def test_the_one_time_password_is_on_the_answer_and_nowhere_else(self, cast: Cast) -> None:
        client = signed_in(cast.system_admin)
        answer = add(client, cast)
        password = re.search(r'<code class="secret">([^<]+)', answer.content.decode()).group(1)
        user = User.objects.get(username="newcomer")
        assert user.check_password(password)
        assert answer["Cache-Control"] == "no-store"
        assert password not in str(dict(client.session))
        assert not any(password in morsel.value for morsel in client.cookies.values())
        assert password not in client.get(f"/administration/people/{user.pk}/").content.decode()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"username": "officer"}, "已有人使用"),
            ({"username": "王某"}, "登录名用小写字母"),
            ({"agency": "不存在局"}, "没有名为“不存在局”的机构"),
        ],
    )
    def test_a_person_who_cannot_be_added_is_explained(self, cast: Cast, changes: dict, words: str) -> None:
        answer = add(signed_in(cast.system_admin), cast, **changes)
        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_out_of_service_and_back(self, cast: Cast) -> None:
        client, url = signed_in(cast.system_admin), f"/administration/people/{cast.officer.pk}/"
        assert "已停用王演明" in client.post(url, {"do": "deactivate"}, follow=True).content.decode()
        assert not User.objects.get(pk=cast.officer.pk).is_active
        client.post(url, {"do": "activate"})
        assert User.objects.get(pk=cast.officer.pk).is_active

    def test_taking_over_the_auditors_account_is_refused_with_a_reason(self, cast: Cast) -> None:
        answer = signed_in(cast.system_admin).post(
            f"/administration/people/{cast.audit_admin.pk}/", {"do": "reset"}
        )
        assert answer.status_code == 422
        assert "不由系统管理员" in answer.content.decode()

    def test_finding_people_and_agencies(self, cast: Cast) -> None:
        client = signed_in(cast.system_admin)
        page = client.get("/administration/people/?q=小店").content.decode()
        assert "冯演远" in page
        assert "王演明" not in page
        agencies = client.get("/administration/agencies/?q=小店").content.decode()
        assert "太原市公安局小店分局" in agencies
        assert "杏花岭" not in agencies


class TestPosts:
    def said(self, **changes: str) -> dict[str, str]:
        return {
            "do": "appoint",
            "username": "officer",
            "role": "liaison_officer",
            "since": str(TODAY),
            "until": "",
        } | changes

    def test_giving_and_taking_back(self, cast: Cast) -> None:
        client = signed_in(cast.security_admin)
        page = client.post("/administration/posts/", self.said(), follow=True).content.decode()
        assert "已授予王演明联络员岗位" in page
        post = Appointment.objects.get(user=cast.officer, role=Role.LIAISON_OFFICER)
        assert post.granted_by == cast.security_admin
        client.post("/administration/posts/", {"do": "end", "held": post.pk})
        assert Appointment.objects.get(pk=post.pk).until == TODAY

    def test_every_reason_is_shown(self, cast: Cast) -> None:
        said = self.said(role="police_head", until=str(TODAY - timedelta(days=1)))
        answer = signed_in(cast.security_admin).post("/administration/posts/", said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "只设在公安系统" in page
        assert "终止日期早于开始日期" in page
        assert not Appointment.objects.filter(role=Role.POLICE_HEAD, user=cast.officer).exists()

    def test_a_deputy_needs_an_end(self, cast: Cast) -> None:
        client = signed_in(cast.security_admin)
        head = Appointment.objects.get(user=cast.head)
        said = {
            "do": "delegate",
            "post": head.pk,
            "deputy": "officer2",
            "since": str(TODAY),
            "until": "",
            "reason": "出差",
        }
        assert client.post("/administration/posts/", said).status_code == 422
        client.post("/administration/posts/", said | {"until": str(TODAY + timedelta(days=3))})
        made = Delegation.objects.get()
        assert "李演芳 代 赵演衡" in client.get("/administration/posts/").content.decode()
        client.post("/administration/posts/", {"do": "end_delegation", "held": made.pk})
        assert Delegation.objects.get().until == TODAY

    def test_administrators_posts_cannot_be_given_a_deputy_from_the_list(self, cast: Cast) -> None:
        page = signed_in(cast.security_admin).get("/administration/posts/").content.decode()
        options = page[page.index('name="post"') : page.index("</select>", page.index('name="post"'))]
        assert "赵演衡" in options
        assert "尤演审" not in options

    @pytest.mark.parametrize("held", ["", "x", "999999"])
    def test_what_is_not_there_cannot_be_ended(self, cast: Cast, held: str) -> None:
        client = signed_in(cast.security_admin)
        for do in ("end", "end_delegation"):
            assert client.post("/administration/posts/", {"do": do, "held": held}).status_code == 404


class TestAudit:
    def test_the_auditor_reads_what_the_others_did(self, cast: Cast) -> None:
        add(signed_in(cast.system_admin), cast)
        page = signed_in(cast.audit_admin).get("/administration/audit/").content.decode()
        assert "增加人员新演人（newcomer，太原市生态环境局杏花岭分局）" in page
        assert "朱演系" in page

    def test_a_whole_chain_is_called_whole(self, road: Road) -> None:
        walked(road, Status.SUBMITTED, Status.VERIFYING)
        client = signed_in(road.cast.audit_admin)
        page = client.post("/administration/verification/", {"do": "start"}, follow=True).content.decode()
        assert f"完整：2 条链、{AuditEntry.objects.count()} 条记录" in page

    def test_it_goes_on_span_by_span_and_says_how_far_it_is(self, road: Road, monkeypatch) -> None:
        walked(road, *[Status.VERIFYING] * 5)
        monkeypatch.setattr(watching, "verify_span", lambda after: verify_span(after, at_most=2))
        client = signed_in(road.cast.audit_admin)
        page = client.post("/administration/verification/", {"do": "start"}, follow=True).content.decode()
        assert "继续核验" in page
        assert "核验完毕" not in page
        fragment = client.post(
            "/administration/verification/", {"do": "go"}, headers={"HX-Request": "true"}
        ).content.decode()
        assert fragment.lstrip().startswith("<div") or 'id="walk"' in fragment
        assert "<html" not in fragment
        for _ in range(3):
            page = client.post("/administration/verification/", {"do": "go"}, follow=True).content.decode()
        assert f"完整：5 条链、{AuditEntry.objects.count()} 条记录" in page

    def test_spans_together_are_the_whole_whatever_their_size(self, road: Road) -> None:
        walked(road, *[Status.VERIFYING] * 5)
        for size in (1, 2, 3, 5, 6, 100):
            after, chains, entries = None, 0, 0
            while True:
                span = verify_span(after, at_most=size)
                chains, entries, after = chains + span.chains, entries + span.entries, span.last
                if after is None:
                    break
            assert (chains, entries) == (5, AuditEntry.objects.count())

    def test_a_changed_entry_is_named(self, road: Road) -> None:
        case = road.to(Status.SUBMITTED)
        with guards_lifted(connection):
            AuditEntry.objects.filter(chain=case.dossier.chain, sequence=3).update(actor_name="他人")
        client = signed_in(road.cast.audit_admin)
        page = client.post("/administration/verification/", {"do": "start"}, follow=True).content.decode()
        assert f"不完整：{case.dossier.number} 第 3 条" in page
        one = client.get("/administration/verification/", {"number": case.dossier.number}).content.decode()
        assert "不完整" in one

    def test_a_tail_cut_off_is_noticed_though_what_is_left_fits(self, road: Road) -> None:
        case = road.to(Status.SUBMITTED)
        other = road.to(Status.VERIFYING)
        with guards_lifted(connection):
            AuditEntry.objects.filter(chain=case.dossier.chain, sequence=case.dossier.head_sequence).delete()
            AuditEntry.objects.filter(chain=other.dossier.chain).delete()
        findings = {finding.label for finding in verify_span(None).findings}
        assert findings == {case.dossier.number, other.dossier.number}

    def test_an_unknown_number_is_said_to_be_unknown(self, cast: Cast) -> None:
        page = signed_in(cast.audit_admin).get("/administration/verification/?number=2026-0").content.decode()
        assert "没有编号为 2026-0 的审计链" in page

    def test_the_auditor_learns_nothing_of_what_the_dossiers_hold(self, road: Road) -> None:
        case = road.to(Status.SUBMITTED)
        client = signed_in(road.cast.audit_admin)
        for url in ("/administration/audit/", f"/administration/verification/?number={case.dossier.number}"):
            assert case.dossier.title not in client.get(url).content.decode()

    def test_the_record_can_be_taken_as_a_spreadsheet(self, cast: Cast) -> None:
        add(signed_in(cast.system_admin), cast)
        answer = signed_in(cast.audit_admin).get("/administration/audit/?export=1")
        assert b"".join(answer.streaming_content).startswith(b"PK")


def test_nothing_the_administrators_see_is_a_case(road: Road) -> None:
    walked(road, Status.SUBMITTED)
    title = Dossier.objects.get().title
    for name, urls in (
        ("system_admin", ["/administration/people/", "/administration/agencies/"]),
        ("security_admin", ["/administration/posts/"]),
        ("audit_admin", ["/administration/audit/"]),
    ):
        for url in ("/administration/", *urls):
            assert title not in signed_in(getattr(road.cast, name)).get(url).content.decode()
    assert not AuditEntry.objects.filter(chain=CHAIN).exists()
