"""举报人: sealed on every path. Only a named reader opens one, with a reason that stands on the chain; a name never does."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from pypdf import PdfReader

from linkage.accounts.models import Appointment, User
from linkage.audit.models import AuditEntry
from linkage.cases.exporting import export_dossier
from linkage.clues import actions
from linkage.clues.actions import InformantFacts
from linkage.clues.models import Clue, Informant, InformantReader
from linkage.clues.queries import clue_with_informants, informant_visible_to
from linkage.clues.status import Status as S
from linkage.documents.making import make_pending
from linkage.documents.models import Document
from linkage.dossiers.recording import actor_of
from linkage.law.refusal import Refused
from tests.api.door import Door, token_for
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.clues.road import INFORMANT, ClueRoad
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
SEALED = (INFORMANT.name, INFORMANT.contact)
REASON = "回访核实倾倒时间"


@pytest.fixture(autouse=True)
def _afternoon(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.STORAGE_URL, settings.DATA = "", tmp_path
    with time_machine.travel(MONDAY + timedelta(hours=6), tick=False):
        yield


@pytest.fixture
def notified(clue_road: ClueRoad) -> Clue:
    """A clue with an informant, of which the police know."""
    return clue_road.to(S.ANSWERED, informants=[INFORMANT])


def sealed_in(content: str | bytes) -> bool:
    text = content if isinstance(content, str) else content.decode("utf-8", errors="replace")
    return not any(word in text for word in SEALED)


def unpacked(content: bytes) -> str:
    """All text of a package: files within files, and the pages of PDFs as a reader would copy them."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(name + readable(name, package.read(name)) for name in package.namelist())


