"""Clues from a table: all or none; each fault names its row and its column."""

import csv
import io
from datetime import timedelta

import pytest

from linkage.clues.importing import CONTACT, INFORMANT, PERSON, UNIT, columns, import_clues
from linkage.clues.models import Clue, Informant
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Refused
from tests.cast import Cast
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=1)
ROW = {
    "线索名称": "某公司夜间倾倒废酸",
    "收到时间": "2026-03-02 09:00",
    "案由": "非法倾倒危险废物",
    "发生地点": "杏花岭区某村北沟",
    "线索内容": "群众反映夜间有罐车倾倒。",
    "涉嫌情形": "非法倾倒废酸。",
    "拟办意见": "立即核实。",
    "是否情节严重": "否",
    "是否情况复杂": "否",
    "是否社会影响较大": "否",
    "是否明显涉嫌犯罪": "否",
    UNIT: "某公司",
    PERSON: "刘某、孟某",
    INFORMANT: "高某芳",
    CONTACT: "13900000000",
}


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def refused(text: str, cast: Cast) -> list[str]:
    with pytest.raises(Refused) as refusal:
        import_clues(table=text, by=cast.officer, at=NOW, apply=True)
    assert not Clue.objects.exists() and not Dossier.objects.exists()
    return [reason.sentence for reason in refusal.value.reasons]


def test_each_row_becomes_a_clue_with_its_parties_and_its_sealed_informant(cast: Cast) -> None:
    told = import_clues(table=table(ROW, ROW | {"线索名称": "另一条"}), by=cast.officer, at=NOW, apply=True)
    assert len(told) == 2
    first = Clue.objects.order_by("pk").first()
    assert first.get_source_display() == "导入"
    assert [p.name for p in first.dossier.case.parties.order_by("pk")] == ["某公司", "刘某", "孟某"]
    assert {i.name for i in Informant.objects.all()} == {"高某芳"}
    assert "高某芳" not in "".join(told)


def test_without_apply_it_only_checks(cast: Cast) -> None:
    assert len(import_clues(table=table(ROW), by=cast.officer, at=NOW, apply=False)) == 1
    assert not Clue.objects.exists() and not Dossier.objects.exists()


def test_one_wrong_row_keeps_all_out_and_every_fault_is_told(cast: Cast) -> None:
    said = refused(
        table(ROW, ROW | {"收到时间": "", "是否情节严重": "也许"}, ROW | {UNIT: "", PERSON: ""}), cast
    )
    assert "第3行：“收到时间”请填写。" in said
    assert any(sentence.startswith("第3行：“是否情节严重”") for sentence in said)
    assert any(sentence.startswith("第4行：") for sentence in said)
    assert not any(sentence.startswith("第2行") for sentence in said)


def test_headings_and_cells_that_do_not_fit_are_named(cast: Cast) -> None:
    assert refused(table({**ROW, "备注": "x"}), cast)[0].startswith("不认识的列：备注。")
    assert refused("线索名称,案由\n只有一格\n", cast) == ["第2行的格数与表头不一致。"]
    assert refused("线索名称\n", cast) == ["共0行；应有 1 至 500 行。"]


def test_only_those_who_may_register_import(cast: Cast) -> None:
    with pytest.raises(Refused, match="第2行"):
        import_clues(table=table(ROW), by=cast.procurator, at=NOW, apply=True)
    assert not Clue.objects.exists()


def test_the_headings_are_those_of_the_form() -> None:
    assert set(ROW) - {UNIT, PERSON, INFORMANT, CONTACT} < set(columns())
