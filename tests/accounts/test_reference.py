"""The reference tables of Shanxi: codes, history, names, pairings; and loading them twice changes nothing."""

import csv
import re
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.accounts.models import Agency, Pairing, Region
from linkage.accounts.queries import pairing_of
from linkage.accounts.reference_data import load_reference
from linkage.accounts.reference_rows import REFERENCE, BadReference, holds, read_reference
from linkage.accounts.roles import Level, Line

MECHANISM = date(2019, 4, 17)
"""The day the notice 晋公通字[2019]37号 was printed."""
TODAY = date(2026, 11, 24)
ROWS = read_reference()
REGIONS = {row.code: row for row in ROWS.regions}
AGENCIES = {row.code: row for row in ROWS.agencies}


def regions_on(day: date, level: Level) -> list[str]:
    return [row.name for row in ROWS.regions if row.level == level and holds(row, day)]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil."""
    return Path(shutil.copytree(REFERENCE, tmp_path / "reference"))


def spoil(folder: Path, file: str, key: str, column: str, value: str) -> int:
    """Write `value` into one cell; answers the row's number as a spreadsheet shows it."""
    rows = list(csv.reader((folder / file).open(encoding="utf-8")))
    at = next(number for number, row in enumerate(rows) if row[0] == key)
    rows[at][rows[0].index(column)] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(rows)
    return at + 1


def test_shanxi_has_eleven_cities_and_117_counties_today():
    assert len(regions_on(TODAY, Level.CITY)) == 11
    kinds = Counter(name[-1] for name in regions_on(TODAY, Level.COUNTY))
    assert kinds == {"县": 80, "区": 26, "市": 11}


def test_before_2018_there_were_119_counties():
    kinds = Counter(name[-1] for name in regions_on(date(2018, 1, 1), Level.COUNTY))
    assert kinds == {"县": 85, "区": 23, "市": 11}


def test_a_codes_first_digits_are_its_parents():
    for row in ROWS.regions:
        expected = {
            Level.PROVINCE: "",
            Level.CITY: row.code[:2] + "0000",
            Level.COUNTY: row.code[:4] + "00",
        }
        assert row.parent == expected[Level(row.level)], row.where


def test_a_region_that_ended_leads_to_one_that_began_the_next_day():
    ended = [row for row in ROWS.regions if row.valid_to]
    assert {row.name for row in ended} >= {"屯留县", "潞城市", "怀仁县", "太谷县", "大同县", "南郊区"}
    for row in ended:
        successor = REGIONS[row.successor]
        assert row.valid_to is not None
        assert successor.valid_from == row.valid_to + timedelta(days=1), row.where
        assert successor.parent == row.parent, row.where


def test_no_date_of_founding_is_claimed_for_the_start_of_the_book():
    assert all(row.valid_from == date(2015, 1, 1) for row in ROWS.regions if row.date_status == "HORIZON")
    changed = {row.code: row.date_status for row in ROWS.regions if row.date_status != "HORIZON"}
    assert changed["140405"] == "VERIFIED"
    assert changed["140681"] == "MEMORY"


def test_each_region_has_one_agency_of_each_line():
    kept = Counter((row.region, row.line) for row in ROWS.agencies)
    assert kept == {(code, line): 1 for code in REGIONS for line in Line.values}
    assert all(holds(REGIONS[row.region], row.valid_from) for row in ROWS.agencies)


def test_prefixes_short_names_and_names_are_each_used_once():
    for column in ("document_prefix", "short_name", "name"):
        used = Counter(getattr(row, column) for row in ROWS.agencies)
        assert [value for value, times in used.items() if times > 1] == []


@pytest.mark.parametrize(
    ("code", "name", "prefix"),
    [
        ("140000-eco", "山西省生态环境厅", "晋环"),
        ("140100-eco", "太原市生态环境局", "并环"),
        ("140107-eco", "太原市生态环境局杏花岭分局", "并环杏"),
        ("141024-eco", "临汾市生态环境局洪洞分局", "临环洪"),
        ("140321-eco", "阳泉市生态环境局平定分局", "阳环平"),
        ("140322-eco", "阳泉市生态环境局盂县分局", "阳环盂"),
        ("140107-police", "太原市公安局杏花岭分局", "并公杏"),
        ("141024-police", "洪洞县公安局", "洪洞公"),
        ("141181-police", "孝义市公安局", "孝义公"),
        ("140424-police", "屯留县公安局", "屯留县公"),
        ("140107-proc", "太原市杏花岭区人民检察院", "并检杏"),
        ("141024-proc", "洪洞县人民检察院", "洪洞检"),
    ],
)
def test_an_agency_is_named_as_its_door_plate_would(code: str, name: str, prefix: str):
    assert (AGENCIES[code].name, AGENCIES[code].document_prefix) == (name, prefix)


NAMES = {
    (Line.ECOLOGY, Level.PROVINCE): r"山西省生态环境厅",
    (Line.ECOLOGY, Level.CITY): r"..市生态环境局",
    (Line.ECOLOGY, Level.COUNTY): r"..市生态环境局.{2,3}分局",
    (Line.POLICE, Level.PROVINCE): r"山西省公安厅",
    (Line.POLICE, Level.CITY): r"..市公安局",
    (Line.POLICE, Level.COUNTY): r"..市公安局.{2,3}分局|.{1,3}[县市]公安局",
    (Line.PROCURATORATE, Level.PROVINCE): r"山西省人民检察院",
    (Line.PROCURATORATE, Level.CITY): r"..市人民检察院",
    (
        Line.PROCURATORATE,
        Level.COUNTY,
    ): r"..市.{2,3}区人民检察院|..市[城矿郊]区人民检察院|.{1,3}[县市]人民检察院",
}


