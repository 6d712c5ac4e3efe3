"""检测结果: a licensed laboratory, each analyte against its limit as two numbers, what came too late, the retest."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import date_with_weekday
from linkage.sampling.facts import NO_LIMIT
from linkage.sampling.holding import holdings_of, most_pressing
from linkage.sampling.models import LaboratoryReport, Sample, SampleResult
from linkage.sampling.procedure import SAMPLE
from linkage.sampling.queries import own_results
from linkage.sampling.results import read_results
from linkage.sampling.showing import result_words
from linkage.sampling.status import Status as S
from tests.sampling.bench import LABORATORY, RESULTS, Bench

pytestmark = pytest.mark.django_db


def refused(bench: Bench, act: str, sample: Sample, **changes: Any) -> str:
    """What is said when the act is refused with these facts."""
    bench.report()
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.do(act, sample, **changes)
    assert AuditEntry.objects.count() == before and not LaboratoryReport.objects.exists()
    return str(refusal.value)


def lines(**changes: str) -> list[dict[str, str]]:
    """The two results, the first with changes."""
    return [{**RESULTS[0], **changes}, dict(RESULTS[1])]


def test_a_laboratory_without_the_analyte_in_its_licence_is_refused_by_name(bench: Bench) -> None:
    sample = bench.take()
    bench.to_laboratory(sample)
    told = refused(bench, "receive_at_laboratory", sample, cma_scope=[{"name": "pH值"}])
    assert f"{LABORATORY}的资质认定证书220401010001不包括铅，不在CMA范围。" in told


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        (date(2022, 1, 1), date(2026, 3, 1), False),
        (date(2026, 3, 3), date(2028, 3, 1), False),
        (date(2026, 3, 2), date(2026, 3, 2), True),
    ],
)
def test_the_licence_holds_on_the_day_of_receipt_or_it_does_not(
    bench: Bench, first: date, last: date, may: bool
) -> None:
    sample, term = bench.take(), {"cma_valid_from": first, "cma_valid_to": last}
    if may:
        bench.to_laboratory(sample)
        bench.do("receive_at_laboratory", sample, **term)
        assert (sample.laboratory, sample.cma_valid_to) == (LABORATORY, last)
        return
    bench.to_laboratory(sample)
    told = refused(bench, "receive_at_laboratory", sample, **term)
    assert (
        f"有效期为{date_with_weekday(first)}至{date_with_weekday(last)}，2026-03-02 周一收样时不在有效期内。"
        in told
    )


def test_ratio_and_excess_are_two_numbers_and_a_range_has_neither(bench: Bench) -> None:
    bench.to(S.TESTED)
    lead, ph = SampleResult.objects.order_by("pk")
    assert (lead.verdict, lead.ratio, lead.multiple) == ("over", Decimal("3.7"), Decimal("2.7"))
    assert lead.words == "超标：为限值的 3.70 倍，超标 2.70 倍。"
    assert (ph.verdict, ph.ratio, ph.multiple, ph.lowest, ph.limit) == (
        "over", None, None, Decimal(6), Decimal(9),
    )  # fmt: skip
    assert ph.words == "超标：按范围 6～9 判定，不计算倍数。"
    first_hint, second_hint = result_words(lead)["hints"]
    assert "是否“超过标准3倍以上”有两种理解" in first_hint and "没有达到“超过标准10倍以上”" in second_hint


def test_the_report_in_the_dossier_stands_on_the_chain_with_its_digest(bench: Bench) -> None:
    bench.to(S.TESTED)
    [file] = LaboratoryReport.objects.get().files.all()
    entry = AuditEntry.objects.filter(act="record_result").get()
    assert file.sm3 in entry.body


def test_undetected_is_within_the_limit_only_if_the_method_could_have_seen_it(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    bench.do("record_result", sample, results=lines(value="<0.01"))
    lead = SampleResult.objects.get(analyte="铅")
    assert (lead.value, lead.detection_limit, lead.verdict, lead.ratio) == (
        None, Decimal("0.01"), "within", None,
    )  # fmt: skip
    [blind], _ = read_results([{**RESULTS[0], "value": "未检出（2.0）"}])
    assert blind.found is not None and blind.found.verdict.value == "undecided"


def test_without_a_limit_nothing_is_compared(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    bench.do("record_result", sample, results=lines(limit=NO_LIMIT, standard=NO_LIMIT))
    lead = SampleResult.objects.get(analyte="铅")
    assert (lead.limit, lead.standard, lead.verdict, lead.ratio, lead.words) == (None, "", "", None, "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "很多"}, "第1行“铅”：结果“很多”读不出来"),
        ({"value": "0.1234567"}, "第1行“铅”：结果“0.1234567”读不出来"),
        ({"limit": "0"}, "第1行“铅”：限值“0”读不出来"),
        ({"limit": "9～6"}, "第1行“铅”：限值“9～6”的下限高于上限。"),
        ({"limit": "6～9", "value": "<1"}, "第1行“铅”：按范围判定的项目应当有数值"),
        ({"limit": NO_LIMIT}, "第1行“铅”：限值和执行标准应当同时写明"),
        ({"analysed_at": "昨天"}, "第1行“铅”：分析开始时间“昨天”请写成"),
        ({"analysed_at": "2026-01-01 08:00"}, "铅的分析开始时间（2026-01-01 周四 08:00）应当在采样以后"),
        ({"analyte": "铅尘"}, "还没有铅的结果"),
        ({"analyte": "铅尘"}, "铅尘不是本样品的检测项目（铅、pH值）"),
        ({"analyte": "pH值"}, "检测结果中“pH值”写了两次"),
    ],
)
def test_a_line_that_cannot_be_is_named_with_its_analyte(
    bench: Bench, change: dict[str, str], told: str
) -> None:
    assert told in refused(bench, "record_result", bench.to(S.AT_LABORATORY), results=lines(**change))


def test_a_result_without_report_or_number_is_refused(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    for change in ({"report_number": " "}, {"report": []}):
        assert "请写明报告编号，并选择报告原件。" in refused(bench, "record_result", sample, **change)


def test_the_time_runs_from_sampling_and_is_told_in_words_with_its_state(bench: Bench) -> None:
    sample = bench.take()
    ph_until = sample.sampled_at + timedelta(hours=12)
    for after, word in (
        (timedelta(hours=1), "保存期内"), (timedelta(hours=8), "临近期限"), (timedelta(hours=12), "临近期限"),
        (timedelta(hours=12, seconds=1), "已过保存期"),
    ):  # fmt: skip
        lead, ph = holdings_of(sample, {}, sample.sampled_at + after)
        assert (ph.word, ph.until, ph.to_be_checked) == (word, ph_until, True)
        assert lead.word == "保存期内" and most_pressing([lead, ph]) is ph
    assert ph.words.startswith("已超不足1分钟，2026-03-02")


def test_what_has_no_row_says_so_and_invents_no_time(bench: Bench) -> None:
    sample = bench.take(analytes=[{"name": "某种新污染物"}])
    [one] = holdings_of(sample, {}, bench.road.now)
    assert (one.word, one.until) == ("未收录", None) and "某种新污染物" in one.words
    soil = bench.take(medium="土壤", analytes=[{"name": "铅"}], sampled_at=bench.road.now)
    soil.sampled_at += timedelta(days=100)
    [later] = holdings_of(soil, {}, soil.sampled_at)
    assert later.word == "未收录" and "HJ 166—2026" in later.words


@pytest.mark.parametrize(
    ("hours", "late"),
    [(timedelta(hours=12), False), (timedelta(hours=12, minutes=1), True)],
)
def test_a_result_after_the_time_is_marked_and_not_refused(
    bench: Bench, hours: timedelta, late: bool
) -> None:
    sample = bench.to(S.AT_LABORATORY)
    began = sample.sampled_at + hours
    bench.road.now = began
    bench.do("record_result", sample, analysed_at=began)
    ph = SampleResult.objects.get(analyte="pH值")
    assert (ph.after_hold, ph.held_until) == (late, sample.sampled_at + timedelta(hours=12))
    assert not SampleResult.objects.get(analyte="铅").after_hold
    [_, shown] = holdings_of(sample, own_results(sample), bench.road.now)
    assert shown.word == ("超过保存期" if late else "保存期内分析")
    assert bool(result_words(ph)["late"]) is late


def test_each_analyte_may_have_its_own_moment(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    bench.road.now = sample.sampled_at + timedelta(days=2)
    early = f"{sample.sampled_at + timedelta(hours=3):%Y-%m-%d %H:%M}"
    results = [dict(RESULTS[0]), {**RESULTS[1], "analysed_at": early}]
    bench.do("record_result", sample, results=results)
    assert not SampleResult.objects.filter(after_hold=True).exists()


def test_a_spare_is_not_tested_alone_and_without_one_there_is_no_retest(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    spare = bench.spare(sample)
    told = refused(bench, "record_result", spare)
    assert f"这是{sample}的备用样，结果登记在原样品的复测中。" in told
    other = bench.take()
    bench.to_laboratory(other)
    bench.do("receive_at_laboratory", other)
    bench.do("record_result", other)
    with pytest.raises(Refused, match="没有备用样，不能复测"), transaction.atomic():
        bench.do("request_retest", other)


def test_the_retest_stands_beside_the_first_test_with_the_spares_own_laboratory(bench: Bench) -> None:
    sample = bench.to(S.TESTED)
    spare = bench.take(reserve_of=[sample])
    bench.do("request_retest", sample)
    with pytest.raises(Refused, match="还没有登记检测机构收样"), transaction.atomic():
        bench.do("record_retest", sample)
    with pytest.raises(Refused, match="正待用这个备用样复测，不能处置"), transaction.atomic():
        bench.do("dispose_sample", spare)
    bench.close("sign_for_samples", bench.offer(spare, received_unit="省中心"))
    bench.do("receive_at_laboratory", spare, laboratory="省中心", cma_number="220401019999")
    sample = Sample.objects.get(pk=sample.pk)
    known = SAMPLE.known(SAMPLE.table.row("record_retest"), sample, bench.road.cast.officer, bench.road.now)
    assert known["results"].splitlines() == [
        "铅｜｜毫克/升｜GB/T 7475—1987｜1｜GB 8978—1996表1", "pH值｜｜无量纲｜HJ 1147—2020｜6～9｜GB 8978—1996表4",
    ]  # fmt: skip
    bench.do("record_retest", sample, results=lines(value="0.9"))
    first, second = LaboratoryReport.objects.order_by("pk")
    assert (first.is_retest, second.is_retest, second.laboratory) == (False, True, "省中心")
    assert [r.verdict for r in SampleResult.objects.filter(analyte="铅").order_by("pk")] == ["over", "within"]
    assert set(own_results(spare)) == {"铅", "pH值"}
    bench.do("dispose_sample", Sample.objects.get(pk=spare.pk))


def test_the_other_agency_is_told_of_the_result_once_it_takes_part(bench: Bench) -> None:
    cast = bench.road.cast
    sample = bench.to(S.AT_LABORATORY)
    assert sample.receiving_agency is None
    take_part(bench.dossier, police := cast.investigator.agency, ParticipationRole.ASSISTING, bench.road.now)
    bench.do("record_result", sample)
    assert sample.receiving_agency == police
    [message] = Message.objects.filter(agency=police)
    assert message.text.endswith(f"{sample}的检测结果已登记。")


def test_half_a_retest_or_a_disposal_without_an_end_cannot_be_stored(bench: Bench) -> None:
    sample, head = bench.to(S.TESTED), bench.road.cast.head
    now = bench.road.now
    for half in (
        {"retest_requested_at": now}, {"retest_requested_by": head}, {"disposed_at": now}, {"disposed_by": head},
        {"retest_requested_at": now, "retest_requested_by": head}, {"status": S.DISPOSED}, {"cma_number": ""},
        {"disposed_at": now, "disposed_by": head, "status": S.DISPOSED}, {"amount": 0}, {"seal_number": ""},
    ):  # fmt: skip
        assert is_refused_by_the_database(Sample, sample.pk, half), half
    report = LaboratoryReport.objects.get()
    for half in ({"recorded_at": None}, {"recorded_by": None}, {"number": ""}):
        assert is_refused_by_the_database(LaboratoryReport, report.pk, half), half
    result = SampleResult.objects.get(analyte="铅")
    for half in ({"value": None}, {"detection_limit": 1}, {"limit": None}, {"standard": ""}):
        assert is_refused_by_the_database(SampleResult, result.pk, half), half


def is_refused_by_the_database(model: Any, pk: int, changes: dict[str, User | Any]) -> bool:
    """Whether these columns cannot be stored."""
    try:
        with transaction.atomic():
            assert model.objects.filter(pk=pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


number = some.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)


@given(value=number, limit=number.filter(bool))
def test_excess_is_always_one_less_than_ratio_and_over_means_above_the_limit(
    value: Decimal, limit: Decimal
) -> None:
    [reading], reasons = read_results(
        [{**RESULTS[0], "value": f"{value:f}", "limit": f"{limit:f}", "standard": "某标准"}]
    )
    assert not reasons and reading.found is not None and reading.ratio is not None
    assert (reading.found.verdict.value == "over") is (value > limit)
    if value > limit:
        assert reading.multiple is not None and reading.found.ratio is not None
        assert abs(reading.ratio - 1 - reading.multiple) <= Decimal("0.000001")
    else:
        assert reading.multiple is None
