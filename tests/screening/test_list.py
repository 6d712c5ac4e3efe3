"""The list 应移未移: on screen, filtered, on paper, in the spreadsheet; what it says when there is nothing; what a page costs."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from linkage.screening.queries import hits
from linkage.screening.running import screen_all
from tests.assessments.bench import Bench
from tests.cast import Cast
from tests.road import MONDAY, Road
from tests.web.screens import rows_on, signed_in, total_on

READERS = [name for name in Cast.__annotations__ if not name.endswith("_admin")]


@pytest.fixture
def world(road: Road) -> Iterator[Cast]:
    """Three hits: one decided against, one sensitive, one merely open; and a dossier that is none."""
    for number, more in enumerate(({}, {"secrecy": "sensitive"}, {})):
        bench = Bench(road, road.open(title=f"演练倾倒案{number}", **more).dossier)
        subject = bench.assess(hazardous_waste_t=str(number + 4))
        if number == 0:
            bench.do("decide_on_assessment", subject, decision="不移送", decision_reasons="=数量存疑。")
    road.open(title="演练其他案")
    list(screen_all(at=road.tick()))
    with time_machine.travel(road.tick(), tick=False):
        yield road.cast


def page(user, query: str = "") -> str:
    response = signed_in(user).get(f"/screening/{query}")
    assert response.status_code == 200
    return response.content.decode()


def sheet(user, query: str = "") -> list[list[str]]:
    response = signed_in(user).get(f"/screening/?export=1{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", READERS)
def test_screen_and_spreadsheet_show_what_this_reader_may_see_and_nothing_else(
    world: Cast, name: str
) -> None:
    user = getattr(world, name)
    may_see = set(hits(user).values_list("dossier__number", flat=True))
    assert set(rows_on(page(user))) == may_see
    numbers = {row[0] for row in sheet(user)}
    assert {n for n in numbers if n.startswith("2026-")} == may_see


def test_the_list_stands_among_the_ledgers_in_the_menu(world: Cast) -> None:
    here = re.search(r'href="([^"]+)" aria-current="page"', page(world.officer).split("sidemenu-list")[1])
    assert here and here[1] == "/ledger/"


def test_an_officer_sees_all_three_and_the_city_those_of_its_line(world: Cast) -> None:
    assert total_on(page(world.officer)) == "3"
    assert total_on(page(world.city_supervisor)) == "3"
    assert total_on(page(world.procurator)) == "1"
    assert total_on(page(world.next_officer)) == "0"


def test_a_row_says_clause_facts_and_why(world: Cast) -> None:
    told = page(world.officer)
    for words in (
        "法释〔2023〕7号第一条第二项",
        "危险废物数量 4 吨",
        "评估后决定不移送：不移送：=数量存疑。",
        "刑事移送",
        "命中",
    ):
        assert words in told
    assert "筛查只作提示，是否移送由负责人决定" in told


@pytest.mark.parametrize(
    ("query", "many"),
    [
        ("why=decided", "1"),
        ("why=in_hand", "2"),
        ("why=silent", "0"),
        ("duty=crime", "3"),
        ("duty=detention", "0"),
        ("q=倾倒案1", "1"),
        ("q=杏花岭", "3"),
        ("since=2026-03-02", "3"),
        ("since=2026-03-03", "0"),
        ("until=2026-03-01", "0"),
    ],
)
def test_filters(world: Cast, query: str, many: str) -> None:
    assert total_on(page(world.officer, f"?{query}")) == many
    assert sum(row[0].startswith("2026-") for row in sheet(world.officer, f"&{query}")) == int(many)


def test_a_filter_that_cannot_be_read_is_said_and_does_no_harm(world: Cast) -> None:
    assert total_on(page(world.officer, "?duty=none&since=gestern")) == "3"


def test_no_text_of_the_spreadsheet_is_a_formula(world: Cast) -> None:
    assert all(
        not cell.startswith("=") for row in sheet(world.officer) for cell in row if isinstance(cell, str)
    )


def test_on_paper_the_whole_list_stands_without_filters(world: Cast) -> None:
    told = page(world.officer, "?paper=1")
    assert len(rows_on(told)) == 3
    assert 'role="search" aria-label="筛选"' not in told


def test_nothing_found_says_why_and_what_it_does_not_mean(road: Road) -> None:
    told = page(road.cast.officer)
    assert "没有筛出应移未移的案件。" in told
    assert "事实没有录入的，筛查不出来" in told


def test_it_is_one_of_the_ledgers_and_no_page_for_administrators(world: Cast) -> None:
    assert 'href="/screening/"' in signed_in(world.officer).get("/ledger/").content.decode()
    for name in ("system_admin", "security_admin", "audit_admin"):
        assert signed_in(getattr(world, name)).get("/screening/").status_code == 404


def test_the_page_costs_the_same_for_one_row_as_for_many(road: Road) -> None:
    def cost() -> int:
        list(screen_all(at=road.tick()))
        client = signed_in(road.cast.officer)
        client.get("/screening/")
        with (
            CaptureQueriesContext(connection) as caught,
            time_machine.travel(MONDAY.replace(hour=18), tick=False),
        ):
            client.get("/screening/")
        return len(caught)

    Bench(road, road.open(title="演练一").dossier).assess()
    first = cost()
    for number in range(4):
        Bench(road, road.open(title=f"演练{number + 2}").dossier).assess()
    assert cost() == first
