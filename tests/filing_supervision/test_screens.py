"""The part of the dossier page, the opening of a supervision, its page; the generic API does the same acts."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.filing_supervision.models import FilingSupervision, TransferOpinion
from linkage.filing_supervision.status import OpinionStatus as O  # noqa: E741, N814
from linkage.filing_supervision.status import SupervisionStatus as S
from tests.browsing import browser, form_on, text_of
from tests.filing_supervision.desk import Desk


@pytest.fixture(autouse=True)
def present(road: Any) -> Iterator[Any]:
    """The browsers' present is the road's, from which a test may move it on."""
    with time_machine.travel(road.tick(), tick=False) as moved:
        yield moved


def part_of(desk: Desk, by: Any) -> str:
    answer = browser(by).get(f"/transfers/{desk.dossier.number}/?part=filing_supervision")
    assert answer.status_code == 200
    return text_of(answer)


def test_the_part_offers_each_reader_what_they_may_open(desk: Desk, present: Any) -> None:
    present.move_to(desk.road.tick())
    bureau, theirs = part_of(desk, desk.cast.officer), part_of(desk, desk.cast.procurator)
    assert "建议检察机关立案监督" in bureau and "调阅案卷</a>" not in bureau
    assert "自行启动立案监督" in theirs and "调阅案卷" in theirs
    assert "/new/" not in part_of(desk, desk.cast.investigator)
    assert "本案没有立案监督。" in bureau


def test_a_suggestion_is_opened_with_the_ground_that_holds(desk: Desk, present: Any) -> None:
    present.move_to(desk.road.tick())
    client = browser(desk.cast.officer)
    url = f"/matters/filing_supervision/new/{desk.dossier.number}/suggest_supervision/"
    form = form_on(client.get(url), "reasons")
    assert form["ground"] == ["不予立案"]
    assert form["background"] == [desk.dossier.case.summary]
    wrong = client.post(url, {**form, "ground": "撤案", "reasons": "应当立案。"})
    assert wrong.status_code == 422 and "公安机关没有撤销案件。" in text_of(wrong)
    done = client.post(url, {**form, "reasons": "应当立案。"}, follow=True)
    made = FilingSupervision.objects.get()
    assert done.redirect_chain == [(f"/matters/filing_supervision/{made.pk}/", 302)]
    assert "待受理监督建议" in text_of(done)


def test_the_police_find_what_they_owe_and_answer(desk: Desk, present: Any) -> None:
    subject = desk.to(S.EXPLAINING)
    present.move_to(desk.road.tick())
    client = browser(desk.cast.police_head)
    page = text_of(client.get(f"/matters/filing_supervision/{subject.pk}/"))
    assert "书面说明理由" in page
    url = f"/matters/filing_supervision/{subject.pk}/explain_reasons/"
    form = form_on(client.get(url), "statement")
    client.post(url, {**form, "situation": "已审查。", "grounds": "刑诉法。", "statement": "证据不足。"})
    subject.refresh_from_db()
    assert (subject.status, subject.statement) == (S.EXPLAINED, "证据不足。")


def test_an_opinion_is_given_on_its_page(bureau_desk: Desk, present: Any) -> None:
    opinion = bureau_desk.to(O.EXAMINING)
    present.move_to(bureau_desk.road.tick())
    client = browser(bureau_desk.cast.procurator)
    url = f"/matters/transfer_opinion/{opinion.pk}/give_transfer_opinion/"
    form = form_on(client.get(url), "grounds")
    client.post(
        url, {**form, "grounds": "刑法。", "request": "移送。", "chief": "钱某", "decided_on": "2026-03-02"}
    )
    assert TransferOpinion.objects.get().status == O.GIVEN


@pytest.mark.parametrize("who", ["next_officer", "next_procurator", "system_admin"])
def test_strangers_find_nothing(who: str, desk: Desk, present: Any) -> None:
    subject = desk.to(S.EXPLAINING)
    present.move_to(desk.road.tick())
    client = browser(getattr(desk.cast, who))
    for url in (
        f"/matters/filing_supervision/{subject.pk}/",
        f"/matters/filing_supervision/{subject.pk}/explain_reasons/",
        f"/matters/filing_supervision/new/{desk.dossier.number}/take_up_supervision/",
        f"/matters/transfer_opinion/new/{desk.dossier.number}/consult_files/",
    ):
        assert client.get(url).status_code == 404, url
