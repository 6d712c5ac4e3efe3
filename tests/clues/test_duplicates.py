"""可能重复的线索: written alike, compared by keyed digests, and of dossiers one may not open nothing but that they are there."""

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from linkage.accounts.models import User
from linkage.clues.actions import PartyFacts
from linkage.clues.marks import Traits, digest_of, normalised
from linkage.clues.models import ClueMark, MarkKind
from linkage.clues.queries import Duplicates, possible_duplicates
from linkage.clues.status import Status as S
from tests.cast import Cast
from tests.clues.road import ClueRoad

UNIT = "91350100M000100Y43"
APART = {"place": "另一处某乡某村北侧河滩", "parties": [PartyFacts("unit", "待查")]}
ALIKE = [
    (MarkKind.NAME, "某酸洗有限公司", "某酸洗（有限责任公司）"),
    (MarkKind.NAME, "某 酸 洗 股份有限公司", "某酸洗有限公司"),
    (MarkKind.PLATE, "晋A·12345", "晋a12345"),
    (MarkKind.PLATE, "晋Ａ１２３４５", "晋A-12345"),
    (MarkKind.PHONE, "+86 138-0000-2222", "13800002222"),
    (MarkKind.PHONE, "0351-1234567", "03511234567"),
    (MarkKind.WASTE, "HW34 900-349-34", "hw34900-349-34"),
    (MarkKind.PLACE, "山西省太原市杏花岭区某村砖窑", "杏花岭区某村 砖窑。"),
    (MarkKind.ADDRESS, "太原市杏花岭区工业路1号", "山西省太原市杏花岭区工业路1号"),
    (MarkKind.CODE, UNIT, UNIT.lower()),
]
UNLIKE = [
    (MarkKind.NAME, "某酸洗有限公司", "某酸洗二厂有限公司"),
    (MarkKind.PLATE, "晋A12345", "晋A12346"),
    (MarkKind.PLACE, "甲乡李庄农贸市场东侧院内", "乙乡王庄农贸市场东侧院内"),
    (MarkKind.PHONE, "13800002222", "13800002223"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ALIKE)
def test_what_people_write_differently_comes_out_alike(kind: str, one: str, other: str) -> None:
    assert digest_of(kind, one) == digest_of(kind, other) != ""


@pytest.mark.parametrize(("kind", "one", "other"), UNLIKE)
def test_what_is_different_stays_different(kind: str, one: str, other: str) -> None:
    assert digest_of(kind, one) != digest_of(kind, other)


@pytest.mark.parametrize("kind", list(MarkKind), ids=str)
@pytest.mark.parametrize("text", ["", "待查", " 不明 ", "不详", "无"])
def test_what_says_nothing_is_compared_with_nothing(kind: str, text: str) -> None:
    assert digest_of(kind, text) == ""


@given(some.sampled_from(list(MarkKind)), some.text(max_size=40))
def test_writing_alike_changes_nothing_the_second_time(kind: str, text: str) -> None:
    once = normalised(kind, text)
    if kind in (MarkKind.CODE, MarkKind.IDENTITY, MarkKind.PLATE, MarkKind.WASTE):
        assert normalised(kind, once) == once
    assert digest_of(kind, text) == digest_of(kind, f"  {unicodedata.normalize('NFKC', text)} ")


@given(some.text(alphabet="0123456789ABCDEF", min_size=10, max_size=18))
def test_a_digest_says_nothing_of_what_it_came_from_and_differs_by_kind(text: str) -> None:
    digests = {digest_of(kind, text) for kind in (MarkKind.CODE, MarkKind.IDENTITY, MarkKind.PLATE)}
    assert len(digests) == 3
    assert all(len(digest) == 64 and text not in digest for digest in digests)


def test_another_deployments_key_gives_another_digest(settings: Any) -> None:
    before = digest_of(MarkKind.PLATE, "晋A12345")
    settings.SECRET_KEY = "another-key-of-another-deployment"
    assert digest_of(MarkKind.PLATE, "晋A12345") != before


pairs: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("name", {"about": {**APART, "parties": [PartyFacts("unit", "甲化工有限公司")]}},
     {"about": {"place": "别处的一块空地上", "parties": [PartyFacts("unit", "甲化工股份有限公司")]}}, "企业名称"),
    ("plate", {"about": APART, "traits": Traits(plates=("晋A12345",))},
     {"about": {**APART, "place": "别处的一块空地上"}, "traits": Traits(plates=("晋a·12345",))}, "车牌号"),
    ("phone", {"about": APART, "traits": Traits(phones=("13800002222",))},
     {"about": {**APART, "place": "别处的一块空地上"}, "traits": Traits(phones=("138 0000 2222",))}, "联系电话"),
    ("place", {"about": APART}, {"about": APART}, "发生地点"),
    ("waste", {"about": APART, "traits": Traits(waste_codes=("900-349-34",))},
     {"about": {**APART, "place": "别处的一块空地上"}, "traits": Traits(waste_codes=("900-349-34",))}, "废物代码"),
    ("both", {"about": APART, "traits": Traits(plates=("晋A12345",))},
     {"about": APART, "traits": Traits(plates=("晋A12345",))}, "车牌号、发生地点"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second", "words"), [p[1:] for p in pairs], ids=[p[0] for p in pairs])
def test_a_clue_that_may_be_the_same_is_named_with_what_is_alike(
    first: dict[str, Any], second: dict[str, Any], words: str, cast: Cast, clue_road: ClueRoad
) -> None:
    one, other = clue_road.open(**first), clue_road.open(**second)
    found = possible_duplicates(other, cast.officer)
    assert [(like.dossier, like.alike) for like in found.open] == [(one.dossier, words)]
    assert found.hidden == ()
    assert [like.dossier for like in possible_duplicates(one, cast.officer).open] == [other.dossier]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "there"), [(90, True), (91, False)])
