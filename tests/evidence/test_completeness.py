"""The self-check: what is there, what is missing, on which basis, who can supply it; and the list of materials."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.dossiers.models import Dossier
from linkage.evidence.completeness import Status, lacks, materials_list, self_check, task_rows
from linkage.evidence.models import ClassDeclaration, EvidenceItem, MaterialClass

DOSSIER = Dossier(pk=1, number="2026-140107-0001")
NOW = datetime(2026, 3, 3, tzinfo=UTC)
C, M, D, U = Status.COMPLETE, Status.MISSING, Status.DECLARED, Status.UNSEEN


def item(material_class: int, title: str = "材料", **more: object) -> EvidenceItem:
    given = {"pk": 1, "dossier_id": 1, "form": "original", "copies": 1, "source": "专案组", **more}
    return EvidenceItem(material_class=material_class, title=title, **given)


def absent(material_class: int, reason: str = "本案无", **more: object) -> ClassDeclaration:
    return ClassDeclaration(material_class=material_class, reason=reason, **{"dossier_id": 1, **more})


def check(items=(), declarations=(), *, penalty_decided=False, generated=frozenset()):
    return self_check(
        DOSSIER, items=items, declarations=declarations, penalty_decided=penalty_decided, generated=generated
    )


def statuses(*args: object, **kwargs: object) -> list[Status]:
    return [state.status for state in check(*args, **kwargs)]


def test_an_empty_dossier_lacks_six_classes_and_says_of_which_item_of_the_article() -> None:
    states = check()
    assert [s.status for s in states] == [M, M, M, U, U, U, U]
    assert [r.basis for r in lacks(states)] == [f"17号第六条第（{n}）项" for n in "一二三四五六"]
    assert all("由" in reason.remedy and state.supplier for state in states for reason in state.missing)
    assert [s.status_label for s in states] == [
        "缺 1 项",
        "缺 1 项",
        "缺 1 项",
        "未看过",
        "未看过",
        "未看过",
        "可不附",
    ]


def test_items_of_the_essential_classes_and_declarations_for_the_others_make_it_complete() -> None:
    states = check([item(2), item(3)], [absent(4), absent(5), absent(6)], generated=frozenset({1}))
    assert [s.status for s in states] == [C, C, C, D, D, D, U]
    assert lacks(states) == ()
    assert all(state.settled for state in states)
    assert states[0].present == ("案件移送书（平台生成）",)
    assert states[3].reason == "本案无"


@pytest.mark.parametrize("material_class", [1, 2, 3, 7])
def test_a_declaration_never_stands_for_an_essential_class(material_class: int) -> None:
    state = check(declarations=[absent(material_class)], penalty_decided=True)[material_class - 1]
    assert state.status is M


@pytest.mark.parametrize("material_class", [4, 5, 6])
def test_classes_four_to_six_need_an_item_or_a_declaration(material_class: int) -> None:
    at = material_class - 1
    assert statuses()[at] is U
    assert statuses([item(material_class)])[at] is C
    assert statuses(declarations=[absent(material_class)])[at] is D
    assert statuses([item(material_class)], [absent(material_class)])[at] is C


def test_a_penalty_decision_is_wanted_once_a_penalty_was_decided() -> None:
    other, decision = item(7, "情况说明"), item(7, "行政处罚决定书", is_penalty_decision=True)
    assert check()[6].settled
    assert statuses([other])[6] is C
    state = check([other], penalty_decided=True)[6]
    assert state.status is M
    assert state.mandatory
    assert "行政处罚决定书" in state.missing[0].sentence
    assert statuses([other, decision], penalty_decided=True)[6] is C


def test_what_was_withdrawn_or_lifted_or_lies_elsewhere_does_not_count() -> None:
    gone = [item(2, withdrawn_at=NOW), item(3, dossier_id=2)]
    said = [absent(4, lifted_at=NOW), absent(5, dossier_id=2)]
    assert statuses(gone, said) == statuses()


def test_a_paper_the_platform_made_counts_like_a_file() -> None:
    assert statuses(generated=frozenset({1, 2, 4}))[:4] == [C, C, M, C]


@given(
    classes=st.lists(st.integers(1, 7)), said=st.sets(st.integers(4, 6)), decided=st.booleans(),
    generated=st.frozensets(st.integers(1, 7)), decision=st.booleans(),
)  # fmt: skip
def test_a_class_is_lacking_exactly_when_the_article_is_not_met(
    classes, said, decided, generated, decision
) -> None:
    items = [item(c, is_penalty_decision=decision and c == 7) for c in classes]
    states = check(items, [absent(c) for c in said], penalty_decided=decided, generated=generated)
    present = {*classes, *generated}
    wanted = {c for c in (1, 2, 3) if c not in present} | {c for c in (4, 5, 6) if c not in present | said}
    if decided and not (decision and 7 in classes):
        wanted.add(7)
    assert {s.material_class for s in states if not s.settled} == wanted
    assert [s.anchor for s in states] == [f"class-{n}" for n in range(1, 8)]
    assert all(s.settled for s in states if s.status in (C, D))


def test_the_rows_of_the_task_list_link_to_their_place() -> None:
    rows = task_rows(check([item(2)], [absent(4, "无物品")]), "/evidence/x/")
    assert rows[1] == {
        "number": 2, "name": "案件调查报告", "state": "complete", "state_word": "已齐", "missing": [], "supplier": "",
        "url": "/evidence/x/#class-2", "items_count": 1,
    }  # fmt: skip
    assert (rows[3]["state"], rows[3]["missing"]) == ("declared", ["无物品"])
    assert rows[4]["supplier"] == "由现场拍摄人提供"


def test_the_list_of_materials_is_in_the_order_of_the_article_and_names_absences() -> None:
    rows = materials_list(
        [
            item(6, "监测报告", pages=3, copies=2, form="copy", source="监测站"),
            item(3, "后做的笔录", made_on=date(2026, 3, 2)),
            item(3, "先做的笔录", made_on=date(2026, 3, 1)),
            item(2, "撤下的", withdrawn_at=NOW),
            item(2, "案件调查报告"),
        ],
        [absent(4, "本案无涉案物品"), absent(5, "旧", lifted_at=NOW)],
    )
    assert [row["名称"] for row in rows] == [
        "案件调查报告",
        "先做的笔录",
        "后做的笔录",
        "无（本案无涉案物品）",
        "监测报告",
    ]
    assert [row["序号"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[4] == {
        "序号": 5, "材料类别": MaterialClass.REPORTS.label, "名称": "监测报告", "份数": 2, "页数": 3,
        "原件/复印件": "复印件", "来源": "监测站",
    }  # fmt: skip
    assert rows[0]["页数"] == "—"
