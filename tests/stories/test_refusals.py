"""No and no again: declined, reconsidered, upheld; two officers at once; the next county; silence; no script; keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.deadlines.models import Clock
from linkage.deadlines.sweep import sweep
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.road import Road
from tests.stories import steps

pytestmark = pytest.mark.browser


def led_to(cast, status):
    """A transfer that the acts led to `status` two days ago, and its number."""
    road = Road(cast, now=timezone.now() - timedelta(days=1))
    transfer = road.to(status)
    return transfer.dossier.number


def test_a_decision_not_to_file_is_reconsidered_and_stands(sit, story_cast, work):
    number = led_to(story_cast, Status.ACCEPTED)
    chief, investigator, officer = (
        sit(story_cast.police_head),
        sit(story_cast.investigator),
        sit(story_cast.officer),
    )
    chief.act(number, "decline_to_file", reasons="现有证据不能认定有犯罪事实。")
    investigator.go(f"/transfers/{number}/serve_no_filing_notice/")
    investigator.look("no-filing-notice")
    assert "退回案卷" in investigator.act(number, "serve_no_filing_notice")
    officer.go(f"/transfers/{number}/apply_for_reconsideration/")
    officer.look("reconsideration")
    officer.act(
        number, "apply_for_reconsideration", reasons="监测报告足以证明超标。", grounds_evidence="监测报告｜超标", request="请求立案。",
    )  # fmt: skip
    assert "建议检察机关立案监督" in chief.act(number, "uphold", reasons="复议认为仍无犯罪事实。")
    work()
    officer.act(number, "conclude", disposition="依法给予行政处罚", disposition_number="并环杏罚〔2026〕9号")
    assert Transfer.objects.get(dossier__number=number).status == Status.CONCLUDED


def test_the_second_of_two_officers_reads_who_was_first_and_when(sit, story_cast):
    number = led_to(story_cast, Status.SUBMITTED)
    first, second = sit(story_cast.intake), sit(story_cast.investigator)
    for seat in (first, second):
        seat.go(f"/transfers/{number}/accept/")
        seat.fill("acceptance_number", "并公杏受案〔2026〕3号")
        seat.fill("material_check", "材料齐全")
    first.page.locator("form[data-guard] button.btn-primary").click()
    first.page.wait_for_url(f"**/transfers/{number}/")
    second.page.locator("form[data-guard] button.btn-primary").click()
    told = second.page.locator(".refusal").first.inner_text()
    assert story_cast.intake.name in told
    assert "已接受审查中" in told
    second.picture("overtaken")


def test_the_next_county_and_the_administrators_see_nothing(sit, story_cast):
    number = led_to(story_cast, Status.SUBMITTED)
    for user in (story_cast.next_officer, story_cast.system_admin, story_cast.audit_admin):
        seat = sit(user)
        assert seat.page.goto(f"{seat.base}/transfers/{number}/").status == 404
    seat.go("/administration/")
    seat.look("audit")


def test_silence_reaches_the_actor_then_the_superior_then_the_procurator(sit, story_cast):
    number = led_to(story_cast, Status.ACCEPTED)
    clock = Clock.objects.get(code="police_filing_decision_normal", dossier__number=number)
    for days in (0, 2, 4):
        while sweep(at=clock.overdue_after + timedelta(days=days, minutes=1)):
            pass
    for user in (story_cast.intake, story_cast.city_police_supervisor, story_cast.procurator):
        seat = sit(user)
        seat.go("/inbox/?weight=overdue")
        seat.page.get_by_text("立案/不予立案决定").first.wait_for()
    seat.look("silence")


def test_everything_works_without_script(sit, story_cast, tmp_path):
    officer = sit(story_cast.officer, java_script_enabled=False)
    number = steps.open_case(officer)
    steps.add_material(officer, number, 3, "现场检查笔录", tmp_path)
    officer.act(number, "assign_team", members=[story_cast.officer.name, story_cast.second_officer.name])
    for path in ("/", "/dossiers/", "/inbox/", f"/transfers/{number}/"):
        officer.go(path)
    assert Transfer.objects.get(dossier__number=number).status == Status.VERIFYING


def test_the_keyboard_alone_and_larger_letters(sit, story_cast):
    number = led_to(story_cast, Status.SUBMITTED)
    intake = sit(story_cast.intake)
    page = intake.page
    page.keyboard.press("/")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/?q=*")
    page.locator("a.ledger-link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/transfers/{number}/")
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    intake.look(phone=False)
    page.emulate_media(forced_colors="active")
    intake.look(phone=False)
    page.emulate_media(media="print", forced_colors="none")
    assert len(page.pdf(format="A4")) > 10_000
