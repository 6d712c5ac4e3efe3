"""Sampling on the screen: the part of the dossier, the form, the page of a sample, the labels; 404 for strangers."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db.models import Model

from linkage.audit.models import AuditEntry
from linkage.sampling.models import Sample
from linkage.sampling.status import Status as S
from tests.browsing import browser, form_on, text_of
from tests.sampling.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(bench: Bench) -> Iterator[Any]:
    """The browsers' present is the road's."""
    with time_machine.travel(bench.road.now, tick=False) as moved:
        yield moved


def typed(value: Any) -> Any:
    """A fact as a person types or ticks it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        if not value or isinstance(value[0], Model):
            return [one.pk for one in value]
        return "\n".join("｜".join(row.values()) for row in value)
    return value


def the_new(bench: Bench) -> str:
    return f"/matters/sample/new/{bench.dossier.number}/take_sample/"


def page_of(sample: Sample) -> str:
    return f"/matters/sample/{sample.pk}/"


def test_a_sample_is_taken_on_the_page_with_what_the_case_knows(bench: Bench, clock: Any) -> None:
    officer = browser(bench.road.cast.officer)
    form = form_on(officer.get(the_new(bench)), "seal_number")
    assert form["sampled_unit"] == ["某公司"] and form["keeper"] == ["王演明"]
    facts = {name: typed(value) for name, value in bench.facts("take_sample", bench.blank()).items()}
    answer = officer.post(the_new(bench), {**form, **facts}, follow=True)
    assert "已采样，样品" in text_of(answer) and "并环杏采〔2026〕1号" in text_of(answer)
    sample = Sample.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(sample)
    page = text_of(answer)
    for words in (
        "东经112°32′57.12″，北纬37°51′25.20″",
        "保存期内",
        "待核对",
        "样品还没有交接过",
        "没有备用样",
    ):
        assert words in page


def test_a_form_that_is_wrong_names_the_field_and_stores_nothing(bench: Bench, clock: Any) -> None:
    officer = browser(bench.road.cast.officer)
    facts = {name: typed(value) for name, value in bench.facts("take_sample", bench.blank()).items()}
    entries = AuditEntry.objects.count()
    missing = officer.post(the_new(bench), {**facts, "seal_number": "", "amount": "很多"})
    assert missing.status_code == 422 and "封签号" in text_of(missing) and "请填写。" in text_of(missing)
    crooked = officer.post(the_new(bench), {**facts, "longitude": "37.85", "latitude": "112.54"})
    assert crooked.status_code == 422 and "可能填反了" in text_of(crooked)
    assert not Sample.objects.exists() and AuditEntry.objects.count() == entries


def test_a_result_line_that_is_wrong_is_named_and_stores_nothing(bench: Bench, clock: Any) -> None:
    sample = bench.to(S.AT_LABORATORY)
    bench.report()
    clock.move_to(bench.road.tick())
    officer, address = browser(bench.road.cast.officer), f"{page_of(sample)}record_result/"
    form = form_on(officer.get(address), "results")
    assert form["results"] == ["铅｜\npH值｜"]
    facts = {name: typed(value) for name, value in bench.facts("record_result", sample).items()}
    short = officer.post(address, {**facts, "results": "铅｜3.7"})
    assert "第1行“铅｜3.7”没有写“单位”。" in text_of(short)
    wrong = officer.post(address, {**facts, "results": facts["results"].replace("3.7", "三")})
    assert wrong.status_code == 422 and "第1行“铅”：结果“三”读不出来" in text_of(wrong)
    done = officer.post(address, facts, follow=True)
    assert "的检测结果已登记。" in text_of(done) and "超标：为限值的 3.70 倍，超标 2.70 倍。" in text_of(done)


def test_the_part_of_the_dossier_shows_hands_time_and_results(bench: Bench, clock: Any) -> None:
    sample = bench.to(S.TESTED)
    spare = bench.take(reserve_of=[sample])
    clock.move_to(bench.road.now)
    page = text_of(browser(bench.road.cast.officer).get(f"/transfers/{bench.dossier.number}/?part=sampling"))
    for words in (
        sample.number, f"{spare.number}</a>（备用样）", "实验室收样员（山西某环境检测有限公司）", "1 次", "没有在走的期限",
        "超标：为限值的 3.70 倍", "提示：铅，是否“超过标准3倍以上”", "登记采样", "打印封签", "样品交接单", "已签收",
    ):  # fmt: skip
        assert words in page, words
    assert "本机关的采样资格" not in page
    head = text_of(browser(bench.road.cast.head).get(f"/transfers/{bench.dossier.number}/?part=sampling"))
    assert "本机关的采样资格" in head and "登记采样</a>" not in head


