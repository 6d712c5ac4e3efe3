"""加入、撤下、说明、随案移送: what each act writes, and whom it refuses."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from linkage.audit.models import AuditEntry
from linkage.evidence import actions
from linkage.evidence.models import ClassDeclaration, EvidenceItem, FileOpening
from linkage.evidence.rules import Description
from linkage.law.refusal import Refused
from tests.evidence import samples
from tests.road import MONDAY

AT = MONDAY + timedelta(days=1)
REPORT = Description(material_class=2, source="专案组", title="案件调查报告", pages=12, copies=2)
MEDIA = Description(
    material_class=5,
    source="执法记录仪",
    proves="渗坑位置",
    shot_by="李演芳",
    shot_at=MONDAY,
    shot_place="厂区北侧",
)


def entries(dossier) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(chain=dossier.chain).order_by("sequence"))


def reasons(refused) -> str:
    return "；".join(str(reason) for reason in refused.value.reasons)


def test_adding_writes_the_item_and_its_digests_on_the_chain(dossier, cast, receive) -> None:
    file, before = receive(), len(entries(dossier))
    item = actions.add_item(
        dossier=dossier, stored=file.stored, verdict=file.verdict, description=REPORT, by=cast.officer, at=AT
    )
    item.refresh_from_db()
    assert (item.title, item.file_name, item.pages, item.copies) == (
        "案件调查报告",
        "案件调查报告.pdf",
        12,
        2,
    )
    assert (item.sm3, item.sha256, item.size) == (file.stored.sm3, file.stored.sha256, file.stored.size)
    assert (item.added_by, item.added_at, item.media_type) == (cast.officer, AT, "application/pdf")
    last = entries(dossier)[-1]
    assert len(entries(dossier)) == before + 1
    assert (last.act, last.actor_id) == ("add_evidence", cast.officer.pk)
    assert file.stored.sm3 in last.body
    assert file.stored.sha256 in last.body
    assert "17号第六条第（二）项" in last.body


def test_several_files_are_one_act_and_each_has_a_title(dossier, cast, receive) -> None:
    files = [receive("一.jpg", samples.JPG), receive("二.png", samples.PNG)]
    before = len(entries(dossier))
    items = actions.add_items(dossier=dossier, files=files, description=MEDIA, by=cast.officer, at=AT)
    assert [item.title for item in items] == ["一", "二"]
    titled = Description(material_class=3, source="专案组", title="采样记录")
    items = actions.add_items(dossier=dossier, files=files, description=titled, by=cast.officer, at=AT)
    assert [item.title for item in items] == ["采样记录（1）", "采样记录（2）"]
    assert len(entries(dossier)) == before + 2


@pytest.mark.parametrize("part", ["officer", "second_officer"])
def test_enforcement_officers_of_the_bureau_may_add(dossier, cast, receive, part) -> None:
    assert actions.add_items(
        dossier=dossier, files=[receive()], description=REPORT, by=getattr(cast, part), at=AT
    )


@pytest.mark.parametrize(
    "part",
    ["head", "intake", "investigator", "procurator", "next_officer", "city_supervisor", "system_admin"],
)
def test_no_one_else_may_add_withdraw_or_declare(dossier, cast, receive, part) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    other, person, before = receive("另.pdf", samples.PDF + b"\n"), getattr(cast, part), len(entries(dossier))
    for act in (
        lambda: actions.add_items(dossier=dossier, files=[other], description=REPORT, by=person, at=AT),
        lambda: actions.withdraw_item(item=item, reason="误传", by=person, at=AT),
        lambda: actions.declare_absent(dossier=dossier, material_class=4, reason="无", by=person, at=AT),
    ):
        with pytest.raises(Refused, match="您不能改动本案的证据材料"):
            act()
    assert len(entries(dossier)) == before


def test_after_the_transfer_the_police_may_add_too(road, cast, receive) -> None:
    dossier = road.to("accepted").dossier
    item = actions.add_items(
        dossier=dossier, files=[receive("勘验.pdf")], description=REPORT, by=cast.investigator, at=road.tick()
    )[0]
    assert item.added_by == cast.investigator


def test_all_that_is_missing_is_said_at_once(dossier, cast, receive) -> None:
    described = Description(
        material_class=5, source=" ", copies=0, pages=0, form="fax", made_on=date(2030, 1, 1),
        shot_at=AT + timedelta(days=1), is_penalty_decision=True,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.add_items(dossier=dossier, files=[], description=described, by=cast.officer, at=AT)
    said = reasons(refused)
    for words in (
        *("来源", "原件", "份数", "页数", "制作日期晚于今天", "拍摄时间晚于现在", "第七类"),
        *("证明对象", "拍摄人", "拍摄地点", "没有选择文件"),
    ):
        assert words in said
    assert not EvidenceItem.objects.exists()


def test_a_kind_of_file_that_does_not_fit_the_class_is_refused(dossier, cast, receive) -> None:
    video = receive("录像.mp4", samples.iso_media(b"isom"))
    with pytest.raises(Refused, match="不能放在这一类"):
        actions.add_items(dossier=dossier, files=[video], description=REPORT, by=cast.officer, at=AT)


def test_the_same_content_stands_in_a_class_once(dossier, cast, receive) -> None:
    with pytest.raises(Refused, match="内容完全相同"):
        actions.add_items(
            dossier=dossier,
            files=[receive("一.pdf"), receive("二.pdf")],
            description=REPORT,
            by=cast.officer,
            at=AT,
        )
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    with pytest.raises(Refused, match="内容完全相同"):
        actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)
    actions.withdraw_item(item=item, reason="份数写错", by=cast.officer, at=AT)
    assert actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)


def test_withdrawing_keeps_the_row_and_the_file_and_says_why(dossier, cast, receive, storage) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    actions.withdraw_item(item=item, reason=" 误传 ", by=cast.second_officer, at=AT)
    item.refresh_from_db()
    assert (item.withdrawn_at, item.withdrawn_by, item.withdrawn_reason) == (AT, cast.second_officer, "误传")
    assert storage.verify(item.sha256, item.sm3)
    assert entries(dossier)[-1].act == "withdraw_evidence"
    assert "误传" in entries(dossier)[-1].body
    with pytest.raises(Refused, match="已经撤下"):
        actions.withdraw_item(item=item, reason="再撤", by=cast.officer, at=AT)


def test_withdrawing_wants_a_reason(dossier, cast, receive) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    with pytest.raises(Refused, match="请写明原因"):
        actions.withdraw_item(item=item, reason="  ", by=cast.officer, at=AT)


def test_what_went_with_a_transfer_stays(dossier, cast, receive) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    gone = actions.add_items(
        dossier=dossier,
        files=[receive("误.pdf", samples.PDF + b" ")],
        description=REPORT,
        by=cast.officer,
        at=AT,
    )[0]
    actions.withdraw_item(item=gone, reason="误传", by=cast.officer, at=AT)
    assert actions.seal_items(dossier=dossier, at=AT) == (item,)
    with pytest.raises(Refused, match="随案移送，不能撤下"):
        actions.withdraw_item(item=item, reason="误传", by=cast.officer, at=AT)
    later = actions.add_items(
        dossier=dossier,
        files=[receive("补.pdf", samples.PDF + b"\n")],
        description=REPORT,
        by=cast.officer,
        at=AT,
    )[0]
    assert set(actions.seal_items(dossier=dossier, at=AT + timedelta(days=1))) == {item, later}
    item.refresh_from_db()
    assert item.submitted_at == AT


def test_one_agency_cannot_withdraw_what_another_added(road, cast, receive) -> None:
    dossier = road.to("accepted").dossier
    item = actions.add_items(
        dossier=dossier, files=[receive("勘验.pdf")], description=REPORT, by=cast.investigator, at=road.tick()
    )[0]
    with pytest.raises(Refused, match="只能由该机关撤下"):
        actions.withdraw_item(item=item, reason="误传", by=cast.officer, at=road.tick())


def test_a_declaration_stands_until_it_is_replaced_or_material_arrives(dossier, cast, receive) -> None:
    declare = actions.declare_absent
    first = declare(dossier=dossier, material_class=4, reason="本案无涉案物品", by=cast.officer, at=AT)
    second = declare(dossier=dossier, material_class=4, reason="物品已灭失", by=cast.officer, at=AT)
    first.refresh_from_db()
    assert (first.lifted_at, first.lifted_by) == (AT, cast.officer)
    assert entries(dossier)[-1].act == "declare_material_absent"
    actions.add_items(
        dossier=dossier, files=[receive()], description=Description(4, "专案组"), by=cast.officer, at=AT
    )
    second.refresh_from_db()
    assert second.lifted_at == AT
    with pytest.raises(Refused, match="已有 1 份材料"):
        declare(dossier=dossier, material_class=4, reason="无", by=cast.officer, at=AT)


@pytest.mark.parametrize("material_class", [1, 2, 3, 7, 8])
def test_a_class_the_case_cannot_be_without_cannot_be_declared_absent(dossier, cast, material_class) -> None:
    with pytest.raises(Refused, match="不能用说明代替"):
        actions.declare_absent(
            dossier=dossier, material_class=material_class, reason="无", by=cast.officer, at=AT
        )


def test_without_its_entry_on_the_chain_no_item_stays(dossier, cast, receive, monkeypatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the chain cannot be written")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)
    assert not EvidenceItem.objects.exists()


def test_opening_a_file_is_noted_beside_the_chain(dossier, cast, receive) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    before = len(entries(dossier))
    with actions.open_file(item=item, by=cast.head, at=AT) as content:
        assert content.read() == samples.PDF
    opening = FileOpening.objects.get()
    assert (opening.item, opening.opened_by, opening.opened_at) == (item, cast.head, AT)
    assert len(entries(dossier)) == before


def test_adding_takes_few_statements(dossier, cast, receive, django_assert_max_num_queries) -> None:
    file = receive()
    actions.add_items(dossier=dossier, files=[file], description=REPORT, by=cast.officer, at=AT)
    other = receive("二.pdf", samples.PDF + b"\n")
    with django_assert_max_num_queries(9):
        actions.add_items(dossier=dossier, files=[other], description=REPORT, by=cast.officer, at=AT)


HALF_FACTS = [
    {"withdrawn_at": AT},
    {"withdrawn_reason": "误传"},
    {"copies": 0},
    {"pages": 0},
    {"material_class": 8},
    {"material_class": 5},
    {"is_penalty_decision": True},
    {"title": ""},
    {"source": ""},
    {"size": 0},
]


@pytest.mark.parametrize("half", HALF_FACTS, ids=[str(sorted(half)) for half in HALF_FACTS])
def test_the_database_refuses_half_a_fact(dossier, cast, receive, half) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.pk).update(**half)


def test_the_database_refuses_a_withdrawn_item_that_was_submitted(dossier, cast, receive) -> None:
    item = actions.add_items(dossier=dossier, files=[receive()], description=REPORT, by=cast.officer, at=AT)[
        0
    ]
    actions.seal_items(dossier=dossier, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.pk).update(
            withdrawn_at=AT, withdrawn_by=cast.officer, withdrawn_reason="误传"
        )


def test_the_database_refuses_two_current_declarations_of_a_class(dossier, cast) -> None:
    declaration = actions.declare_absent(
        dossier=dossier, material_class=6, reason="无", by=cast.officer, at=AT
    )
    declaration.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        declaration.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassDeclaration.objects.update(lifted_at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_the_same_moment_both_succeed(dossier, cast, receive) -> None:
    files, start, errors = [receive(f"{n}.txt", f"第{n}份".encode()) for n in range(2)], Barrier(2), []

    def add(number: int, by) -> None:
        try:
            mine = type(dossier).objects.get(pk=dossier.pk)
            start.wait()
            actions.add_items(dossier=mine, files=[files[number]], description=REPORT, by=by, at=AT)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=add, args=pair) for pair in enumerate((cast.officer, cast.second_officer))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert EvidenceItem.objects.count() == 2
    assert [entry.act for entry in entries(dossier)][-2:] == ["add_evidence", "add_evidence"]
