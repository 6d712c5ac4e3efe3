"""危险废物: a code of the right edition, manifests once, an opinion in the prescribed words, a balance or its explanation."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.audit.models import AuditEntry
from linkage.documents.models import Delivery, Document
from linkage.dossiers.models import Matter, ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.procedure.preview import act_ahead, draft_papers
from linkage.waste import papers
from linkage.waste.models import WasteMovement, WasteStream
from linkage.waste.procedure import WASTE
from linkage.waste.status import Status as S
from tests.waste.bench import CONDUCT, Bench

pytestmark = pytest.mark.django_db


def refused(bench: Bench, act: str, stream: WasteStream, **changes: Any) -> str:
    """What is said when the act is refused with these facts; nothing of it remains."""
    before = AuditEntry.objects.count(), WasteMovement.objects.count(), Document.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.do(act, stream, **changes)
    assert (AuditEntry.objects.count(), WasteMovement.objects.count(), Document.objects.count()) == before
    return str(refusal.value)


def test_a_registered_waste_is_a_matter_of_whoever_registered_it(bench: Bench) -> None:
    outcome = bench.do("register_waste", stream := bench.blank())
    assert (
        outcome.sentence == "太原市生态环境局杏花岭分局已登记废矿物油（900-249-08）。" and not outcome.papers
    )
    matter = Matter.objects.get(procedure="hazardous_waste")
    assert (matter.name, matter.stage, matter.turn_agency) == (
        "废矿物油（900-249-08）", S.REGISTERED, stream.sending_agency,
    )  # fmt: skip
    assert stream.edition_name == "国家危险废物名录（2025年版）"


@pytest.mark.parametrize(
    ("code", "on", "told"),
    [
        ("900-052-31", date(2020, 12, 31), "从2021年版起才有，国家危险废物名录（2016年版）没有，当时用 900-044-49"),
        ("900-052-31", date(2021, 1, 1), ""),
        ("900-249-43", CONDUCT, "没有第43类，请核对代码的最后两位"),
        ("90024908", CONDUCT, "“90024908”不是废物代码"),
        ("900-249-08", date(2016, 7, 31), "平台没有收录，请查当时的名录"),
        ("", CONDUCT, ""),
        ("123-456-08", CONDUCT, ""),
    ],
)  # fmt: skip
def test_the_code_is_checked_by_the_edition_of_the_day_of_the_conduct(
    bench: Bench, code: str, on: date, told: str
) -> None:
    stream = bench.blank()
    if not told:
        bench.do("register_waste", stream, waste_code=code, conduct_on=on)
        assert WasteStream.objects.get().waste_code == code
        return
    assert told in refused(bench, "register_waste", stream, waste_code=code, conduct_on=on)


def test_a_code_that_is_not_in_our_table_is_only_a_hint(bench: Bench) -> None:
    stream = bench.register(waste_code="123-456-08")
    [words] = [
        value for label, value in WASTE.details(stream, bench.road.cast.officer) if label == "废物代码"
    ]
    assert "提示：123-456-08 未收录，请核对名录。" in words


def test_a_conduct_of_tomorrow_and_less_than_nothing_are_refused(bench: Bench) -> None:
    told = refused(
        bench, "register_waste", bench.blank(), conduct_on=date(2026, 3, 3), opening=Decimal("-0.1")
    )
    assert "行为发生日（2026-03-03）晚于办理时间。" in told and "期初库存不应小于零。" in told


def test_the_form_begins_with_what_the_case_knows(bench: Bench) -> None:
    row, officer = WASTE.table.row("register_waste"), bench.road.cast.officer
    known = WASTE.known(row, bench.blank(), officer, bench.road.now)
    assert known == {
        "conduct_on": date(2026, 3, 2), "opening": "0", "unit_name": "某公司", "place": "杏花岭区某村东侧厂院",
    }  # fmt: skip
    stream = bench.register(opening=Decimal(2))
    bench.move(stream, "产生或者转入", "1.2", counterpart="")
    opinion = WASTE.known(WASTE.table.row("identify_hazardous"), stream, officer, bench.road.now)
    assert (opinion["identified_quantity"], opinion["identified_code"], opinion["cause"]) == (
        "3.2", "900-249-08", "利用渗坑排放含重金属废水",
    )  # fmt: skip


def test_a_manifest_is_registered_once_and_the_second_time_named(bench: Bench) -> None:
    stream = bench.register()
    bench.move(stream, "转出或者处置", "1.5", manifest="20261400000001")
    told = refused(bench, "record_movement", stream, manifest=" 20261400000001 ")
    assert "联单20261400000001已经登记过（2026-02-20 周五转出或者处置1.5吨）。" in told
    other = bench.register(waste_name="废油泥")
    bench.move(other, "产生或者转入", "1.5", manifest="20261400000001")
    assert WasteMovement.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"quantity": Decimal(0)}, "数量应当大于零。"),
        ({"quantity": Decimal(-1), "direction": "盘点结存"}, "盘点结存不应小于零。"),
        ({"counterpart": " "}, "转出或者处置的，应当写明去向。去向不明的不要登记为转出"),
        ({"moved_on": date(2026, 3, 3)}, "日期（2026-03-03）晚于办理时间。"),
        ({"direction": "损耗", "manifest": "1"}, "盘点和损耗没有转移联单。"),
    ],
)
def test_a_movement_that_cannot_be_is_refused(bench: Bench, changes: dict[str, Any], told: str) -> None:
    assert told in refused(bench, "record_movement", bench.register(), **changes)


def test_a_movement_is_an_entry_on_the_chain_and_leaves_the_status(bench: Bench) -> None:
    for status in (S.REGISTERED, S.REQUESTED, S.IDENTIFIED, S.NOT_HAZARDOUS):
        stream = bench.to(status)
        entries = AuditEntry.objects.filter(act="record_movement").count()
        bench.move(stream, "盘点结存", "0", counterpart="")
        assert AuditEntry.objects.filter(act="record_movement").count() == entries + 1
        assert stream.status == status and stream.movements.count() == 1


def test_the_opinion_says_it_in_the_prescribed_words(bench: Bench) -> None:
    stream = bench.to(S.IDENTIFIED)
    paper = Document.objects.get(kind="waste_identification")
    assert paper.number == "并环杏危认〔2026〕1号" and not Delivery.objects.filter(document=paper).exists()
    fields = paper.content["fields"]
    assert (
        fields["conclusion"]
        == "经认定，废矿物油属于HW08类（废矿物油与含矿物油废物）危险废物，废物代码900-249-08。"
    )
    assert fields["catalogue"] == "国家危险废物名录（2025年版）"
    assert fields["items"] == [
        {
            "name": "废矿物油",
            "quantity": "3.2吨",
            "features": "黑色黏稠液体。",
            "origin": "设备维修更换。",
        }
    ]
    assert stream.identified_by == bench.road.cast.officer


def test_what_is_not_hazardous_gives_its_suspected_code_up(bench: Bench) -> None:
    stream = bench.to(S.NOT_HAZARDOUS)
    [paper] = Document.objects.filter(kind="waste_identification")
    assert paper.content["fields"]["conclusion"] == "经认定，废矿物油不属于危险废物，废物代码无。"
    assert (stream.waste_code, str(stream)) == ("", "废矿物油")


def test_an_opinion_without_a_code_of_that_edition_or_without_its_experts_is_refused(bench: Bench) -> None:
    stream = bench.register()
    assert "没有第99类" in refused(bench, "identify_hazardous", stream, identified_code="900-249-99")
    told = refused(bench, "identify_hazardous", stream, method="组织专家研判认定")
    assert "组织专家研判认定的，应当列出研判专家。" in told
    bench.do(
        "identify_hazardous", stream, method="组织专家研判认定", experts=[{"name": "钱某", "post": "某研究院研究员"}]
    )  # fmt: skip
    paper = Document.objects.get(kind="waste_identification")
    assert paper.content["fields"]["experts"] == [{"name": "钱某", "post": "某研究院研究员"}]


def test_the_paper_is_shown_before_it_is_issued_and_asks_for_what_is_missing(bench: Bench) -> None:
    stream, row = bench.register(), WASTE.table.row("identify_hazardous")

    def draft(**facts: Any) -> Any:
        ahead = act_ahead(
            WASTE.table, row, stream, by=bench.road.cast.officer, at=bench.road.now, facts=facts, clocks={}
        )
        return draft_papers(ahead, papers.fill)[0]

    assert {reason.code for reason in draft().lacks} == {"paper_field_missing"}
    assert not draft(**bench.facts("identify_hazardous")).lacks


def test_the_police_ask_and_the_bureau_answers_them(bench: Bench) -> None:
    cast = bench.road.cast
    take_part(bench.dossier, cast.investigator.agency, ParticipationRole.ASSISTING, bench.road.now)
    stream = bench.register(by=cast.investigator)
    assert (stream.sending_agency, stream.identifying_agency, stream.receiving_agency) == (
        cast.investigator.agency, cast.officer.agency, cast.investigator.agency,
    )  # fmt: skip
    bench.do("request_identification", stream, by=cast.investigator)
    assert Message.objects.filter(agency=cast.officer.agency, text__contains="已提请").exists()
    assert "由太原市生态环境局杏花岭分局的执法员办理" in refused(
        bench, "identify_hazardous", stream, by=cast.investigator
    )
    bench.do("identify_hazardous", stream, by=cast.officer)
    delivery = Delivery.objects.get(document__kind="waste_identification")
    assert delivery.agency == cast.investigator.agency
    assert Message.objects.filter(agency=cast.investigator.agency, text__contains="属于危险废物").exists()


def test_an_opinion_goes_to_the_police_who_came_in_since(bench: Bench) -> None:
    stream, police = bench.register(), bench.road.cast.investigator.agency
    take_part(bench.dossier, police, ParticipationRole.ASSISTING, bench.road.now)
    bench.do("identify_hazardous", stream)
    assert Delivery.objects.get(document__kind="waste_identification").agency == police


def test_a_request_says_what_is_to_be_identified(bench: Bench) -> None:
    assert "请填写“提请认定的事项”。" in refused(
        bench, "request_identification", bench.register(), request_note=" "
    )


def test_a_difference_is_explained_or_the_balance_stays_open(bench: Bench) -> None:
    stream = bench.to(S.IDENTIFIED)
    bench.move(stream, "产生或者转入", "12.5")
    bench.move(stream, "盘点结存", "2.5")
    told = refused(bench, "settle_balance", stream, explanation=" ")
    assert "废物代码900-249-08：账面应余 12.5 吨，实际结存 2.5 吨，10 吨去向不明。" in told
    bench.move(stream, "转出或者处置", "1")
    assert "账面应余 11.5 吨，实际结存 1.5 吨，10 吨去向不明。" in refused(
        bench, "settle_balance", stream, explanation=""
    )
    bench.do("settle_balance", stream, explanation="其中10吨由刘某倾倒，已另行查明。")
    assert (stream.status, stream.settled_by) == (S.SETTLED, bench.road.cast.officer)
    assert "现在是「物料已核清」" in refused(bench, "record_movement", stream)


def test_what_adds_up_needs_no_words_and_uncounted_stock_says_so(bench: Bench) -> None:
    stream = bench.to(S.NOT_HAZARDOUS)
    bench.move(stream, "产生或者转入", "3")
    assert "还没有盘点，实际结存按零计。" in refused(bench, "settle_balance", stream, explanation="")
    bench.move(stream, "转出或者处置", "2.9")
    bench.move(stream, "损耗", "0.1", counterpart="")
    bench.do("settle_balance", stream, explanation="")
    assert stream.explanation == ""


def test_half_an_identification_or_a_settlement_by_nobody_cannot_be_stored(bench: Bench) -> None:
    stream, head, now = bench.to(S.IDENTIFIED), bench.road.cast.head, bench.road.now
    for half in (
        {"identified_at": None}, {"identified_by": None}, {"settled_at": now}, {"settled_by": head}, {"waste_code": ""},
        {"status": S.SETTLED}, {"opening": Decimal(-1)}, {"name": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            WasteStream.objects.filter(pk=stream.pk).update(**half)
    bench.move(stream, "转出或者处置", "1", manifest="1")
    for half in (
        {"quantity": Decimal(0)}, {"counterpart": ""}, {"direction": "lost"}, {"direction": "stored", "quantity": -1},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            WasteMovement.objects.update(**half)
    second = WasteMovement.objects.get()
    second.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


def test_one_from_the_next_county_sees_no_waste(bench: Bench) -> None:
    bench.register()
    assert WASTE.visible_to(bench.road.cast.officer).count() == 1
    assert not WASTE.visible_to(bench.road.cast.next_officer).exists()


def test_how_many_portions_a_sample_of_this_quantity_needs(bench: Bench) -> None:
    stream = bench.register(opening=Decimal("6"))
    words = dict(WASTE.details(stream, bench.road.cast.officer))["抽样检测的最少份样数"]
    assert words.startswith("按6吨，一般为8个（HJ 298—2019第4.2表1，待核对）") and "不少于5个" in words
