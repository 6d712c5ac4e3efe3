"""One's own pages: messages, signing in and out, posts and password; the rules of time; and when something fails."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linkage.accounts import actions
from linkage.accounts.models import Appointment, User
from linkage.deadlines.sweep import sweep
from linkage.inbox.models import Message, Reading
from linkage.inbox.queries import unread_count
from linkage.law import Status as LawStatus
from linkage.law import rules
from linkage.transfers.status import Status
from linkage.web.screens import failing
from linkage.web.screens.law import force
from tests.cast import PASSWORD, SINCE, Cast
from tests.road import MONDAY, Road
from tests.web.screens import LATER, signed_in, walked


def messages_on(page: str) -> int:
    return page.count('<li class="line')


class TestInbox:
    def test_the_unread_come_first_and_each_leads_to_its_case(self, road: Road) -> None:
        case = road.to(Status.SUBMITTED)
        page = signed_in(road.cast.intake).get("/inbox/").content.decode()
        assert messages_on(page) == unread_count(road.cast.intake) == 1
        assert f"/transfers/{case.dossier.number}/" in page
        assert "告知" in page

    def test_reading_one_leaves_the_others_unread(self, road: Road) -> None:
        walked(road, Status.SUBMITTED, Status.SUBMITTED)
        client = signed_in(road.cast.intake)
        first = Message.objects.filter(agency=road.cast.intake.agency).first()
        client.post("/inbox/read/", {"message": first.pk})
        assert messages_on(client.get("/inbox/").content.decode()) == 1
        assert messages_on(client.get("/inbox/?show=all").content.decode()) == 2

    def test_all_can_be_read_at_once_by_one_person_for_themselves(self, road: Road) -> None:
        walked(road, Status.SUBMITTED, Status.SUBMITTED)
        client = signed_in(road.cast.intake)
        client.post("/inbox/read/", {"all": "1"})
        assert "没有未读的消息" in client.get("/inbox/").content.decode()
        assert unread_count(road.cast.investigator) == 2, "a colleague has read nothing yet"

    def test_reading_needs_a_post_request(self, road: Road) -> None:
        assert signed_in(road.cast.intake).get("/inbox/read/").status_code == 405

    def test_a_message_to_others_can_neither_be_seen_nor_marked(self, road: Road) -> None:
        walked(road, Status.SUBMITTED)
        client = signed_in(road.cast.next_intake)
        assert messages_on(client.get("/inbox/?show=all").content.decode()) == 0
        client.post("/inbox/read/", {"message": [*Message.objects.values_list("pk", flat=True), "x"]})
        assert not Reading.objects.exists()

    def test_near_and_overdue_are_words_with_shapes(self, road: Road) -> None:
        road.to(Status.APPROVED)
        for hours in (30, 60):
            sweep(at=road.now + timedelta(hours=hours))
        page = signed_in(road.cast.officer).get("/inbox/").content.decode()
        assert "超期" in page
        assert "#shape-overdue" in page
        only = signed_in(road.cast.officer).get("/inbox/?weight=overdue").content.decode()
        assert 0 < messages_on(only) < messages_on(page)


class TestSigningIn:
    def test_the_first_time_leads_to_ones_own_page_and_the_second_to_the_bench(self, cast: Cast) -> None:
        said = {"username": cast.officer.username, "password": PASSWORD}
        first = Client().post("/login/", said, follow=True)
        assert first.redirect_chain == [("/password/", 302)]
        assert "第一次登录" in first.content.decode()
        assert Client().post("/login/", said, follow=True).redirect_chain == [("/", 302)]

    def test_one_is_brought_back_to_where_one_wanted_to_go(self, cast: Cast) -> None:
        User.objects.update(last_login=timezone.now())
        answer = Client().post(
            "/login/?next=/ledger/", {"username": "officer", "password": PASSWORD, "next": "/ledger/"}
        )
        assert answer["Location"] == "/ledger/"

    def test_nowhere_outside(self, cast: Cast) -> None:
        User.objects.update(last_login=timezone.now())
        answer = Client().post(
            "/login/", {"username": "officer", "password": PASSWORD, "next": "//evil.example/"}
        )
        assert answer["Location"] == "/"

    def test_a_wrong_password_says_what_to_do_and_not_which_half_was_wrong(self, cast: Cast) -> None:
        page = Client().post("/login/", {"username": "officer", "password": "wrong"}).content.decode()
        other = Client().post("/login/", {"username": "nobody", "password": "wrong"}).content.decode()
        assert "登录名或者密码不对" in page
        assert "登录名或者密码不对" in other

    def test_five_wrong_ones_lock_even_for_the_right_password(self, cast: Cast) -> None:
        client = Client()
        for _ in range(5):
            client.post("/login/", {"username": "officer", "password": "wrong"})
        answer = client.post("/login/", {"username": "officer", "password": PASSWORD})
        assert "暂时不能登录" in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_who_is_out_of_service_does_not_come_in(self, cast: Cast) -> None:
        actions.set_active(by=cast.system_admin, at=timezone.now(), user=cast.officer, active=False)
        client = Client()
        client.post("/login/", {"username": "officer", "password": PASSWORD})
        assert "_auth_user_id" not in client.session

    def test_who_is_put_out_of_service_is_out_at_once(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        assert client.get("/").status_code == 200
        actions.set_active(by=cast.system_admin, at=timezone.now(), user=cast.officer, active=False)
        assert client.get("/").status_code == 302

    def test_signing_out_is_a_post(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        assert client.get("/logout/").status_code == 405
        assert client.post("/logout/")["Location"] == "/login/"
        assert client.get("/").status_code == 302

    @pytest.mark.parametrize(
        "name",
        [
            "workbench",
            "dossiers",
            "ledger",
            "inbox",
            "law",
            "administration",
            "password",
            "people",
            "posts",
            "audit",
        ],
    )
    def test_a_stranger_is_asked_to_sign_in(self, db, name: str) -> None:
        url = reverse(f"web:{name}")
        assert Client().get(url)["Location"] == f"/login/?next={url}"


class TestOneTimePassword:
    """It signs nobody in: it opens only the page on which one's own password is chosen."""

    CHOSEN = "brand-new-secret-9"

    def shown(self, cast: Cast, user: User, client: Client) -> str:
        password = actions.reset_password(by=cast.system_admin, at=timezone.now(), user=user)
        answer = client.post("/login/", {"username": user.username, "password": password})
        assert answer["Location"] == "/login/"
        return password

    def choose(self, client: Client, first: str, second: str) -> Any:
        return client.post("/login/", {"new_password1": first, "new_password2": second}, follow=True)

    def test_nothing_is_open_before_one_has_chosen(self, cast: Cast) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        assert "设定自己的密码" in client.get("/login/").content.decode()
        for url in ("/", "/inbox/", "/password/", "/dossiers/"):
            assert client.get(url)["Location"] == f"/login/?next={url}"

    def test_whoever_has_chosen_is_in_and_comes_in_with_it_from_now_on(self, cast: Cast) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        answer = self.choose(client, self.CHOSEN, self.CHOSEN)
        assert answer.redirect_chain == [("/password/", 302)]
        assert "第一次登录" in answer.content.decode()
        again = Client().post("/login/", {"username": "officer", "password": self.CHOSEN}, follow=True)
        assert again.redirect_chain == [("/", 302)]

    def test_the_one_time_password_cannot_be_kept(self, cast: Cast) -> None:
        client = Client()
        password = self.shown(cast, cast.officer, client)
        answer = self.choose(client, password, password)
        assert answer.status_code == 422
        assert "不能与现在的密码相同" in answer.content.decode()
        assert client.get("/")["Location"].startswith("/login/")

    @pytest.mark.parametrize(
        ("first", "second", "words"),
        [(CHOSEN, "something-else-9", "两次填写"), ("short", "short", "10 个字符"), ("", "", "请填写新密码")],
    )
    def test_a_refused_choice_says_why_and_lets_nobody_in(
        self, cast: Cast, first: str, second: str, words: str
    ) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        answer = self.choose(client, first, second)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_a_password_replaced_meanwhile_opens_nothing_any_more(self, cast: Cast) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        actions.reset_password(by=cast.system_admin, at=timezone.now(), user=cast.officer)
        self.choose(client, self.CHOSEN, self.CHOSEN)
        assert not User.objects.get(pk=cast.officer.pk).check_password(self.CHOSEN)
        assert "_auth_user_id" not in client.session

    def test_who_is_put_out_of_service_meanwhile_does_not_choose(self, cast: Cast) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        actions.set_active(by=cast.system_admin, at=timezone.now(), user=cast.officer, active=False)
        self.choose(client, self.CHOSEN, self.CHOSEN)
        assert not User.objects.get(pk=cast.officer.pk).check_password(self.CHOSEN)

    def test_after_a_quarter_of_an_hour_it_has_to_be_shown_again(self, cast: Cast) -> None:
        client = Client()
        with time_machine.travel(timezone.now() - timedelta(minutes=16), tick=False):
            self.shown(cast, cast.officer, client)
        assert "设定自己的密码" not in client.get("/login/").content.decode()

    def test_another_person_can_sign_in_at_the_same_browser(self, cast: Cast) -> None:
        client = Client()
        self.shown(cast, cast.officer, client)
        assert "设定自己的密码" not in client.get("/login/?again").content.decode()
        client.post("/login/", {"username": "head", "password": PASSWORD})
        assert client.session["_auth_user_id"] == str(cast.head.pk)

    def test_a_person_just_added_begins_with_one(self, cast: Cast) -> None:
        user, password = actions.add_person(
            by=cast.system_admin, at=timezone.now(), username="newcomer", name="新演人",
            agency=cast.officer.agency, credential_number="证9", phone="1",
        )  # fmt: skip
        client = Client()
        client.post("/login/", {"username": user.username, "password": password})
        assert "设定自己的密码" in client.get("/login/").content.decode()


