"""The dossier list and the ledgers: who sees which row, on screen, in search, in the export; views; leafing; cost."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from linkage.accounts.roles import Role
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.transfers.actions import PartyFacts
from linkage.transfers.status import Status
from linkage.web.models import SavedView
from linkage.web.screens import exporting, listing
from linkage.web.screens.exporting import harmless
from tests.cast import Cast, person
from tests.road import MONDAY, Road
from tests.web.screens import LATER, rows_on, signed_in, total_on, walked

READERS = [name for name in Cast.__annotations__ if not name.endswith("_admin")]
LISTS = ("/dossiers/", "/ledger/", "/ledger/clocks/", "/ledger/papers/")
FEW = (
    Status.VERIFYING,
    Status.SUBMITTED,
    Status.ACCEPTED,
    Status.REFERRED,
    Status.DECLINED_NOTIFIED,
    Status.CONCLUDED,
)


@pytest.fixture
def world(road: Road) -> Iterator[Cast]:
    """Some cases of different stages, one of them marked sensitive, looked at a week later."""
    walked(road, *FEW)
    road.to(Status.SUBMITTED, title="演练敏感案件", secrecy="sensitive")
    with time_machine.travel(LATER, tick=False):
        yield road.cast


def sheet(content: bytes) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def exported(client, url: str) -> list[list[str]]:
    response = client.get(f"{url}{'&' if '?' in url else '?'}export=1")
    assert response.status_code == 200
    return sheet(b"".join(response.streaming_content))


@pytest.mark.parametrize("name", READERS)
def test_list_search_and_export_show_what_this_reader_may_see_and_nothing_else(
    world: Cast, name: str
) -> None:
    user = getattr(world, name)
    may_see = set(visible_to(user).values_list("number", flat=True))
    client = signed_in(user)
    assert set(rows_on(client.get("/dossiers/").content.decode())) == may_see
    assert set(rows_on(client.get("/dossiers/?q=演练").content.decode())) == may_see
    told = {row[0] for row in exported(client, "/dossiers/")}
    assert told & set(Dossier.objects.values_list("number", flat=True)) == may_see


@pytest.mark.parametrize("url", LISTS[1:])
def test_the_ledgers_show_no_dossier_that_the_list_does_not(world: Cast, url: str) -> None:
    numbers = set(Dossier.objects.values_list("number", flat=True))
    titles = dict(Dossier.objects.values_list("title", "number"))
    for name in READERS:
        user = getattr(world, name)
        may_see = set(visible_to(user).values_list("number", flat=True))
        cells = {cell for row in exported(signed_in(user), url) for cell in row}
        seen = (cells & numbers) | {titles[cell] for cell in cells & set(titles)}
        assert seen <= may_see, (name, url)
        if url != "/ledger/papers/":
            assert seen == may_see, (name, url)


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
@pytest.mark.parametrize("url", [*LISTS, "/dossiers/views/", "/dossiers/views/new/", "/inbox/"])
def test_for_an_administrator_no_list_of_cases_exists(world: Cast, name: str, url: str) -> None:
    assert signed_in(getattr(world, name)).get(url).status_code == 404


def test_a_sensitive_case_is_hidden_from_a_superior_without_the_role_for_it(world: Cast) -> None:
    liaison = person("liaison", "联演络", world.city_supervisor.agency, Role.LIAISON_OFFICER)
    assert "演练敏感案件" not in signed_in(liaison).get("/dossiers/?q=敏感").content.decode()
    assert "演练敏感案件" in signed_in(world.city_supervisor).get("/dossiers/?q=敏感").content.decode()


@pytest.mark.parametrize(
    "words", ["{number}", "酸洗", "某独特公司", "杏花岭区某村", "某独特公司 酸洗", "{paper}"]
)
def test_what_people_remember_is_found(road: Road, words: str) -> None:
    case = road.to(Status.SUBMITTED, parties=[PartyFacts("unit", "某独特公司")])
    walked(road, Status.VERIFYING)
    asked = words.format(number=case.dossier.number, paper=case.paper_numbers["transfer_letter"])
    found = rows_on(signed_in(road.cast.officer).get(f"/dossiers/?q={quote(asked)}").content.decode())
    assert case.dossier.number in found


def test_nobody_is_found_by_an_identity_number(road: Road) -> None:
    road.open(parties=[PartyFacts("person", "刘某", "140107199001011234")])
    assert not rows_on(signed_in(road.cast.officer).get("/dossiers/?q=1401071990").content.decode())


def test_each_filter_narrows_and_says_what_it_was(world: Cast) -> None:
    client = signed_in(world.officer)
    for query, many, words in (
        ("state=closed", 1, "状态：已办结"),
        ("state=submitted", 2, "状态：已移交待接受"),
        ("secrecy=sensitive", 1, "标识：敏感"),
        ("opened_from=2026-03-02&opened_to=2026-03-02", 7, "登记自：2026-03-02 周一"),
        ("opened_from=2026-03-04", 0, "登记自：2026-03-04 周三"),
        ("late=own", None, "时限：本机关超期"),
        ("turn=others", None, "轮到：其他机关"),
    ):
        page = client.get(f"/dossiers/?{query}").content.decode()
        assert words in page
        if many is not None:
            assert len(rows_on(page)) == many, query


def test_a_condition_that_cannot_be_read_is_left_out_and_named(world: Cast) -> None:
    page = signed_in(world.officer).get("/dossiers/?opened_from=gestern&state=nonsense").content.decode()
    assert "有条件没有采用" in page
    assert len(rows_on(page)) == len(FEW) + 1


def test_a_county_reader_is_not_asked_for_agencies_below(world: Cast) -> None:
    assert "下级机关" not in signed_in(world.officer).get("/dossiers/").content.decode()
    city = signed_in(world.city_supervisor).get("/dossiers/").content.decode()
    assert "下级机关" in city
    assert f'value="{world.next_officer.agency.code}"' in city


@pytest.mark.parametrize("sort", ["due", "-due", "number", "-number", "opened", "-opened", "last", "-last"])
def test_leafing_forth_and_back_meets_every_row_once(
    road: Road, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    for _ in range(7):
        road.open()
    monkeypatch.setattr(listing, "SIZE", 3)
    client = signed_in(road.cast.officer)
    url, pages = f"/dossiers/?sort={sort}", []
    while url:
        page = client.get(url).content.decode()
        pages.append(rows_on(page))
        url = _link(page, "next")
    assert [len(rows) for rows in pages] == [3, 3, 1]
    assert len({number for rows in pages for number in rows}) == 7
    back = client.get(_link(page, "prev")).content.decode()
    assert rows_on(back) == pages[1]
    assert rows_on(client.get(_link(back, "prev")).content.decode()) == pages[0]


def _link(page: str, rel: str) -> str:
    mark = f'<a rel="{rel}" href="'
    return page.split(mark)[1].split('"')[0].replace("&amp;", "&") if mark in page else ""


@pytest.mark.parametrize(
    "place", ["nonsense", "~", "2026-01-01~x", "2026-01-01T00:00:00~1", "9" * 400 + "~1"]
)
def test_a_mangled_place_gives_the_first_page(world: Cast, place: str) -> None:
    client = signed_in(world.officer)
    for name in ("after", "before"):
        page = client.get("/dossiers/", {name: place})
        assert len(rows_on(page.content.decode())) == len(FEW) + 1


@pytest.mark.parametrize("url", [*LISTS, "/inbox/?show=all"])
def test_a_list_costs_the_same_at_five_rows_and_at_fifty(road: Road, url: str) -> None:
    counted = []
    for batch in (2, 8):
        for _ in range(batch):
            walked(road, Status.SUBMITTED, Status.ACCEPTED, Status.DECLINED_NOTIFIED)
        client = signed_in(road.cast.officer)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counted.append(len(queries))
    assert counted[1] - counted[0] <= 1, "one more for the total, once there is a second page"
    assert counted[1] <= 9


def test_the_columns_chosen_are_shown_exported_and_kept_in_the_address(world: Cast) -> None:
    client = signed_in(world.officer)
    url = "/dossiers/?columns=title&columns=opened&columns=secrecy"
    page = client.get(url).content.decode()
    assert 'data-label="登记"' in page
    assert 'data-label="最近一步"' not in page
    assert 'name="columns" value="opened"' in page
    head = next(row for row in exported(client, url) if "登记" in row)
    assert [cell for cell in head if cell] == ["卷宗编号", "案件", "登记", "标识"]


def test_an_export_says_who_took_it_when_and_under_which_conditions(world: Cast) -> None:
    rows = exported(signed_in(world.officer), "/dossiers/?state=submitted")
    top = "\n".join(str(row[0]) for row in rows[:4])
    assert "导出人：王演明（太原市生态环境局杏花岭分局）" in top
    assert "2026-03-09 周一 11:00" in top
    assert "状态：已移交待接受" in top
    assert "以上共 2 件，已全部列出" in str(rows[-1][0])


def test_an_export_that_leaves_rows_out_says_so(world: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "CAP", 3)
    rows = exported(signed_in(world.officer), "/dossiers/")
    assert "超过 3 件" in str(rows[-1][0])
    assert len([row for row in rows if str(row[0]).startswith("2026-")]) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(road: Road, start: str) -> None:
    title = f'{start}HYPERLINK("x")&A1'
    Dossier.objects.filter(pk=road.open(title="某案").dossier_id).update(title=title)
    response = signed_in(road.cast.officer).get("/dossiers/?export=1")
    content = b"".join(response.streaming_content)
    assert not any(
        "<f>" in ZipFile(BytesIO(content)).read(name).decode() for name in ("xl/worksheets/sheet1.xml",)
    )
    cells = [cell for row in sheet(content) for cell in row if "HYPERLINK" in str(cell)]
    assert cells
    assert all(cell.startswith("'") for cell in cells)


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert harmless("并环移〔2026〕1号") == "并环移〔2026〕1号"


def test_on_paper_the_list_has_no_filters_and_lies_across(world: Cast) -> None:
    page = signed_in(world.officer).get("/dossiers/?paper=1").content.decode()
    assert "sheet-wide" in page
    assert 'class="sieve"' not in page
    assert "打印人：王演明" in page
    assert len(rows_on(page)) == len(FEW) + 1


class TestSavedViews:
    def keep(self, client, name: str, query: str):
        return client.post("/dossiers/views/new/", {"name": name, "query": query}, follow=True)

    def test_a_view_keeps_its_conditions_and_counts_its_rows(self, world: Cast) -> None:
        client = signed_in(world.officer)
        page = self.keep(client, "已移交", "state=submitted").content.decode()
        assert "已存为视图“已移交”" in page
        assert '已移交 <span class="choice-count">2</span>' in page
        assert "/dossiers/?state=submitted" in page

    def test_the_same_name_replaces(self, world: Cast) -> None:
        client = signed_in(world.officer)
        self.keep(client, "我的", "state=open")
        self.keep(client, "我的", "state=closed")
        assert [view.query for view in SavedView.objects.all()] == ["state=closed"]

    def test_nobody_sees_or_drops_anothers_view(self, world: Cast) -> None:
        self.keep(signed_in(world.officer), "某人的", "state=open")
        other = signed_in(world.second_officer)
        assert "某人的" not in other.get("/dossiers/").content.decode()
        assert other.post(f"/dossiers/views/{SavedView.objects.get().pk}/drop/").status_code == 404
        assert SavedView.objects.count() == 1

    def test_dropping_ones_own(self, world: Cast) -> None:
        client = signed_in(world.officer)
        self.keep(client, "某人的", "state=open")
        page = client.post(
            f"/dossiers/views/{SavedView.objects.get().pk}/drop/", follow=True
        ).content.decode()
        assert "已删除视图" in page
        assert not SavedView.objects.exists()

    def test_a_view_never_widens_what_its_owner_may_see(self, world: Cast) -> None:
        client = signed_in(world.next_officer)
        page = self.keep(client, "全部的", "state=submitted").content.decode()
        assert '全部的 <span class="choice-count">0</span>' in page

    def test_places_and_exports_do_not_enter_a_view(self, world: Cast) -> None:
        self.keep(signed_in(world.officer), "干净", "state=open&after=x~1&export=1&paper=1")
        assert SavedView.objects.get().query == "state=open"


class TestTransferLedger:
    def test_each_milestone_has_its_date_and_each_step_its_time_against_its_limit(self, road: Road) -> None:
        road.to(Status.DECLINED_NOTIFIED)
        columns = "&".join(
            f"columns={key}" for key in ("filing_used", "handover_used", "notified", "decided", "overdue")
        )
        with time_machine.travel(LATER, tick=False):
            page = signed_in(road.cast.officer).get(f"/ledger/?{columns}").content.decode()
        assert "不予立案 2026-03-02 周一" in page
        assert "10分钟 / 3日" in page
        assert "10分钟 / 24小时" in page
        assert 'data-label="超期" title=""' in page

    def test_a_step_done_late_is_named(self, road: Road) -> None:
        case = road.to(Status.APPROVED)
        road.now += timedelta(days=3)
        road.do("submit", case)
        page = signed_in(road.cast.officer).get("/ledger/").content.decode()
        assert "超期：移交" in page
        assert 'class="is-late"' in page

    def test_a_step_that_is_not_done_and_late_is_named_too(self, road: Road) -> None:
        road.to(Status.APPROVED)
        with time_machine.travel(MONDAY + timedelta(hours=12), tick=False):
            assert "超期：移交" not in signed_in(road.cast.officer).get("/ledger/").content.decode()
        with time_machine.travel(LATER, tick=False):
            assert "超期：移交" in signed_in(road.cast.officer).get("/ledger/").content.decode()


def test_the_clock_ledger_tells_overdue_from_done_late(road: Road) -> None:
    case = road.to(Status.APPROVED)
    with time_machine.travel(LATER, tick=False):
        client = signed_in(road.cast.officer)
        assert total_on(client.get("/ledger/clocks/?state=overdue").content.decode()) == "1"
        assert total_on(client.get("/ledger/clocks/?state=late").content.decode()) == "0"
    road.now += timedelta(days=3)
    road.do("submit", case)
    client = signed_in(road.cast.officer)
    with time_machine.travel(LATER, tick=False):
        assert total_on(client.get("/ledger/clocks/?state=late").content.decode()) == "1"
    assert total_on(client.get("/ledger/clocks/?sort=due").content.decode()) != "0"


def test_the_paper_ledger_says_on_whom_each_paper_was_served(road: Road) -> None:
    case = road.to(Status.SUBMITTED)
    page = signed_in(road.cast.intake).get("/ledger/papers/?kind=transfer_letter").content.decode()
    assert case.paper_numbers["transfer_letter"] in page
    assert road.cast.intake.agency.short_name in page
