"""Decided penalties from a table: all or none; each fault names its row and its column."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from linkage.dossiers.models import Counter, Dossier
from linkage.law.refusal import Refused
from linkage.penalties.importing import PERSON, PERSON_NUMBER, UNIT, UNIT_CODE, columns, import_penalties
from linkage.penalties.models import Penalty
from linkage.penalties.queries import prior_penalties
from tests.cast import Cast
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=1)
ROW = {
    "案件名称": "某印染公司超标排放水污染物案",
    "违法行为": "超标排放水污染物",
    "违法行为被发现日": "2026-01-05",
    "发生地点": "杏花岭区某路",
    "违法事实": "排口化学需氧量超标。",
    "行为类型": "其他环境违法行为",
    "行为终了日": "2026-01-04",
    "处罚种类": "没收违法所得、没收非法财物、罚款",
    "罚款金额（元）": "120000.50",
    "处罚决定书文号": "并环杏罚〔2026〕1号",
    "决定日期": "2026-02-25",
    "送达日期": "2026-02-26",
    UNIT: "某印染公司",
    UNIT_CODE: "91350100M000100Y43",
    PERSON: "",
    PERSON_NUMBER: "",
}
SECOND = ROW | {"处罚决定书文号": "并环杏罚〔2026〕2号"}


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def refused(text: str, cast: Cast) -> list[str]:
    with pytest.raises(Refused) as refusal:
        import_penalties(table=text, by=cast.officer, at=NOW, apply=True)
    assert not any(model.objects.exists() for model in (Penalty, Dossier, Counter))
    return [reason.sentence for reason in refusal.value.reasons]


def test_each_row_becomes_a_decided_penalty_on_a_dossier_of_its_own(cast: Cast) -> None:
    told = import_penalties(table=table(ROW, SECOND), by=cast.officer, at=NOW, apply=True)
    assert len(told) == 2
    assert told[0].endswith("决定（并环杏罚〔2026〕1号）。")
    first = Penalty.objects.order_by("pk").first()
    assert first.penalty_kinds == ["confiscation", "fine"]
    assert (first.fine_yuan, first.effective_on) == (Decimal("120000.50"), date(2026, 2, 26))
    assert Dossier.objects.count() == 2
    assert len(prior_penalties([], ["91350100M000100Y43"], date(2026, 3, 1))) == 2


def test_without_apply_everything_is_checked_and_nothing_stays(cast: Cast) -> None:
    assert len(import_penalties(table=table(ROW), by=cast.officer, at=NOW, apply=False)) == 1
    assert not any(model.objects.exists() for model in (Penalty, Dossier, Counter))


def test_one_wrong_row_takes_all_back_and_each_fault_is_named(cast: Cast) -> None:
    wrong = SECOND | {
        "送达日期": "",
        "行为类型": "乱写",
        "处罚种类": "罚款、拘留",
        UNIT_CODE: "91350100M000100Y44",
    }
    said = refused(table(ROW, wrong), cast)
    assert all(sentence.startswith("第3行：") for sentence in said)
    assert "第3行：“送达日期”请填写。" in said
    for column in ("行为类型", "处罚种类", "统一社会信用代码/公民身份号码"):
        assert any(f"“{column}”" in sentence for sentence in said), column


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({UNIT: "", UNIT_CODE: ""}, "第2行：还没有当事人。"),
        ({"罚款金额（元）": ""}, "第2行：处以罚款的，请填写罚款金额。"),
        ({"送达日期": "2026-02-24"}, "第2行：决定日期不能晚于送达日期。"),
        ({"决定日期": "2026-03-09", "送达日期": "2026-03-09"}, "第2行：办理时间不能晚于现在。"),
    ],
)
def test_the_rules_of_the_act_hold_for_a_table_too(change: dict[str, str], said: str, cast: Cast) -> None:
    assert said in refused(table(ROW | change), cast)


def test_a_number_twice_in_the_table_or_already_entered_is_refused(cast: Cast) -> None:
    assert refused(table(ROW, ROW), cast) == ["第3行：文号为并环杏罚〔2026〕1号的处罚决定已经登记。"]
    import_penalties(table=table(ROW), by=cast.officer, at=NOW, apply=True)
    with pytest.raises(Refused, match="文号为并环杏罚〔2026〕1号的处罚决定已经登记"):
        import_penalties(table=table(ROW), by=cast.officer, at=NOW, apply=True)
    assert Penalty.objects.count() == 1


def test_a_late_decision_is_entered_and_marked(cast: Cast) -> None:
    old = ROW | {"决定日期": "2026-01-20", "送达日期": "2026-01-21"}
    (told,) = import_penalties(table=table(old), by=cast.officer, at=NOW, apply=True)
    assert told.endswith("，超过七日录入。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("案件名,违法行为\n甲,乙\n", "不认识的列：案件名。"),
        ("案件名称\n", "共0行；应有 1 至 500 行。"),
        ("案件名称,违法行为\n甲\n", "第2行的格数与表头不一致。"),
    ],
)
def test_a_table_that_is_none_says_so(text: str, said: str, cast: Cast) -> None:
    assert refused(text, cast)[0].startswith(said)


def test_who_may_not_enter_one_may_not_import_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="行政处罚由生态环境部门执法员登记"):
        import_penalties(table=table(ROW), by=cast.investigator, at=NOW, apply=True)


def test_the_headings_are_those_of_the_page() -> None:
    assert set(ROW) - {UNIT, UNIT_CODE, PERSON, PERSON_NUMBER} <= set(columns())