class TestOwnPage:
    def test_it_names_my_posts_and_those_i_stand_in_for(self, cast: Cast) -> None:
        Appointment.objects.get(user=cast.head).delegations.create(
            deputy=cast.officer, since=SINCE, until=SINCE.replace(year=2099), reason="培训"
        )
        page = signed_in(cast.officer).get("/password/").content.decode()
        assert "执法员" in page
        assert "代理生态环境部门负责人" in page
        assert "赵演衡" in page
        assert "培训" in page

    def test_a_new_password_keeps_this_browser_and_ends_the_others(self, cast: Cast) -> None:
        here, there = signed_in(cast.officer), signed_in(cast.officer)
        said = {
            "old_password": PASSWORD,
            "new_password1": "brand-new-secret-9",
            "new_password2": "brand-new-secret-9",
        }
        assert "密码已更改" in here.post("/password/", said, follow=True).content.decode()
        assert here.get("/").status_code == 200
        assert there.get("/").status_code == 302

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"old_password": "wrong"}, "原密码不对"),
            ({"new_password2": "something-else-9"}, "两次填写的新密码不一样"),
            ({"new_password1": "short", "new_password2": "short"}, "10 个字符"),
            ({"new_password1": "1234567890", "new_password2": "1234567890"}, "常见"),
            ({"old_password": ""}, "请填写原密码"),
            ({"new_password1": PASSWORD, "new_password2": PASSWORD}, "不能与现在的密码相同"),
        ],
    )
    def test_a_refused_password_says_why_in_chinese(self, cast: Cast, changes: dict, words: str) -> None:
        said = {
            "old_password": PASSWORD,
            "new_password1": "brand-new-secret-9",
            "new_password2": "brand-new-secret-9",
        }
        answer = signed_in(cast.officer).post("/password/", said | changes)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert User.objects.get(pk=cast.officer.pk).check_password(PASSWORD)