def readable(name: str, content: bytes) -> str:
    if name.endswith((".docx", ".xlsx", ".zip")):
        return unpacked(content)
    if name.endswith(".pdf"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", errors="replace")


def refused_codes(act: Any, **facts: Any) -> set[str]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        act(**facts)
    return {reason.code for reason in refused.value.reasons}


def test_no_other_row_of_the_whole_database_holds_the_name(cast: Cast, notified: Clue) -> None:
    """After registration, verification, notification, a look and an added informant: one table, and no other."""
    informant = notified.informants.get()
    actions.reveal_informant(informant=informant, reason=REASON, by=cast.officer, at=MONDAY)
    found = {
        model.__name__
        for model in apps.get_models()
        for row in model._default_manager.values()
        if not sealed_in(repr(row))
    }
    assert found == {"Informant"}


PAGES = ("", "?part=all", "?part=clue", "?part=parties", "?part=papers")


@pytest.mark.parametrize("name", tuple(Cast.__dataclass_fields__))
def test_no_page_list_search_or_export_shows_it_to_anybody(name: str, cast: Cast, notified: Clue) -> None:
    client, number = browser(getattr(cast, name)), notified.dossier.number
    addresses = [f"/transfers/{number}/{part}" for part in PAGES]
    addresses += ["/", "/dossiers/", "/inbox/", "/ledger/papers/", f"/clues/{number}/informants/"]
    for address in addresses:
        assert sealed_in(client.get(address).content), (name, address)
    for word in SEALED:
        answer = client.get("/dossiers/", {"q": word})
        assert number not in text_of(answer), (name, word)


def test_what_may_be_found_and_exported_is_and_the_informant_is_not(cast: Cast, notified: Clue) -> None:
    """The same search and export as above find the unit, so that finding nothing there says something."""
    client = browser(cast.officer)
    assert notified.dossier.number in text_of(client.get("/dossiers/", {"q": "某酸洗"}))
    table = client.get("/dossiers/", {"export": "1"})
    content = unpacked(b"".join(table.streaming_content))
    assert notified.dossier.number in content and sealed_in(content)


@pytest.mark.parametrize("name", tuple(Cast.__dataclass_fields__))
def test_the_interface_shows_it_to_nobody(name: str, cast: Cast, notified: Clue) -> None:
    api, number = Door(token_for(getattr(cast, name))), notified.dossier.number
    seen = name in {"officer", "second_officer", "head", "intake", "investigator", "police_head"}
    paths = (
        "/dossiers", f"/matters/of/{number}", f"/matters/clue/{notified.pk}", f"/dossiers/{number}/chain",
        f"/dossiers/{number}/evidence", f"/matters/clue/{notified.pk}/informants",
    )  # fmt: skip
    answers = {path: api.get(path) for path in paths}
    assert all(sealed_in(answer.content) for answer in answers.values())
    if seen:
        assert answers[f"/matters/clue/{notified.pk}"].json()["name"] == "12369举报线索"
    assert answers[paths[-1]].status_code == 404


def test_neither_the_exported_file_nor_a_typeset_paper_holds_it(
    cast: Cast, notified: Clue, tmp_path: Any
) -> None:
    papers = Document.objects.filter(dossier=notified.dossier)
    assert make_pending(at=MONDAY) == papers.count() > 0
    target = export_dossier(
        notified.dossier, to=tmp_path / "whole.zip", actor=actor_of(cast.officer), at=MONDAY
    )
    content = unpacked(target.read_bytes())
    readings = content.count("某酸洗有限公司")
    assert readings >= 3 * papers.count(), "what may be read is there: as data, as DOCX, as PDF"
    assert sealed_in(content)


def test_the_chain_says_who_looked_when_and_why_and_not_at_whom(cast: Cast, notified: Clue) -> None:
    before = (notified.dossier.last_act, notified.dossier.last_act_at)
    opened = actions.reveal_informant(
        informant=notified.informants.get(), reason=f" {REASON} ", by=cast.officer, at=MONDAY
    )
    assert (opened.name, opened.contact, opened.channel) == (*SEALED, "来电")
    entry = AuditEntry.objects.order_by("-pk").first()
    assert (entry.act, entry.actor_id) == ("reveal_informant", cast.officer.pk)
    assert f"查看第1名举报人的信息，事由：{REASON}" in entry.body
    assert sealed_in(entry.body)
    notified.dossier.refresh_from_db()
    assert (notified.dossier.last_act, notified.dossier.last_act_at) == before, (
        "a look is no step of the case"
    )


OTHERS = tuple(name for name in Cast.__dataclass_fields__ if name != "officer")


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_but_a_named_reader_opens_one(name: str, cast: Cast, notified: Clue) -> None:
    """Not the head, not a colleague, not the police who were notified, not a superior, until a head names them."""
    person, informant = getattr(cast, name), notified.informants.get()
    assert informant_visible_to(person, notified.dossier.number, 1) is None
    assert browser(person).get(f"/clues/{notified.dossier.number}/informants/1/").status_code == 404
    entries = AuditEntry.objects.count()
    codes = refused_codes(actions.reveal_informant, informant=informant, reason=REASON, by=person, at=MONDAY)
    assert codes == {"informant_not_yours"}
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_missing"), ("看看", "reason_missing"), (f"电话联系{INFORMANT.name}", "informant_named")],
)
def test_a_look_without_a_reason_or_with_a_name_in_it_is_refused(
    reason: str, code: str, cast: Cast, notified: Clue
) -> None:
    informant = notified.informants.get()
    codes = refused_codes(
        actions.reveal_informant, informant=informant, reason=reason, by=cast.officer, at=MONDAY
    )
    assert codes == {code}
    assert not AuditEntry.objects.filter(act="reveal_informant").exists()


def test_who_leaves_the_agency_or_the_post_is_a_reader_no_more(cast: Cast, notified: Clue) -> None:
    assert informant_visible_to(cast.officer, notified.dossier.number, 1) is not None
    Appointment.objects.filter(user=cast.officer).update(until=(MONDAY - timedelta(days=1)).date())
    again = User.objects.get(pk=cast.officer.pk)
    assert informant_visible_to(again, notified.dossier.number, 1) is None


def test_a_head_names_colleagues_and_the_chain_says_so(cast: Cast, notified: Clue) -> None:
    actions.name_informant_readers(clue=notified, people=[cast.second_officer], by=cast.head, at=MONDAY)
    assert informant_visible_to(cast.second_officer, notified.dossier.number, 1) is not None
    assert informant_visible_to(cast.head, notified.dossier.number, 1) is None, (
        "who names others has not named themselves"
    )
    assert "指定李演芳为举报信息知悉人。" in AuditEntry.objects.order_by("-pk").first().body
    actions.name_informant_readers(
        clue=notified, people=[cast.second_officer, cast.head], by=cast.head, at=MONDAY
    )
    assert InformantReader.objects.count() == 3


