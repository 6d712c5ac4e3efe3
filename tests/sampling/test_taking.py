"""采样: two qualified samplers, a place, a seal that is new, and the sampling record (17号第六条第三项)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.audit.models import AuditEntry
from linkage.documents.models import Document
from linkage.dossiers.models import Matter, ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.law.refusal import Refused
from linkage.sampling.models import Sample, SampleSampler
from linkage.sampling.procedure import SAMPLE
from linkage.sampling.qualified import revoke_qualification
from linkage.sampling.status import Status
from tests.road import Road
from tests.sampling.bench import Bench

pytestmark = pytest.mark.django_db


def refused(bench: Bench, **changes: Any) -> list[str]:
    """The sentences with which taking a sample with these facts is refused."""
    sample = bench.blank()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.do("take_sample", sample, **changes)
    assert not Sample.objects.exists()
    return [str(reason) for reason in refusal.value.reasons]


def test_a_sample_has_a_number_a_record_a_matter_and_two_samplers_with_their_certificates(
    bench: Bench,
) -> None:
    outcome_of = bench.blank()
    outcome = bench.do("take_sample", outcome_of)
    sample = Sample.objects.get()
    assert sample.number == f"{bench.dossier.number}-样01"
    assert (sample.longitude, sample.latitude) == (Decimal("112.549200"), Decimal("37.857000"))
    assert sample.medium == "waste_water" and sample.analytes == ["铅", "pH值"]
    assert {s.qualification_number for s in SampleSampler.objects.all()} == {
        q.number for q in bench.held.values()
    }
    [paper] = outcome.papers
    assert paper.number == "并环杏采〔2026〕1号" and paper.number in outcome.sentence
    fields = paper.content["fields"]
    assert fields["samples"][0]["amount"] == "500毫升" and fields["samples"][0]["seal"] == "封0001"
    assert [s["name"] for s in fields["samplers"]] == ["王演明", "李演芳"]
    matter = Matter.objects.get(procedure="sample")
    assert (matter.name, matter.stage, matter.turn_agency) == (
        f"样品{sample.number}", Status.TAKEN, bench.road.cast.officer.agency,
    )  # fmt: skip


def test_the_second_sample_has_the_next_number_and_knows_what_was_the_same(bench: Bench) -> None:
    bench.take()
    second = bench.blank()
    assert second.number.endswith("-样02")
    known = SAMPLE.known(SAMPLE.table.row("take_sample"), second, bench.road.cast.officer, bench.road.now)
    assert known["sampling_basis"] == "《污水监测技术规范》（HJ 91.1—2019）"
    assert known["longitude"] == "112.549200" and len(known["samplers"]) == 2
    assert "point" not in known and "seal_number" not in known


def test_the_first_sample_knows_the_place_and_the_unit_of_the_case(bench: Bench) -> None:
    known = SAMPLE.known(
        SAMPLE.table.row("take_sample"), bench.blank(), bench.road.cast.officer, bench.road.now
    )
    assert known == {
        "keeper": "王演明", "samplers": [bench.road.cast.officer.pk], "place": "杏花岭区某村东侧厂院", "sampled_unit": "某公司",
    }  # fmt: skip


def test_one_sampler_is_too_few_and_the_same_one_twice_too(bench: Bench) -> None:
    officer = bench.road.cast.officer
    for samplers in ([officer], [officer, officer]):
        assert refused(bench, samplers=samplers) == ["采样人不足两人。请再选择至少一名采样人。"]


def test_who_has_no_qualification_is_named_with_the_day(bench: Bench) -> None:
    head = bench.road.cast.head
    [sentence] = refused(bench, samplers=[bench.road.cast.officer, head])
    assert sentence.startswith("赵演衡没有登记采样资格，2026-03-02 周一不能采样。")


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ((date(2025, 1, 1), date(2026, 3, 1)), "赵演衡的采样资格采甲到2026-03-01 周日为止，2026-03-02 周一采样时已经失效。"),
        ((date(2026, 3, 3), date(2027, 1, 1)), "赵演衡的采样资格采甲自2026-03-03 周二起有效，2026-03-02 周一采样时还没有生效。"),
        ((date(2026, 3, 2), date(2026, 3, 2)), ""),
    ],
)  # fmt: skip
def test_a_qualification_counts_from_its_first_to_its_last_day(
    bench: Bench, term: tuple[date, date], sentence: str
) -> None:
    cast = bench.road.cast
    bench.qualify(cast.head, number="采甲", valid_from=term[0], valid_to=term[1])
    if not sentence:
        bench.take(samplers=[cast.officer, cast.head])
        return
    [told] = refused(bench, samplers=[cast.officer, cast.head])
    assert told.startswith(sentence)


def test_a_qualification_for_soil_does_not_let_one_sample_water(bench: Bench) -> None:
    cast = bench.road.cast
    bench.qualify(cast.head, number="采乙", scope=["soil"])
    [told] = refused(bench, samplers=[cast.officer, cast.head])
    assert told.startswith("赵演衡的采样资格不包括污水，2026-03-02 周一不能采集。")


def test_a_revoked_qualification_no_longer_counts_and_earlier_samples_stand(bench: Bench) -> None:
    cast, before = bench.road.cast, bench.take()
    held = bench.held[cast.second_officer.pk]
    revoke_qualification(
        by=cast.head, at=bench.road.tick(), qualification=held, on=date(2026, 3, 2), reason="考核不合格"
    )
    sample = bench.blank()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.do("take_sample", sample)
    assert "李演芳的采样资格" in str(refusal.value) and "到2026-03-01 周日为止" in str(refusal.value)
    assert before.samplers.count() == 2


def test_all_reasons_are_told_at_once(bench: Bench) -> None:
    now = bench.road.now
    told = "；".join(
        refused(
            bench, longitude="37.857", latitude="112.5492", keeper="某人", analytes=[{"name": "铅"}, {"name": "铅"}],
            amount=Decimal(0), sampled_at=now, ends_at=now - timedelta(hours=1), seal_number="封1",
        )
    )  # fmt: skip
    for part in (
        "可能填反了",
        "采样开始时间应当不晚于结束时间",
        "不是采样人",
        "写了两次",
        "采样量应当大于零",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"longitude": "东边"}, "“东边”不是经纬度"),
        ({"longitude": "12.5"}, "不在我国境内"),
        ({"analytes": []}, "没有写检测项目"),
    ],
)
def test_a_place_or_an_analyte_that_cannot_be_is_refused(
    bench: Bench, typed: dict[str, Any], told: str
) -> None:
    [sentence] = refused(bench, **typed)
    assert told in sentence


def test_a_seal_is_used_once(bench: Bench) -> None:
    sample = bench.take(seal_number="封9")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.take(seal_number="封9")
    assert f"封签号封9已经用在样品{sample.number}上。" in str(refusal.value)


def test_a_spare_is_of_one_sample_and_of_its_kind(bench: Bench) -> None:
    first, second = bench.take(), bench.take()
    spare = bench.take(reserve_of=[first])
    assert spare.is_reserve and spare.reserve_of == first
    with pytest.raises(Refused, match="一个备用样只能属于一个样品"), transaction.atomic():
        bench.take(reserve_of=[first, second])
    with pytest.raises(Refused, match="备用样也应当是污水，不是土壤"), transaction.atomic():
        bench.take(reserve_of=[first], medium="土壤")


def test_the_police_take_a_sample_of_their_own_where_they_take_part(bench: Bench) -> None:
    cast = bench.road.cast
    assert bench.blank(cast.investigator).sending_agency == cast.officer.agency
    take_part(bench.dossier, cast.investigator.agency, ParticipationRole.ASSISTING, bench.road.now)
    bench.qualify(cast.investigator, cast.intake)
    sample = bench.take(
        by=cast.investigator, samplers=[cast.investigator, cast.intake], keeper=cast.investigator.name
    )
    assert sample.sending_agency == cast.investigator.agency
    assert sample.receiving_agency == cast.officer.agency
    assert Document.objects.get(kind="sampling_record").number == "并公杏采〔2026〕1号"


def test_nothing_remains_of_a_sample_whose_record_lacks_a_field(bench: Bench) -> None:
    entries = AuditEntry.objects.count()
    assert refused(bench, witness=" ")[0].startswith("采样记录单还缺“到场的当事人或者见证人”。")
    assert AuditEntry.objects.count() == entries and not SampleSampler.objects.exists()


def test_the_database_refuses_a_second_sample_of_that_number(bench: Bench) -> None:
    sample = bench.take()
    sample.pk, sample.seal_number = None, "另一封签"
    with pytest.raises(IntegrityError), transaction.atomic():
        sample.save(force_insert=True)


def test_one_from_the_next_county_sees_no_sample(bench: Bench, road: Road) -> None:
    bench.take()
    assert SAMPLE.visible_to(road.cast.officer).count() == 1
    assert not SAMPLE.visible_to(road.cast.next_officer).exists()
    assert not SAMPLE.visible_to(road.cast.investigator).exists()
