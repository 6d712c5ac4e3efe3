"""移送有管辖权的公安机关: within twenty-four hours, the sender told, the procuratorate copied (17号第九条)."""

from linkage.dossiers.models import Participation
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    NEXT_POLICE,
    NEXT_PROCURATORATE,
    NOTICE_17,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    perform,
    refused,
)

REVIEW = {
    "police_filing_decision_normal",
    "police_incomplete_notice",
    "police_jurisdiction_transfer",
    "police_not_competent_return",
}


def test_the_competent_police_receive_the_case_and_everyone_is_told(road):
    left = perform(road, "refer_onward", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.REFERRED,
        turn=NEXT_POLICE,
        sentence=f"{POLICE}已将案件移送有管辖权的{NEXT_POLICE}（并公杏辖〔2026〕1号），书面通知{BUREAU}，抄送{PROCURATORATE}。",
        stopped=REVIEW,
        started={"police_receipt": ""},
        papers={
            "jurisdiction_transfer_notice": f"并公杏辖〔2026〕1号 → {NEXT_POLICE}，抄送{BUREAU}、{PROCURATORATE}"
        },
        told={BUREAU, PROCURATORATE, NEXT_POLICE},
        joined={f"{POLICE}：曾办", f"{NEXT_POLICE}：接收", f"{NEXT_PROCURATORATE}：检察监督"},
        columns={"receiving_agency": NEXT_POLICE, "procuratorate": NEXT_PROCURATORATE},
    )


def test_the_receipt_is_now_the_competent_polices_duty(road):
    transfer = road.to(S.ACCEPTED)
    perform(road, "refer_onward", transfer)
    assert clock_of(transfer, "police_receipt").agency.name == NEXT_POLICE


def test_who_handled_it_goes_on_reading_but_acts_no_more(road, cast):
    transfer = road.to(S.REFERRED)
    number = transfer.dossier.number
    for reader in (cast.police_head, cast.intake, cast.procurator, cast.next_intake, cast.next_procurator):
        assert transfer_visible_to(reader, number) == transfer
    held = Participation.objects.filter(dossier=transfer.dossier, agency=cast.intake.agency)
    assert [(p.role, p.until is None) for p in held.order_by("pk")] == [
        ("receiving", False),
        ("former", True),
    ]
    assert refused(road, "accept", transfer, by=cast.intake) == [
        f"由{NEXT_POLICE}的受案民警或者办案民警办理。（17号第七条；310号第七条）"
    ]


def test_what_the_competent_police_decide_is_copied_to_the_procuratorate_of_their_level(road, cast):
    transfer = road.to(S.REFERRED)
    road.do("accept", transfer, by=cast.next_intake)
    road.do("file_case", transfer, by=cast.next_police_head)
    left = perform(road, "serve_filing_notice", transfer, by=cast.next_intake)
    assert left.papers == {"filing_notice": f"并公店立告〔2026〕1号 → {BUREAU}，抄送{NEXT_PROCURATORATE}"}
    left = perform(road, "send_for_prosecution", transfer, by=cast.next_police_head)
    assert left.turn == NEXT_PROCURATORATE


def test_it_may_come_back_from_the_next_police(road, cast):
    transfer = road.to(S.REFERRED)
    road.do("accept", transfer, by=cast.next_intake)
    left = perform(
        road, "refer_onward", transfer, by=cast.next_police_head, competent_agency=cast.police_head.agency
    )
    assert (left.turn, left.columns["procuratorate"]) == (POLICE, PROCURATORATE)
    assert left.joined == {f"{POLICE}：接收", f"{NEXT_POLICE}：曾办"}


def test_onward_is_not_back_to_oneself(road, cast):
    assert refused(road, "refer_onward", road.to(S.ACCEPTED), competent_agency=cast.police_head.agency) == [
        "接收机关就是本机关，不是移送管辖。（17号第九条）请选择有管辖权的其他公安机关。"
    ]


def test_without_reasons_it_is_refused(road):
    [sentence] = refused(road, "refer_onward", road.to(S.ACCEPTED), reason="")
    assert sentence.startswith(f"移送案件通知书还缺“管辖理由”。（{NOTICE_17}第九条")


def test_the_head_of_the_police_decides_it(road, cast):
    assert refused(road, "refer_onward", road.to(S.ACCEPTED), by=cast.investigator) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条；刑事程序规定第一百七十五条）"
    ]
