"""The screens: the part of the dossier page, the form that comes filled, clauses by tier, the matrix; strangers find nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.assessments.models import Assessment, ElementEvidence
from linkage.assessments.status import Status as S
from tests.assessments.bench import DUMPING, Bench
from tests.browsing import browser, form_on, text_of
from tests.waste.bench import Bench as Wastes

WASTE_WORDS = "危险废物 废矿物油（900-249-08）：没有转移联单的转出、处置 3.21 吨"


@pytest.fixture
def clock(bench: Bench) -> Iterator[Any]:
    with time_machine.travel(bench.road.tick(), tick=False) as moved:
        yield moved


def part_of(bench: Bench, who: Any) -> str:
    answer = browser(who).get(f"/transfers/{bench.dossier.number}/?part=assessment")
    assert answer.status_code == 200
    return text_of(answer)


def dumped(bench: Bench) -> None:
    wastes = Wastes(bench.road, bench.dossier)
    oil = wastes.register()
    wastes.move(oil, "转出或者处置", "3.21")
    wastes.do("identify_hazardous", oil)


def test_what_the_record_knows_stands_in_the_part_with_a_link_to_its_row(bench: Bench, clock: Any) -> None:
    dumped(bench)
    page = part_of(bench, bench.road.cast.officer)
    assert WASTE_WORDS in page and "/matters/hazardous_waste/" in page
    assert "评估是否涉嫌犯罪" in page and "提出入罪评估意见" not in page
    police = part_of(bench, bench.road.cast.investigator)
    assert "提出入罪评估意见" in police and "评估是否涉嫌犯罪</a>" not in police
    assert "本案还没有作过入罪评估。" in page


def test_the_form_comes_filled_and_only_what_is_unknown_is_typed(bench: Bench, clock: Any) -> None:
    dumped(bench)
    clock.move_to(bench.road.tick())
    officer = browser(bench.road.cast.officer)
    url = f"/matters/assessment/new/{bench.dossier.number}/assess_case/"
    answer = officer.get(url)
    form = form_on(answer, "hazardous_waste_t")
    assert form["hazardous_waste_t"] == ["3.21"]
    assert form["unlawful"] == ["不清楚"], "what the record does not say is said to be unclear, not denied"
    assert (form["substance"], form["toxic_kind"]) == (["有毒物质"], ["危险废物"])
    assert "危险废物数量：3.21 吨 ← " in text_of(answer) and WASTE_WORDS in text_of(answer)
    typed = {
        "conduct_end": "2026-02-20",
        "conduct_mode": ["倾倒"],
        "unlawful": "是",
        "hazardous_waste_is_solid": "是",
    }
    done = officer.post(url, {**form, **typed}, follow=True)
    subject = Assessment.objects.get()
    assert done.redirect_chain == [(f"/matters/assessment/{subject.pk}/", 302)]
    assert (subject.outcome, subject.status) == ("met", S.ASSESSED)
    page = part_of(bench, bench.road.cast.officer)
    assert page.count(WASTE_WORDS) >= 2, "the fact of the round names the row it came from"
    assert "评估人填写" in page


def test_a_value_other_than_the_record_is_shown_as_typed(bench: Bench, clock: Any) -> None:
    dumped(bench)
    bench.assess(hazardous_waste_t="5")
    assert "评估人填写；当时记录为 3.21 吨" in part_of(bench, bench.road.cast.officer)


def test_what_was_typed_comes_back_in_the_next_round_and_what_was_recorded_is_read_anew(
    bench: Bench, clock: Any
) -> None:
    dumped(bench)
    subject = bench.assess()
    wastes = Wastes(bench.road, bench.dossier)
    more = wastes.register()
    wastes.move(more, "转出或者处置", "2")
    wastes.do("identify_hazardous", more)
    clock.move_to(bench.road.tick())
    form = form_on(
        browser(bench.road.cast.officer).get(f"/matters/assessment/{subject.pk}/assess_again/"), "unlawful"
    )
    assert (form["unlawful"], form["conduct_end"]) == (["是"], ["2026-02-20"])
    assert form["hazardous_waste_t"] == ["5.21"], "taken from the record last time, so read from it again"


def test_clauses_stand_by_tier_with_words_and_reasons_and_ratio_beside_excess(
    bench: Bench, clock: Any
) -> None:
    bench.assess(measured_over_standard=[{"name": "铅", "amount": "3.5"}])
    page = part_of(bench, bench.road.cast.procurator)
    for words in ("命中", "存疑", "缺事实", "未命中", "第一档", "第二档", "第三档"):
        assert words in page, words
    assert "危险废物数量 3.21 吨，达到 3 吨：命中法释〔2023〕7号第一条第二项。" in page
    assert '<td data-label="为限值的倍数" class="is-number">3.50</td>' in page
    assert '<td data-label="超标倍数" class="is-number">2.50</td>' in page
    assert "平台只提示，不自动移送" in page


def test_both_versions_stand_side_by_side_for_old_conduct(bench: Bench, clock: Any) -> None:
    bench.assess(conduct_end="2022-06-01")
    page = part_of(bench, bench.road.cast.officer)
    assert (
        '<section aria-label="法释〔2016〕29号">' in page and '<section aria-label="法释〔2023〕7号">' in page
    )
    assert "从旧兼从轻" in page


def test_a_missing_fact_links_to_where_it_can_be_entered(bench: Bench, clock: Any) -> None:
    subject = bench.assess()
    page = part_of(bench, bench.road.cast.officer)
    assert (
        f'<a href="/transfers/{bench.dossier.number}/?part=sampling">重金属实测浓度与标准限值之比</a>' in page
    )
    assert f'<a href="/matters/assessment/{subject.pk}/assess_again/#id_zone">所在区域</a>' in page


def test_a_gap_is_said_in_a_word_and_evidence_is_linked_on_its_page(bench: Bench, clock: Any) -> None:
    subject = bench.assess()
    bench.dossier.evidence.update(material_class=4)
    page = part_of(bench, bench.road.cast.officer)
    assert "缺 6 项" in page and "补充材料" in page
    item = bench.material(3, "现场检查笔录")
    clock.move_to(bench.road.tick())
    officer = browser(bench.road.cast.officer)
    url = f"/matters/assessment/{subject.pk}/link_evidence/"
    assert officer.get(url).status_code == 200
    element = subject.elements.get(code="conduct")
    officer.post(url, {"elements": [element.pk], "materials": [item.pk], "proves": "倾倒的地点和数量"})
    assert ElementEvidence.objects.get().element == element
    assert "现场检查笔录（倾倒的地点和数量）" in part_of(bench, bench.road.cast.officer)


def test_a_foreign_element_or_file_cannot_be_linked(bench: Bench, clock: Any) -> None:
    subject = bench.assess()
    other = Bench(bench.road, bench.road.open().dossier)
    foreign, elsewhere = other.material(3, "别案笔录"), other.assess().elements.first()
    clock.move_to(bench.road.tick())
    officer = browser(bench.road.cast.officer)
    url = f"/matters/assessment/{subject.pk}/link_evidence/"
    own = subject.elements.first()
    assert own and elsewhere
    for said in (
        {"elements": [own.pk], "materials": [foreign.pk]},
        {"elements": [elsewhere.pk], "materials": []},
    ):
        assert officer.post(url, said).status_code == 422
    assert not ElementEvidence.objects.exists()


def test_the_part_asks_the_database_no_more_for_much_evidence_than_for_little(
    bench: Bench, clock: Any, django_assert_max_num_queries: Any
) -> None:
    subject = bench.to(S.ASSESSED)
    client, url = browser(bench.road.cast.officer), f"/transfers/{bench.dossier.number}/?part=assessment"
    client.get(url)
    with django_assert_max_num_queries(100) as first:
        client.get(url)
    for number in range(4):
        item = bench.material(3, f"询问笔录{number}")
        bench.do("link_evidence", subject, elements=list(subject.elements.all()), materials=[item])
        bench.do("assess_again", subject, **DUMPING)
    with django_assert_max_num_queries(len(first)):
        client.get(url)


def test_strangers_find_nothing(bench: Bench, clock: Any) -> None:
    subject = bench.to(S.ASSESSED)
    for stranger in (bench.road.cast.next_officer, bench.road.cast.system_admin):
        client = browser(stranger)
        for url in (
            f"/matters/assessment/{subject.pk}/",
            f"/matters/assessment/{subject.pk}/assess_again/",
            f"/matters/assessment/{subject.pk}/link_evidence/",
            f"/matters/assessment/new/{bench.dossier.number}/assess_case/",
            f"/transfers/{bench.dossier.number}/?part=assessment",
        ):
            assert client.get(url).status_code == 404, url