def test_only_a_head_names_and_only_those_who_work_there(cast: Cast, notified: Clue) -> None:
    name = actions.name_informant_readers
    for who in (cast.officer, cast.police_head, cast.city_supervisor):
        assert refused_codes(name, clue=notified, people=[cast.second_officer], by=who, at=MONDAY) == {
            "informant_not_yours"
        }
    for stranger in (cast.intake, cast.next_officer, cast.procurator):
        codes = refused_codes(name, clue=notified, people=[stranger], by=cast.head, at=MONDAY)
        assert codes == {"not_a_colleague"}
    assert refused_codes(name, clue=notified, people=[], by=cast.head, at=MONDAY) == {"fact_missing"}
    assert InformantReader.objects.count() == 1


def test_who_adds_an_informant_does_not_thereby_read_the_others(cast: Cast, notified: Clue) -> None:
    added = actions.add_informant(
        clue=notified, informant=InformantFacts("吴演闻", "13800002222"), by=cast.second_officer, at=MONDAY
    )
    assert added.place == 2
    assert informant_visible_to(cast.second_officer, notified.dossier.number, 1) is None
    entry = AuditEntry.objects.order_by("-pk").first()
    assert "登记第2名举报人，信息已封存。" in entry.body and "吴演闻" not in entry.body
    assert refused_codes(
        actions.add_informant, clue=notified, informant=InformantFacts("某"), by=cast.intake, at=MONDAY
    ) == {"informant_not_yours"}
    assert refused_codes(
        actions.add_informant, clue=notified, informant=InformantFacts("  "), by=cast.officer, at=MONDAY
    ) == {"fact_missing"}
    assert Informant.objects.count() == 2


def test_the_page_of_informants_is_there_for_the_agency_that_took_it_in_only(
    cast: Cast, notified: Clue
) -> None:
    number = notified.dossier.number
    seen = {
        name
        for name in Cast.__dataclass_fields__
        if browser(getattr(cast, name)).get(f"/clues/{number}/informants/").status_code == 200
    }
    assert seen == {"officer", "second_officer", "head"}
    assert {n for n in seen if clue_with_informants(getattr(cast, n), number)} == seen


def test_looking_through_the_page_shows_it_once_and_no_browser_keeps_it(cast: Cast, notified: Clue) -> None:
    address = f"/clues/{notified.dossier.number}/informants/1/"
    client = browser(cast.officer, enforce_csrf_checks=True)
    before = client.get(address)
    assert sealed_in(before.content) and before["Cache-Control"] == "no-store"
    token = form_on(before, "reason")["csrfmiddlewaretoken"]
    empty = client.post(address, {"reason": "", "csrfmiddlewaretoken": token})
    assert empty.status_code == 422 and "请填写。" in text_of(empty)
    short = client.post(address, {"reason": "看看", "csrfmiddlewaretoken": token})
    assert short.status_code == 422 and "至少4个字" in text_of(short) and sealed_in(short.content)
    opened = client.post(address, {"reason": REASON, "csrfmiddlewaretoken": token})
    assert opened.status_code == 200 and all(word in text_of(opened) for word in SEALED)
    assert opened["Cache-Control"] == "no-store"
    assert sealed_in(client.get(address).content)
    assert AuditEntry.objects.filter(act="reveal_informant").count() == 1


def test_the_page_adds_and_names_and_says_what_is_wrong(cast: Cast, notified: Clue) -> None:
    address = f"/clues/{notified.dossier.number}/informants/"
    head, officer = browser(cast.head), browser(cast.officer)
    assert "指定知悉人" in text_of(head.get(address))
    assert "指定知悉人" not in text_of(officer.get(address))
    wrong = officer.post(address, {"name": "", "contact": "13800002222"})
    assert wrong.status_code == 422 and "请填写" in text_of(wrong)
    assert officer.post(address, {"name": "匿名", "channel": "来信"}).status_code == 302
    assert Informant.objects.count() == 2
    nobody = head.post(f"{address}readers/", {})
    assert nobody.status_code == 422 and "请选择。" in text_of(nobody)
    assert head.post(f"{address}readers/", {"people": [cast.second_officer.pk]}).status_code == 302
    assert "李演芳" in text_of(officer.get(address))
    foreign = head.post(f"{address}readers/", {"people": [cast.intake.pk]})
    assert foreign.status_code == 422
    denied = officer.post(f"{address}readers/", {"people": [cast.officer.pk]})
    assert denied.status_code == 422 and "由受理机关负责人指定" in text_of(denied)
    assert browser(cast.intake).post(address, {"name": "某"}).status_code == 404