class TestLaw:
    def test_every_rule_is_listed_under_its_instrument_and_has_a_page(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        page = client.get("/law/").content.decode()
        for limit in rules():
            url = reverse("web:law_rule", args=[limit.code])
            assert f'href="{url}' in page
            assert client.get(url, {"on": limit.in_force_from}).status_code == 200, limit.code

    def test_only_what_was_verified_and_has_a_number_is_called_statutory(self, cast: Cast) -> None:
        words = {limit.code: force(limit) for limit in rules()}
        for limit in rules():
            assert (words[limit.code] == "法定") is (
                limit.status == LawStatus.VERIFIED and limit.length is not None
            )
            if limit.status == LawStatus.MEMORY:
                assert "未核实" in words[limit.code]

    def test_a_rule_from_memory_is_called_statutory_nowhere_on_its_page(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        for limit in (limit for limit in rules() if limit.status == LawStatus.MEMORY):
            page = client.get(
                reverse("web:law_rule", args=[limit.code]), {"start": "2026-09-29T10:00"}
            ).content.decode()
            assert "force-法定" not in page
            assert "未核实" in page

    def test_searching(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        found = client.get("/law/?q=复议").content.decode()
        assert "reconsider_decide" in found
        assert "police_receipt" not in found
        assert "没有含有“不存在的”的规则" in client.get("/law/?q=不存在的").content.decode()

    def test_the_calculator_says_the_day_and_why(self, cast: Cast) -> None:
        url = reverse("web:law_rule", args=["police_filing_decision_normal"])
        page = signed_in(cast.officer).get(url, {"start": "2026-09-29T10:00"}).content.decode()
        assert "届满：10月8日（周四）24:00前" in page
        assert "怎样数" in page
        assert "wall-due" in page

    @pytest.mark.parametrize(
        "start", ["", "morgen", "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00"]
    )
    def test_a_moment_that_cannot_be_counted_is_explained(self, cast: Cast, start: str) -> None:
        url = reverse("web:law_rule", args=["police_filing_decision_normal"])
        answer = signed_in(cast.officer).get(url, {"start": start})
        assert answer.status_code == 422
        assert "请" in re.sub(r"<[^>]+>", "", answer.content.decode().split("算一算")[1])

    @pytest.mark.parametrize("limit", rules(), ids=lambda limit: f"{limit.code}-{limit.in_force_from}")
    def test_each_rule_can_be_counted(self, cast: Cast, limit) -> None:
        url = reverse("web:law_rule", args=[limit.code])
        answer = signed_in(cast.officer).get(
            url, {"on": limit.in_force_from, "start": f"{limit.in_force_from}T10:00"}
        )
        assert answer.status_code == 200

    def test_an_unknown_rule_is_not_found(self, cast: Cast) -> None:
        client = signed_in(cast.officer)
        assert client.get("/law/no_such_rule/").status_code == 404
        assert client.get("/law/police_receipt/?on=heute").status_code == 404


class TestFailing:
    def test_the_page_and_the_log_bear_the_same_number(self, cast: Cast, monkeypatch, caplog) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("a secret detail")

        monkeypatch.setattr("linkage.web.screens.workbench.numbers_for", broken)
        client = signed_in(cast.officer)
        client.raise_request_exception = False
        with caplog.at_level(logging.ERROR, logger="linkage.incidents"):
            answer = client.get("/")
        page = answer.content.decode()
        assert answer.status_code == 500
        number = re.search(r"incident ([0-9A-F]{8})", caplog.text)
        assert number
        assert number.group(1) in page
        assert "a secret detail" in caplog.text
        assert "a secret detail" not in page

    def test_what_is_not_there_says_so_in_words(self, cast: Cast) -> None:
        answer = signed_in(cast.officer).get("/nowhere/")
        assert answer.status_code == 404
        assert "没有找到" in answer.content.decode()

    def test_the_sign_of_life_asks_the_database_and_nobody_to_sign_in(self, db, monkeypatch) -> None:
        assert Client().get("/healthz").content == b"ok"

        class Down:
            def cursor(self) -> None:
                raise OSError("no database")

        monkeypatch.setattr(failing, "connection", Down())
        client = Client(raise_request_exception=False)
        assert client.get("/healthz").status_code == 500


@pytest.mark.parametrize("name", list(Cast.__annotations__))
def test_no_page_of_the_menu_fails_anyone(road: Road, name: str) -> None:
    walked(road, Status.APPROVED, Status.DECLINED_NOTIFIED, Status.IN_REVIEW)
    client = signed_in(getattr(road.cast, name))
    with time_machine.travel(LATER, tick=False):
        page = client.get("/", follow=True).content.decode()
        menu = re.findall(r'class="sidemenu-link" href="([^"]+)"', page)
        assert len(menu) >= 2
        for url in (*menu, "/password/"):
            assert client.get(url, follow=True).status_code == 200, url
    assert LATER > MONDAY