def test_the_same_place_counts_only_close_in_time(
    days: int, there: bool, cast: Cast, clue_road: ClueRoad
) -> None:
    clue_road.open(about=APART)
    later = clue_road.open(
        about=APART, received_at=clue_road.now - timedelta(hours=1, days=days) + clue_road.step
    )
    assert bool(possible_duplicates(later, cast.officer).count) is there


@pytest.mark.django_db
def test_the_same_waste_in_another_county_is_no_hint(cast: Cast, clue_road: ClueRoad) -> None:
    clue_road.open(about=APART, traits=Traits(waste_codes=("900-349-34",)))
    there = {**APART, "place": "别处的一块空地上"}
    other = clue_road.open(by=cast.next_officer, about=there, traits=Traits(waste_codes=("900-349-34",)))
    assert possible_duplicates(other, cast.city_supervisor) == Duplicates()


@pytest.mark.django_db
def test_of_a_dossier_one_may_not_open_only_that_it_is_there(cast: Cast, clue_road: ClueRoad) -> None:
    hidden = clue_road.open(by=cast.next_officer)
    mine = clue_road.open()
    found = possible_duplicates(mine, cast.officer)
    assert found.open == ()
    assert found.hidden == (
        "另有1件线索的企业名称、地址、发生地点相同，在您无权查阅的卷宗中，请与上级联系。",
    )
    said = repr(found)
    assert hidden.dossier.number not in said and hidden.sending_agency.name not in said
    assert [like.dossier for like in possible_duplicates(mine, cast.city_supervisor).open] == [hidden.dossier]


@pytest.mark.django_db
def test_several_that_are_alike_in_the_same_are_one_sentence(cast: Cast, clue_road: ClueRoad) -> None:
    for _ in range(3):
        clue_road.open(by=cast.next_officer)
    found = possible_duplicates(clue_road.open(), cast.officer)
    assert [sentence[:6] for sentence in found.hidden] == ["另有3件线索"]


@pytest.mark.django_db
def test_what_was_merged_is_not_hinted_at_again(cast: Cast, clue_road: ClueRoad) -> None:
    target = clue_road.another()
    merged = clue_road.to(S.MERGED)
    assert target not in [like.dossier for like in possible_duplicates(merged, cast.officer).open]


@pytest.mark.django_db
def test_the_same_trait_twice_is_one_mark(clue_road: ClueRoad) -> None:
    clue_road.open(traits=Traits(plates=("晋A12345", "晋a·12345")))
    assert ClueMark.objects.filter(kind=MarkKind.PLATE).count() == 1


@pytest.mark.django_db
def test_looking_costs_three_statements_by_index_however_many_clues_there_are(
    cast: Cast, clue_road: ClueRoad
) -> None:
    look: Callable[[User], Duplicates] = lambda who: possible_duplicates(mine, who)  # noqa: E731
    for _ in range(4):
        clue_road.open(by=cast.next_officer)
    mine = clue_road.open()
    mine.dossier.refresh_from_db()
    look(cast.officer)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        look(cast.officer)
    assert len(asked) == 3
    shared = next(q["sql"] for q in asked if "clues_cluemark" in q["sql"] and "received_at" in q["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {shared}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {shared}")
        plan = repr(cursor.fetchall())
    assert "clue_mark_by_digest" in plan, plan
