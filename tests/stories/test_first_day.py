"""Somebody's first day: added, given a post, and in with a password that nobody else knows."""

import pytest
from django.utils import timezone

from linkage.accounts.models import User

pytestmark = pytest.mark.browser
CHOSEN = "brand-new-secret-9"


def test_a_newcomer_chooses_a_password_before_seeing_anything_and_then_finds_their_post(sit, story_cast):
    system, security = sit(story_cast.system_admin), sit(story_cast.security_admin)
    system.go("/administration/people/")
    for name, value in {
        "username": "xhl-new",
        "name": "新演人",
        "agency": story_cast.officer.agency.name,
        "credential_number": "演执99",
        "phone": "0000-9",
    }.items():
        system.fill(name, value)
    system.press(system.page.locator("#new button.btn-primary"))
    one_time = system.page.locator("code.secret").inner_text()
    security.go("/administration/posts/")
    security.page.fill("#appoint_username", "xhl-new")
    security.page.select_option("#appoint_role", label="执法员", force=True)
    security.page.fill("#appoint_since", timezone.localdate().isoformat())
    security.page.locator("button[value=appoint]").click()
    security.page.get_by_text("新演人").first.wait_for()

    newcomer = sit(User.objects.get(username="xhl-new"), password=one_time, comes_in=False)
    newcomer.page.get_by_role("heading", name="设定自己的密码").wait_for()
    newcomer.look("choose-password")
    newcomer.page.goto(f"{newcomer.base}/dossiers/")
    assert "/login/" in newcomer.page.url, "nothing opens with a one-time password"
    _choose(newcomer, one_time)
    newcomer.page.get_by_text("不能与现在的密码相同").first.wait_for()
    newcomer.look()
    _choose(newcomer, CHOSEN)
    newcomer.page.wait_for_url("**/password/")
    said = newcomer.page.locator("body").inner_text()
    assert "第一次登录" in said
    assert "执法员" in said
    newcomer.look("password")
    sit(User.objects.get(username="xhl-new"), password=CHOSEN).look()


def _choose(seat, password):
    for name in ("new_password1", "new_password2"):
        seat.page.fill(f"#id_{name}", password)
    seat.page.locator("form.gate-form button[type=submit]").click()
