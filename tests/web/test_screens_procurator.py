"""检察官席位: numbers that lead to rows, an agency that enters nothing stands out, and nobody sees more than they may."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine

from linkage.transfers.status import Status as T
from tests.browsing import browser, text_of
from tests.cast import Cast
from tests.road import Road

PAGES = ("", "refused/", "downgraded/", "late/", "penalties/")


@pytest.fixture(autouse=True)
def present(road: Road) -> Iterator[Any]:
    """The browsers' present is the road's, from which a test may move it on."""
    with time_machine.travel(road.tick(), tick=False) as moved:
        yield moved


def page(cast_member: Any, path: str = "", **query: str) -> str:
    """One page of the seat as this person gets it."""
    answer = browser(cast_member).get(f"/procurator/{path}", query)
    assert answer.status_code == 200
    return text_of(answer)


@pytest.mark.parametrize("path", PAGES)
def test_it_is_the_procurators_seat_and_nobody_elses(path: str, cast: Cast) -> None:
    theirs = {cast.procurator, cast.next_procurator, cast.city_procurator}
    for person in cast.everyone:
        wanted = 200 if person in theirs else 404
        assert browser(person).get(f"/procurator/{path}").status_code == wanted, person.name


def test_the_menu_leads_there_for_procurators_alone(cast: Cast) -> None:
    assert 'href="/procurator/"' in text_of(browser(cast.procurator).get("/"))
    assert 'href="/procurator/"' not in text_of(browser(cast.officer).get("/"))


def row_of(text: str, name: str) -> str:
    """The row of this agency on the page."""
    body = text[text.index("<tbody") :]
    [row] = [part for part in body.split("<tr")[1:] if f"{name}<" in part]
    return row


def test_each_bureau_and_police_of_the_region_has_its_row_even_with_nothing_entered(
    road: Road, cast: Cast
) -> None:
    road.open()
    text = page(cast.city_procurator)
    for name in ("太原市生态环境局杏花岭分局", "太原市生态环境局小店分局", "太原市公安局小店分局"):
        assert name in text
    assert "山西省生态环境厅" not in text
    silent, active = row_of(text, "太原市生态环境局小店分局"), row_of(text, "太原市生态环境局杏花岭分局")
    assert "近3个月没有案件" in silent and "从来没有" in silent
    assert "近3个月没有案件" not in active and "有案件" in active


def test_the_number_counts_also_what_this_procurator_may_not_read(road: Road, cast: Cast) -> None:
    transfer = road.open()
    text = page(cast.procurator)
    assert ">1<" in row_of(text, "太原市生态环境局杏花岭分局").replace("\n", "")
    assert transfer.dossier.number not in text and transfer.dossier.title not in text


def test_three_months_without_a_case_make_a_red_row(road: Road, cast: Cast, present: Any) -> None:
    road.open()
    present.move_to(road.now + timedelta(days=80))
    assert "近3个月没有案件" not in row_of(page(cast.procurator), "太原市生态环境局杏花岭分局")
    present.move_to(road.now + timedelta(days=100))
    assert "近3个月没有案件" in row_of(page(cast.procurator), "太原市生态环境局杏花岭分局")


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (T.NOT_APPROVED, "not_approved", "不批准移送"),
        (T.RETURNED, "returned", "退回"),
        (T.DECLINED_NOTIFIED, "declined", "不予立案"),
        (T.WITHDRAWN_NOTIFIED, "withdrawn", "撤案"),
    ],
)
def test_every_no_is_listed_with_its_kind_for_those_who_may_see_it(
    status: T, kind: str, words: str, road: Road, cast: Cast
) -> None:
    number = road.to(status).dossier.number
    text = page(cast.procurator, "refused/", kind=kind)
    assert number in text and words in text
    others = {"not_approved", "returned", "declined", "withdrawn"} - {kind}
    assert all(number not in page(cast.procurator, "refused/", kind=other) for other in others)
    assert number not in page(cast.next_procurator, "refused/")
    assert number in page(cast.city_procurator, "refused/")


def test_what_was_filed_for_another_charge_or_handled_by_the_bureau_is_a_downgrade(
    road: Road, cast: Cast
) -> None:
    same, other = road.to(T.FILED), road.to(T.ACCEPTED)
    road.do("file_case", other, charge="非法经营罪")
    text = page(cast.procurator, "downgraded/")
    assert other.dossier.number in text and "非法经营罪" in text and "改变罪名" in text
    assert same.dossier.number not in text
    ended = road.to(T.DECLINED_NOTIFIED)
    road.do("conclude", ended)
    assert ended.dossier.number in page(cast.procurator, "downgraded/", kind="concluded")
    assert ended.dossier.number not in page(cast.procurator, "downgraded/", kind="charge")


@pytest.mark.parametrize(("after", "listed"), [(timedelta(days=7), False), (timedelta(days=20), True)])
def test_what_was_entered_more_than_seven_days_later_is_listed(
    after: timedelta, listed: bool, road: Road, cast: Cast
) -> None:
    transfer = road.to(T.SUBMITTED)
    done = road.tick()
    road.do("accept", transfer, at=done + after, occurred_at=done)
    text = page(cast.procurator, "late/")
    assert (f"{transfer.dossier.number}<" in text and "接受案件并出具回执" in text) is listed
    assert transfer.dossier.number not in page(cast.next_procurator, "late/")


def test_the_numbers_lead_to_their_rows(road: Road, cast: Cast, present: Any) -> None:
    road.to(T.ACCEPTED)
    road.to(T.NOT_APPROVED)
    present.move_to(road.now + timedelta(days=10))
    text = page(cast.procurator)
    for code, url in (
        ("overdue", "/ledger/clocks/?state=overdue"),
        ("silence", "/dossiers/?late=silence"),
        ("refused", "/procurator/refused/"),
    ):
        [link] = [part for part in text.split("<a ") if f'data-number="{code}"' in part]
        assert f'href="{url}"' in link
        many = link.split('number-many">')[1].split("<")[0]
        assert int(many) > 0, code
    overdue = text_of(browser(cast.procurator).get("/ledger/clocks/?state=overdue"))
    assert "立案" in overdue


@pytest.mark.parametrize("path", PAGES)
def test_each_list_can_be_taken_away_and_printed(path: str, road: Road, cast: Cast) -> None:
    transfer = road.to(T.NOT_APPROVED)
    client = browser(cast.procurator)
    answer = client.get(f"/procurator/{path}", {"export": "1"})
    assert answer.status_code == 200
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as book:  # type: ignore[attr-defined]
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "检察院" in sheet
    if path == "refused/":
        assert transfer.dossier.number in sheet
    assert client.get(f"/procurator/{path}", {"paper": "1"}).status_code == 200
