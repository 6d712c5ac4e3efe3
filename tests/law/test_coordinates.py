"""Longitude and latitude: read as they were typed, refused where they cannot be, never swapped or mended."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.coordinates import CHINA, fault_of_place, hint_of_place, in_degrees, parse_degrees
from linkage.law.refusal import Refused

D = Decimal
TAIYUAN = (D("112.5492"), D("37.8570"))


def test_taiyuan_is_in_shanxi() -> None:
    assert fault_of_place(*TAIYUAN) is None
    assert hint_of_place(*TAIYUAN) is None


def test_beijing_is_a_place_to_look_at_twice_but_no_error() -> None:
    assert fault_of_place(D("116.40"), D("39.90")) is None
    assert "不在山西省范围内" in (hint_of_place(D("116.40"), D("39.90")) or "")


def test_a_place_abroad_is_an_error() -> None:
    assert "不在我国境内" in (fault_of_place(D("2.35"), D("48.85")) or "")


def test_a_pair_the_wrong_way_round_is_told_so_and_not_swapped() -> None:
    assert "可能填反了" in (fault_of_place(TAIYUAN[1], TAIYUAN[0]) or "")


def test_what_is_no_number_is_no_place() -> None:
    assert fault_of_place(D("NaN"), D("37")) == "经度、纬度应是数字。"


@pytest.mark.parametrize(
    "typed",
    [
        "112.5492",
        "112°32′57.12″",
        "112°32'57.12\"",
        "东经112度32分57.12秒",
        "E112°32′57.12″",
        "112° 32′ 57.12″E",
    ],
)
def test_one_place_in_its_usual_spellings(typed: str) -> None:
    assert abs(parse_degrees(typed) - D("112.5492")) < D("1e-9")


def test_degrees_and_minutes_alone_are_read_too() -> None:
    assert parse_degrees("37°30′") == D("37.5")


@pytest.mark.parametrize(
    "typed",
    ["", "太原", "112,5492", "西经112°", "-112.5", "112.5°30′", "112°30.5′10″", "112°10″", "1e2", "１１２"],
)
def test_what_is_no_angle_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match="不是经纬度，请写成"):
        parse_degrees(typed)


@pytest.mark.parametrize("typed", ["112°60′", "112°30′60″"])
def test_sixty_minutes_are_a_degree_and_not_minutes(typed: str) -> None:
    with pytest.raises(Refused, match="应小于60"):
        parse_degrees(typed)


def test_a_place_is_written_with_its_directions() -> None:
    assert in_degrees(*TAIYUAN) == "东经112°32′57.12″，北纬37°51′25.20″"


def test_rounding_never_shows_sixty_seconds() -> None:
    assert in_degrees(D("112.9999999"), D("37.99999999")) == "东经113°00′00.00″，北纬38°00′00.00″"


@given(
    st.decimals(CHINA.west, CHINA.east, places=8),
    st.decimals(CHINA.south, CHINA.north, places=8),
)
def test_what_is_written_reads_back_to_half_a_hundredth_of_a_second(
    longitude: Decimal, latitude: Decimal
) -> None:
    assert fault_of_place(longitude, latitude) is None
    for angle, told in zip((longitude, latitude), in_degrees(longitude, latitude).split("，"), strict=True):
        assert abs(parse_degrees(told) - angle) <= D("0.0051") / 3600


@given(st.text(max_size=15))
def test_whatever_is_typed_is_read_as_an_angle_or_refused_in_words(typed: str) -> None:
    try:
        angle = parse_degrees(typed)
    except Refused as refused:
        told = str(refused)
    else:
        told = f"{angle}。"
        assert 0 <= angle < 1001
    assert told.endswith("。")
