"""移送公安机关: letter, list and seven classes of material, with a copy to the procuratorate (17号第六条)."""

from io import BytesIO

import pytest

from linkage.documents.models import Document
from linkage.evidence.actions import add_item
from linkage.evidence.models import EvidenceItem
from linkage.evidence.rules import Description
from linkage.evidence.sniffing import judge
from linkage.storage import current_storage
from linkage.transfers.status import Status as S
from tests.evidence.samples import PNG
from tests.road import add_file
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_case_is_handed_to_the_police_with_a_copy_to_the_procuratorate(road):
    left = perform(road, "submit", road.to(S.APPROVED))
    assert left == Left(
        status=S.SUBMITTED,
        turn=POLICE,
        sentence=f"已移送{POLICE}，移送书并环杏移〔2026〕1号，抄送{PROCURATORATE}；公安机关应当场出具回执。",
        stopped={"crime_transfer_handover"},
        started={"police_receipt": ""},
        papers={
            "transfer_letter": f"并环杏移〔2026〕1号 → {POLICE}，抄送{PROCURATORATE}",
            "transfer_list": f"并环杏清〔2026〕1号 → {POLICE}",
        },
        told={POLICE, PROCURATORATE},
        joined={f"{POLICE}：接收", f"{PROCURATORATE}：检察监督"},
        marks={"submitted": "王演明"},
    )


def test_the_letter_names_suspects_basis_handlers_and_every_class_of_material(road):
    letter = perform(road, "submit", road.to(S.APPROVED)).content["transfer_letter"]
    assert letter["suspects"] == "某公司、刘某"
    assert [(h["name"], h["phone"]) for h in letter["lead_handlers"]] == [
        ("王演明", "0351-0000000"),
        ("李演芳", "0351-0000000"),
    ]
    assert [(row["material_class"], row["name"]) for row in letter["materials"]] == [
        ("investigation_report", "案件调查报告"),
        ("records", "现场检查笔录"),
        ("property_list", "无（本案无涉案物品）"),
        ("media", "无（现场未拍摄，理由见笔录）"),
        ("reports", "监测报告"),
    ]


def test_the_materials_are_sealed_and_their_digests_enter_the_chain(road):
    transfer = road.to(S.APPROVED)
    left = perform(road, "submit", transfer)
    items = EvidenceItem.objects.filter(dossier=transfer.dossier)
    assert all(item.submitted_at == road.now for item in items)
    assert {a["sm3"] for a in left.entry["digests"]["evidence"]} == {item.sm3 for item in items}


def test_photographs_go_with_a_list_of_who_took_them_when_where_and_what_they_prove(road, cast):
    """17号第六条第五项: 现场照片或者录音录像资料及清单."""
    transfer = road.to(S.APPROVED)
    shot = {
        "proves": "渗坑与暗管相连",
        "shot_by": "王演明",
        "shot_at": road.now,
        "shot_place": "厂区北侧渗坑",
    }
    stored = current_storage().put([PNG])
    photograph = add_item(
        dossier=transfer.dossier, stored=stored, verdict=judge(BytesIO(PNG), name="现场.png", size=len(PNG)),
        description=Description(5, "现场拍摄", title="现场照片", **shot), by=cast.officer, at=road.tick(),
    )  # fmt: skip
    assert "media_list" in perform(road, "submit", transfer).papers
    paper = Document.objects.get(dossier=transfer.dossier, kind="media_list")
    [row] = paper.content["fields"]["media"]
    assert (row["proves"], row["taken_by"], row["place"]) == ("渗坑与暗管相连", "王演明", "厂区北侧渗坑")
    assert row["digest"] == photograph.sm3
    letter = Document.objects.get(dossier=transfer.dossier, kind="transfer_letter")
    named = [material["name"] for material in letter.content["fields"]["materials"]]
    assert "现场照片、录音录像清单（随本移送书）" in named


def test_the_receipt_is_due_at_once_which_the_platform_only_reminds_of(road):
    transfer = road.to(S.APPROVED)
    now = road.tick()
    perform(road, "submit", transfer, at=now)
    clock = clock_of(transfer, "police_receipt")
    assert (clock.agency.name, clock.started_at, clock.due_at) == (POLICE, now, None)
    assert clock.statutory is False
    assert clock.near_at > now


@pytest.mark.parametrize(
    ("approved", "submitted", "late"),
    [
        ("2026-03-06 16:30:00", "2026-03-07 16:30:00", False),
        ("2026-03-06 16:30:00", "2026-03-07 16:30:01", True),
        # Saturday afternoon before the Spring Festival: the hours do not wait for the holiday to end.
        ("2026-02-14 17:00:00", "2026-02-24 09:00:00", True),
    ],
)
def test_later_than_twenty_four_hours_is_done_and_marked(road, approved, submitted, late):
    approved = shanghai(approved)
    transfer = led_to(road, S.AWAITING_APPROVAL, approved)
    road.do("approve", transfer, at=approved)
    left = perform(road, "submit", transfer, at=shanghai(submitted))
    assert clock_of(transfer, "crime_transfer_handover").was_overdue is late
    assert left.entry["facts"]["stopped"] == [{"code": "crime_transfer_handover", "overdue": late}]


def test_a_class_of_material_that_is_missing_is_named(road, cast):
    transfer = road.to(S.VERIFYING)
    add_file(transfer, cast.officer, road.tick(), 3, "现场检查笔录", b"1")
    road.do("report", transfer)
    road.do("approve", transfer)
    reasons = refused(road, "submit", transfer)
    assert len(reasons) == 4
    for number, words in enumerate(("案件调查报告", "涉案物品清单", "照片", "监测")):
        assert words in reasons[number]
        assert "17号第六条" in reasons[number]


def test_handed_over_on_paper_earlier_and_entered_later(road):
    transfer = road.to(S.APPROVED)
    done, served = road.tick(), road.tick()
    left = perform(road, "submit", transfer, at=road.tick(), occurred_at=done, served_at=served)
    assert clock_of(transfer, "crime_transfer_handover").stopped_at == done
    assert clock_of(transfer, "police_receipt").started_at == served
    assert left.entry["occurred_at"] == done.isoformat(timespec="microseconds")


def test_it_is_the_bureaus_act(road, cast):
    assert refused(road, "submit", road.to(S.APPROVED), by=cast.intake) == [
        f"由{BUREAU}的执法员办理。（17号第六条；310号第五条第二款）"
    ]