def test_names_follow_the_pattern_of_line_and_level():
    odd = [
        row.name
        for row in ROWS.agencies
        if row.valid_to is None and not re.fullmatch(NAMES[Line(row.line), Level(row.level)], row.name)
    ]
    assert odd == []


def test_every_ecology_agency_has_exactly_one_pairing_on_every_day_since_the_notice():
    """Pairings and agencies change only on the days written in the tables, so those days and their eves stand for all."""
    turns = {row.valid_from for row in (*ROWS.agencies, *ROWS.pairings)}
    turns |= {row.valid_to + timedelta(days=1) for row in (*ROWS.agencies, *ROWS.pairings) if row.valid_to}
    days = {day + timedelta(days=shift) for day in turns for shift in (-1, 0)} | {MECHANISM, TODAY}
    for day in sorted(day for day in days if MECHANISM <= day <= TODAY):
        paired = Counter(row.ecology for row in ROWS.pairings if holds(row, day))
        being = {row.code for row in ROWS.agencies if row.line == Line.ECOLOGY and holds(row, day)}
        assert paired == dict.fromkeys(being, 1), day


def test_paired_agencies_are_of_one_level_and_in_being_together():
    for row in ROWS.pairings:
        three = [AGENCIES[row.ecology], AGENCIES[row.police], AGENCIES[row.procuratorate]]
        assert len({agency.level for agency in three}) == 1, row.where
        assert all(holds(agency, row.valid_from) for agency in three), row.where
        assert all(row.valid_to is None or holds(agency, row.valid_to) for agency in three), row.where


@pytest.mark.django_db
def test_loading_twice_leaves_the_same_rows_and_takes_few_statements():
    load_reference(at=TODAY)
    before = [list(model.objects.order_by("pk").values()) for model in (Region, Agency, Pairing)]
    with CaptureQueriesContext(connection) as seen:
        loaded = load_reference(at=TODAY)
    assert [list(model.objects.order_by("pk").values()) for model in (Region, Agency, Pairing)] == before
    assert (loaded.regions, loaded.agencies, loaded.pairings) == (140, 420, 140)
    assert len(seen) < 40


@pytest.mark.django_db
def test_the_chain_of_superiors_runs_county_city_province_in_one_line():
    load_reference()
    county = Agency.objects.get(code="140107-police")
    city, province = Agency.objects.get(code="140100-police"), Agency.objects.get(code="140000-police")
    assert county.path == f"/{province.pk}/{city.pk}/{county.pk}/"


@pytest.mark.django_db
def test_a_change_in_the_tables_reaches_the_database_and_can_be_taken_back(tables: Path):
    load_reference()
    spoil(tables, "agencies_police.csv", "140107-police", "short_name", "杏花岭分局")
    load_reference(folder=tables)
    assert Agency.objects.get(code="140107-police").short_name == "杏花岭分局"
    load_reference()
    assert Agency.objects.get(code="140107-police").short_name == "杏花岭公安分局"


@pytest.mark.django_db
def test_a_provinces_own_tables_win_over_those_that_come_with_the_product(tables: Path, settings):
    settings.DATA = tables.parent
    spoil(tables, "agencies_ecology.csv", "140107-eco", "document_prefix", "并环（杏）")
    load_reference()
    assert Agency.objects.get(code="140107-eco").document_prefix == "并环（杏）"


@pytest.mark.django_db
def test_a_case_of_2018_in_tunliu_county_goes_to_the_county_police_of_that_time():
    load_reference()
    then = pairing_of(Agency.objects.get(code="140424-eco"), date(2018, 10, 8))
    assert then.police.name == "屯留县公安局"
    assert then.procuratorate.name == "屯留县人民检察院"
    now = pairing_of(Agency.objects.get(code="140405-eco"), date(2018, 11, 23))
    assert now.police.name == "长治市公安局屯留分局"


@pytest.mark.parametrize(
    ("file", "key", "column", "value", "sentence"),
    [
        ("regions.csv", "140107", "parent", "149900", "上级“149900”不存在"),
        ("regions.csv", "140107", "parent", "140000", "层级不对"),
        ("regions.csv", "140424", "successor", "149999", "后继代码“149999”不存在"),
        ("regions.csv", "140107", "valid_from", "2019.4.17", "现为“2019.4.17”"),
        ("regions.csv", "140424", "valid_to", "2001-01-01", "停用日期早于启用日期"),
        ("agencies_police.csv", "140107-police", "document_prefix", "并公迎", "重复"),
        ("agencies_police.csv", "140107-police", "parent", "140100-eco", "不在同一系统"),
        ("agencies_ecology.csv", "140107-eco", "name", "", "name 不能为空"),
        ("pairings.csv", "140107-eco", "police", "140107-proc", "不是公安系统的机构"),
    ],
)
def test_a_bad_row_is_named_by_file_and_row(
    tables: Path, file: str, key: str, column: str, value: str, sentence: str
):
    row = spoil(tables, file, key, column, value)
    with pytest.raises(BadReference) as refusal:
        read_reference(tables)
    assert sentence in str(refusal.value)
    if sentence != "重复":
        assert str(refusal.value).startswith(f"{file} 第 {row} 行：")


@pytest.mark.django_db
def test_a_bad_table_leaves_the_database_as_it_was(tables: Path):
    spoil(tables, "pairings.csv", "140107-eco", "police", "140107-proc")
    with pytest.raises(BadReference):
        load_reference(folder=tables)
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_an_agency_without_a_pairing_on_the_day_asked_for_is_refused(tables: Path):
    spoil(tables, "pairings.csv", "140107-eco", "valid_to", "2020-12-31")
    with pytest.raises(BadReference, match="太原市生态环境局杏花岭分局在 2026-11-24 没有同级公安"):
        load_reference(at=TODAY, folder=tables)
