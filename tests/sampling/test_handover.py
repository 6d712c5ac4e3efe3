"""样品交接: the giver offers, the receiver signs; until then custody is where it was and nothing else is done with it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.documents.models import Document
from linkage.dossiers.models import Matter
from linkage.inbox.models import Message
from linkage.procedure.procedures import known_procedures
from linkage.sampling.custody import holder_of
from linkage.sampling.handover_procedure import HANDOVER
from linkage.sampling.handover_status import HandoverStatus as S
from linkage.sampling.models import Sample, SampleHandover
from tests.sampling.bench import LABORATORY, Bench, refused

pytestmark = pytest.mark.django_db


def not_offered(bench: Bench, sample: Sample, **changes: Any) -> str:
    """What is said when these samples cannot be offered so."""
    with refused() as refusal:
        bench.offer(sample, **changes)
    return str(refusal.value)


def not_closed(bench: Bench, act: str, handover: SampleHandover, **changes: Any) -> str:
    """What is said when a hand-over cannot be closed so."""
    with refused() as refusal:
        bench.close(act, handover, **changes)
    return str(refusal.value)


def to(person: User) -> dict[str, Any]:
    """Offered to somebody with an account."""
    return {"receiver": [person], "received_unit": "", "received_by": ""}


def test_it_is_a_procedure_of_its_own_beside_the_sample() -> None:
    assert known_procedures()["sample_handover"] is HANDOVER


def test_an_offer_issues_the_sheet_and_changes_no_hand(joint: Bench) -> None:
    sample, before = joint.take(), AuditEntry.objects.count()
    handover = joint.offer(sample, **to(joint.road.cast.investigator))
    assert (handover.status, holder_of(sample).person, sample.custody.count()) == (S.OFFERED, "王演明", 0)
    assert AuditEntry.objects.count() == before + 1
    said = Document.objects.get(kind="sample_handover").content["fields"]
    assert (said["handed_by"], said["received_by"]) == ("王演明", "周演文")
    (row,) = said["samples"]
    assert (row["seal"], row["preservation"], row["number"]) == (
        sample.seal_number, "硝酸，pH≤2", sample.number,
    )  # fmt: skip
    assert row["hold"].startswith("pH值：还剩11小时")


def test_the_receiver_has_it_to_do_and_is_told(joint: Bench) -> None:
    investigator = joint.road.cast.investigator
    handover = joint.offer(joint.take(), **to(investigator))
    matter = Matter.objects.get(procedure="sample_handover", subject_id=handover.pk)
    assert (matter.turn_agency, matter.stage_label, matter.is_open) == (investigator.agency, "待签收", True)
    assert Message.objects.filter(agency=investigator.agency, text__contains=str(handover)).exists()
    joint.close("sign_for_samples", handover)
    matter.refresh_from_db()
    assert (matter.turn_agency, matter.is_open) == (None, False)


def test_custody_passes_with_the_signature_of_the_receiver(joint: Bench) -> None:
    sample = joint.take()
    handover = joint.offer(sample, **to(joint.road.cast.investigator))
    joint.close("sign_for_samples", handover)
    held = holder_of(sample)
    assert (held.person, held.since, held.agency) == (
        "周演文", handover.received_at, joint.road.cast.investigator.agency_id,
    )  # fmt: skip
    assert (handover.status, handover.signed_by) == (S.SIGNED, joint.road.cast.investigator)
    assert sample.custody.get().handover == handover


@pytest.mark.parametrize("act", ["sign_for_samples", "refuse_samples"])
def test_only_the_named_receiver_signs_or_refuses(joint: Bench, act: str) -> None:
    cast = joint.road.cast
    handover = joint.offer(joint.take(), **to(cast.second_officer))
    said = not_closed(joint, act, handover, by=cast.officer)
    assert f"样品是交给{cast.second_officer.agency.name}的李演芳的，由其本人核对并签收。" in said
    said = not_closed(joint, act, handover, by=cast.investigator)
    assert "办理。" in said
    joint.close(act, handover, by=cast.second_officer)


def test_while_it_waits_for_the_signature_nothing_else_is_done_with_the_bottle(bench: Bench) -> None:
    sample = bench.take()
    bench.to_laboratory(sample)
    bench.do("receive_at_laboratory", sample)
    handover = bench.offer(sample, received_by="检测员")
    waiting = f"正在交接（{handover}，交给{LABORATORY}的检测员），还没有签收"
    assert waiting in not_offered(bench, sample, received_by="另一人")
    for act in ("record_result", "dispose_sample"):
        with refused("还没有签收，仍由交出人实验室收样员保管。"):
            bench.do(act, sample)
    bench.close("withdraw_offer", handover)
    bench.do("record_result", sample)


def test_no_laboratory_receipt_before_the_laboratory_signed(bench: Bench) -> None:
    sample = bench.take()
    with refused("样品现在由.*的王演明保管，还没有由山西某环境检测有限公司签收。"):
        bench.do("receive_at_laboratory", sample)
    handover = bench.offer(sample)
    with refused("还没有签收"):
        bench.do("receive_at_laboratory", sample)
    bench.close("sign_for_samples", handover)
    with refused("还没有由另一家检测公司签收。"):
        bench.do("receive_at_laboratory", sample, laboratory="另一家检测公司")
    bench.do("receive_at_laboratory", sample)


def test_a_spare_on_its_way_is_not_retested(bench: Bench) -> None:
    sample = bench.to("sample_retest_requested")
    spare = sample.retest_reserve
    assert spare is not None
    bench.offer(spare, received_by="检测员")
    with refused(f"{spare}正在交接"):
        bench.do("record_retest", sample)


def test_who_has_no_account_signs_on_paper_and_the_scan_is_named_and_kept_on_the_chain(bench: Bench) -> None:
    handover = bench.offer(bench.take())
    said = not_closed(bench, "sign_for_samples", handover, signed_paper=[])
    assert f"{LABORATORY}没有账号，在打印的样品交接单上签收；请选择双方签字的交接单。" in said
    (scan,) = bench.signed_sheet()
    bench.close("sign_for_samples", handover)
    assert list(handover.scans.all()) == [scan]
    entry = AuditEntry.objects.filter(act="sign_for_samples").get()
    assert scan.title in str(entry.body)


def test_a_colleague_with_an_account_is_not_entered_by_name(bench: Bench) -> None:
    agency = bench.road.cast.officer.agency.name
    said = not_offered(bench, bench.take(), received_unit=agency, received_by="李演芳")
    assert f"{agency}的人员有账号，应当由接收人本人签收，不能登记为纸质签收。" in said


def test_one_receiver_and_not_oneself(joint: Bench) -> None:
    cast, sample = joint.road.cast, joint.take()
    assert "接收人应当是一个人" in not_offered(joint, sample, receiver=[cast.investigator])
    two = {**to(cast.investigator), "receiver": [cast.investigator, cast.second_officer]}
    assert "接收人应当是一个人" in not_offered(joint, sample, **two)
    assert "没有写明样品交给谁" in not_offered(joint, sample, received_by=" ")
    assert "交出人和接收人应当是两个人" in not_offered(joint, sample, **to(cast.officer))


def test_only_the_holder_gives_and_only_the_holders_agency_offers(joint: Bench) -> None:
    cast, sample = joint.road.cast, joint.take()
    said = not_offered(joint, sample, handed_by="李演芳")
    assert "的王演明保管，交出人写的是“李演芳”，交接链在这里断开。" in said
    joint.to_colleague(cast.investigator, sample)
    police = cast.investigator.agency.name
    assert f"现在由{police}的周演文保管，由{police}办理交出。" in not_offered(joint, sample)
    joint.offer(sample, by=cast.investigator)


def test_not_before_it_got_there_not_after_now_and_not_received_before_it_was_given(bench: Bench) -> None:
    sample = bench.take()
    early = sample.ends_at - timedelta(minutes=1, seconds=1)
    assert "早于" in not_offered(bench, sample, handed_at=early)
    late = bench.road.now + timedelta(minutes=30)
    assert "交出时间不能晚于办理时间" in not_offered(bench, sample, handed_at=late)
    handover = bench.offer(sample, handed_at=sample.ends_at)
    said = not_closed(bench, "sign_for_samples", handover, received_at=early)
    assert "接收时间应当不早于交出时间" in said
    later = bench.road.now + timedelta(minutes=30)
    assert "不晚于办理时间" in not_closed(bench, "sign_for_samples", handover, received_at=later)
    bench.close("sign_for_samples", handover, received_at=sample.ends_at)
    assert holder_of(sample).since == sample.ends_at


def test_a_seal_broken_before_it_leaves_is_explained_by_the_giver(bench: Bench) -> None:
    sample = bench.take()
    assert "封签不完好，请写明情况。" in not_offered(bench, sample, seal_intact="不完好")
    handover = bench.offer(sample, seal_intact="不完好", custody_note="运输中磨损，未开启。")
    bench.close("sign_for_samples", handover)
    entry = sample.custody.get()
    assert (entry.seal_intact, entry.note) == (False, "运输中磨损，未开启。")


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ({"count_check": "不符"}, "数量不符"),
        ({"volume_check": "不符"}, "体积或者重量不符"),
        ({"temperature_check": "不符合保存要求", "temperature": Decimal("12.5")}, "保存温度不符"),
    ],
)
def test_what_does_not_agree_is_written_down_at_the_signature(
    bench: Bench, found: dict[str, Any], named: str
) -> None:
    handover = bench.offer(bench.take())
    assert f"{named}，请写明不符之处。" in not_closed(bench, "sign_for_samples", handover, **found)
    bench.close("sign_for_samples", handover, **found, receipt_difference="到样时记明。")
    assert handover.receipt["receipt_difference"] == "到样时记明。"
    assert dict(HANDOVER.details(handover, bench.road.cast.officer))["不符之处"] == "到样时记明。"


def test_a_seal_found_broken_is_told_for_the_bottle_it_is_on(bench: Bench) -> None:
    whole, broken = bench.take(), bench.take()
    handover = bench.offer(whole, broken)
    said = not_closed(bench, "sign_for_samples", handover, broken_seals=[broken])
    assert "封签不符，请写明不符之处。" in said
    bench.close("sign_for_samples", handover, broken_seals=[broken], receipt_difference="第二瓶封签撕裂。")
    assert (whole.custody.get().seal_intact, broken.custody.get().seal_intact) == (True, False)


@pytest.mark.parametrize(("act", "status"), [("refuse_samples", S.REFUSED), ("withdraw_offer", S.WITHDRAWN)])
def test_refused_or_withdrawn_for_a_reason_it_stays_with_the_giver_and_may_be_offered_again(
    joint: Bench, act: str, status: str
) -> None:
    cast, sample = joint.road.cast, joint.take()
    handover = joint.offer(sample, **to(cast.investigator))
    by = cast.officer if act == "withdraw_offer" else cast.investigator
    assert "请填写“理由”。" in not_closed(joint, act, handover, by=by, end_reason=" ")
    joint.close(act, handover, by=by)
    assert (handover.status, handover.ended_by, holder_of(sample).person) == (status, by, "王演明")
    assert not sample.custody.exists()
    joint.to_colleague(cast.second_officer, sample)
    assert holder_of(sample).person == "李演芳"


def test_the_form_proposes_what_is_in_the_givers_own_hands(joint: Bench) -> None:
    cast = joint.road.cast
    ours, given = joint.take(), joint.take()
    joint.offer(given, **to(cast.investigator))
    row = HANDOVER.table.row("offer_samples")
    known = HANDOVER.known(row, joint.blank_handover(), cast.officer, joint.road.now)
    assert known == {"samples": [ours.pk], "handed_by": "王演明"}


def test_whoever_takes_no_part_in_the_case_receives_nothing(bench: Bench) -> None:
    cast = bench.road.cast
    said = not_offered(bench, bench.take(), **to(cast.investigator))
    assert f"{cast.investigator.agency.name}没有参与本案，周演文不能接收本案的样品。" in said