def test_an_empty_part_says_why_it_is_empty(bench: Bench, clock: Any) -> None:
    page = text_of(browser(bench.road.cast.officer).get(f"/transfers/{bench.dossier.number}/?part=sampling"))
    assert "本案还没有登记样品。" in page


def test_the_part_asks_the_database_no_more_for_ten_samples_than_for_one(
    bench: Bench, clock: Any, django_assert_max_num_queries: Any
) -> None:
    bench.to(S.TESTED)
    officer = browser(bench.road.cast.officer)
    address = f"/transfers/{bench.dossier.number}/?part=sampling"
    with django_assert_max_num_queries(100) as first:
        officer.get(address)
    for _ in range(5):
        bench.to(S.TESTED)
    with django_assert_max_num_queries(len(first)):
        officer.get(address)


def test_labels_carry_the_seal_and_a_code_of_their_own(bench: Bench, clock: Any) -> None:
    one, other = bench.take(), bench.take()
    officer, address = browser(bench.road.cast.officer), f"/sampling/labels/{bench.dossier.number}/"
    page = text_of(officer.get(address))
    codes = {part.split('"')[0] for part in page.split('src="data:image/svg+xml')[1:]}
    assert len(codes) == 2 and one.seal_number in page and other.seal_number in page
    single = text_of(officer.get(address, {"sample": one.number}))
    assert one.seal_number in single and other.seal_number not in single
    assert officer.get(address, {"sample": "没有"}).status_code == 404


def test_for_strangers_none_of_it_exists(bench: Bench, clock: Any) -> None:
    sample = bench.take()
    offered = f"/matters/sample_handover/{bench.offer(sample).pk}/"
    for person in (bench.road.cast.next_officer, bench.road.cast.investigator, bench.road.cast.system_admin):
        stranger = browser(person)
        for address in (
            page_of(sample), offered, f"{offered}sign_for_samples/", the_new(bench), f"/sampling/labels/{bench.dossier.number}/",
        ):  # fmt: skip
            assert stranger.get(address).status_code == 404, address


def test_samples_are_offered_on_the_page_and_signed_for_by_the_colleague(bench: Bench, clock: Any) -> None:
    cast, sample = bench.road.cast, bench.take()
    clock.move_to(bench.road.tick())
    officer, colleague = browser(cast.officer), browser(cast.second_officer)
    address = f"/matters/sample_handover/new/{bench.dossier.number}/offer_samples/"
    assert address in text_of(officer.get(f"/transfers/{bench.dossier.number}/?part=sampling"))
    form = form_on(officer.get(address), "handed_by")
    assert (form["samples"], form["handed_by"]) == ([str(sample.pk)], ["王演明"])
    said = {
        "receiver": [cast.second_officer.pk], "handed_at": typed(bench.road.now), "seal_intact": "完好",
    }  # fmt: skip
    answer = officer.post(address, {**form, **said}, follow=True)
    assert "等待接收人核对签收；签收前样品仍由交出人保管。" in text_of(answer)
    page = answer.redirect_chain[-1][0]
    assert sample.seal_number in text_of(officer.get(page))
    assert "待签收" in text_of(officer.get(page_of(sample)))
    clock.move_to(bench.road.tick())
    checks = {"count_check": "相符", "volume_check": "相符", "temperature_check": "没有温度要求"}
    sign = {**checks, "received_at": typed(bench.road.now)}
    other = officer.post(f"{page}sign_for_samples/", sign)
    assert other.status_code == 422 and "由其本人核对并签收" in text_of(other)
    done = colleague.post(f"{page}sign_for_samples/", sign, follow=True)
    assert "已签收，样品转由接收人保管。" in text_of(done)
    assert "李演芳（太原市生态环境局杏花岭分局）" in text_of(officer.get(page_of(sample)))
