"""Two officers, one after the other and in the same instant; the next county; silence; no script; keyboard."""

from datetime import timedelta
from threading import Barrier

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.deadlines.models import Clock
from linkage.deadlines.sweep import sweep
from linkage.documents.models import Document
from linkage.law.wording import SHANGHAI
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from linkage.web.middleware import SignedInOnly
from tests.stories import steps

pytestmark = pytest.mark.browser


def test_the_second_of_two_officers_reads_who_was_first_and_when(sit, story_cast):
    number = steps.led_to(story_cast, Status.SUBMITTED)
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


def test_of_two_who_press_in_the_same_instant_one_wins_and_the_other_reads_who_and_when(
    sit, story_cast, monkeypatch
):
    number = steps.led_to(story_cast, Status.SUBMITTED)
    seats = [sit(story_cast.intake), sit(story_cast.investigator)]
    for place, seat in enumerate(seats):
        seat.go(f"/transfers/{number}/accept/")
        seat.fill("acceptance_number", f"并公杏受案〔2026〕{place + 3}号")
        seat.fill("material_check", "材料齐全")
    _let_in_together(monkeypatch, f"/transfers/{number}/accept/")
    for seat in seats:
        seat.page.evaluate(
            "setTimeout(() => document.querySelector('form[data-guard] button.btn-primary').click(), 300)"
        )
    for seat in seats:
        seat.page.locator("#notices .notice, .refusal").first.wait_for()
    told = [seat.page.locator(".refusal").all_inner_texts() for seat in seats]
    assert sorted(map(bool, told)) == [False, True], told
    (winner,) = [seat for seat, words in zip(seats, told, strict=True) if not words]
    transfer = Transfer.objects.get(dossier__number=number)
    assert (transfer.status, transfer.accepted_by) == (Status.ACCEPTED, winner.user)
    words = "".join(told[0] or told[1])
    assert winner.user.name in words
    assert f"{transfer.accepted_at.astimezone(SHANGHAI):%H:%M}" in words
    assert Document.objects.filter(kind="acceptance_receipt", dossier=transfer.dossier).count() == 1
    assert verify_chain(entries_of(transfer.dossier.chain)) is None


def _let_in_together(monkeypatch, path):
    """Both acts are inside the server before either goes on; a preview that the page asks for by itself just passes."""
    both, door = Barrier(2), SignedInOnly.__call__

    def waiting(self, request):
        if request.method == "POST" and request.path == path and "HX-Request" not in request.headers:
            both.wait(20)
        return door(self, request)

    monkeypatch.setattr(SignedInOnly, "__call__", waiting)


def test_the_next_county_and_the_administrators_see_nothing(sit, story_cast):
    number = steps.led_to(story_cast, Status.SUBMITTED)
    for user in (story_cast.next_officer, story_cast.system_admin, story_cast.audit_admin):
        seat = sit(user)
        assert seat.page.goto(f"{seat.base}/transfers/{number}/").status == 404
    seat.go("/administration/")
    seat.look("audit")


def test_silence_reaches_the_actor_then_the_superior_then_the_procurator(sit, story_cast):
    number = steps.led_to(story_cast, Status.ACCEPTED)
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
    number = steps.led_to(story_cast, Status.SUBMITTED)
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
