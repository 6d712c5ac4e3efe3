"""Wastes on the screen: the part of the dossier, the forms, the page of one waste; 404 for strangers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from linkage.audit.models import AuditEntry
from linkage.waste.models import WasteMovement, WasteStream
from linkage.waste.status import Status as S
from tests.browsing import browser, form_on, text_of
from tests.waste.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(bench: Bench) -> Iterator[Any]:
    """The browsers' present is the road's."""
    with time_machine.travel(bench.road.now, tick=False) as moved:
        yield moved


def the_new(bench: Bench) -> str:
    return f"/matters/hazardous_waste/new/{bench.dossier.number}/register_waste/"


def page_of(stream: WasteStream) -> str:
    return f"/matters/hazardous_waste/{stream.pk}/"


def test_a_waste_is_registered_moved_and_identified_on_its_pages(bench: Bench, clock: Any) -> None:
    officer = browser(bench.road.cast.officer)
    form = form_on(officer.get(the_new(bench)), "waste_name")
    assert form["unit_name"] == ["某公司"] and form["opening"] == ["0"]
    answer = officer.post(the_new(bench), {**form, **bench.facts("register_waste")}, follow=True)
    page = text_of(answer)
    assert "已登记废矿物油（900-249-08）" in page and "HW08 废矿物油与含矿物油废物" in page
    assert "还没有登记转移和盘点。" in page and page.count("待核对") == 1
    stream = WasteStream.objects.get()
    clock.move_to(bench.road.tick())
    moved = officer.post(f"{page_of(stream)}record_movement/", bench.facts("record_movement"), follow=True)
    assert "没有联单" in text_of(moved) and "某收购点" in text_of(moved)
    clock.move_to(bench.road.tick())
    facts = {**bench.facts("identify_hazardous"), "experts": ""}
    done = text_of(officer.post(f"{page_of(stream)}identify_hazardous/", facts, follow=True))
    assert "并环杏危认〔2026〕1号" in done and "认定属于危险废物" in done
    assert "多出 1.5 吨，来源不明。" in done


def test_a_form_that_is_wrong_names_the_field_and_stores_nothing(bench: Bench, clock: Any) -> None:
    officer, facts = browser(bench.road.cast.officer), bench.facts("register_waste")
    entries = AuditEntry.objects.count()
    missing = officer.post(the_new(bench), {**facts, "features": "", "opening": "-1"})
    assert missing.status_code == 422 and "特征" in text_of(missing) and "期初库存（吨）" in text_of(missing)
    wrong = officer.post(the_new(bench), {**facts, "waste_code": "900-249-99"})
    assert wrong.status_code == 422 and "没有第99类，请核对代码的最后两位。" in text_of(wrong)
    assert not WasteStream.objects.exists() and AuditEntry.objects.count() == entries


def test_a_second_use_of_a_manifest_is_told_on_the_form(bench: Bench, clock: Any) -> None:
    stream = bench.register()
    bench.move(stream, "转出或者处置", "1", manifest="联1")
    clock.move_to(bench.road.tick())
    facts = {**bench.facts("record_movement"), "manifest": "联1"}
    answer = browser(bench.road.cast.officer).post(f"{page_of(stream)}record_movement/", facts)
    assert answer.status_code == 422 and "联单联1已经登记过" in text_of(answer)
    assert WasteMovement.objects.count() == 1


def test_the_part_of_the_dossier_shows_balances_manifests_and_the_sum(bench: Bench, clock: Any) -> None:
    oil = bench.register(opening=Decimal("2"))
    bench.move(oil, "转出或者处置", "0.5", manifest="联7")
    mud = bench.register(waste_name="废油泥", waste_code="900-210-08", opening=Decimal("1"))
    bench.move(mud, "盘点结存", "1")
    clock.move_to(bench.road.now)
    page = text_of(browser(bench.road.cast.officer).get(f"/transfers/{bench.dossier.number}/?part=waste"))
    for words in (
        "废矿物油（900-249-08）", "1.5 吨去向不明。还没有盘点，实际结存按零计。", "账实相符", "去向不明", "本案合计", "联7",
        "登记危险废物",
    ):  # fmt: skip
        assert words in page, words
    assert '<td data-label="差额" class="is-number">1.5</td>' in page


def test_an_empty_part_says_why_it_is_empty(bench: Bench, clock: Any) -> None:
    page = text_of(browser(bench.road.cast.officer).get(f"/transfers/{bench.dossier.number}/?part=waste"))
    assert "本案还没有登记危险废物。" in page and "转移联单" not in page


def test_the_part_asks_the_database_no_more_for_many_wastes_than_for_one(
    bench: Bench, clock: Any, django_assert_max_num_queries: Any
) -> None:
    bench.move(bench.register(), "产生或者转入", "1")
    officer, address = (
        browser(bench.road.cast.officer),
        f"/transfers/{bench.dossier.number}/?part=waste",
    )
    with django_assert_max_num_queries(100) as first:
        officer.get(address)
    for _ in range(4):
        bench.move(bench.register(), "产生或者转入", "1", manifest="联")
    with django_assert_max_num_queries(len(first)):
        officer.get(address)


def test_for_strangers_none_of_it_exists(bench: Bench, clock: Any) -> None:
    stream = bench.to(S.REQUESTED)
    for person in (bench.road.cast.next_officer, bench.road.cast.investigator, bench.road.cast.system_admin):
        stranger = browser(person)
        for address in (page_of(stream), f"{page_of(stream)}record_movement/", the_new(bench)):
            assert stranger.get(address).status_code == 404, address
