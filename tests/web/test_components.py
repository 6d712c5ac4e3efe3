"""What each shared component must say, whatever the data; and that the sheet of samples shows them all."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from linkage.law.refusal import Reason
from linkage.web import gallery

WEB = Path(gallery.__file__).parent
TEMPLATES = WEB / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
SAMPLES = gallery.sample_context()


def said(template: str, **context: object) -> str:
    """The words on the page: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", render_to_string(f"components/{template}.html", context)).split())


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_each_component_says_on_top_what_it_needs(path: Path) -> None:
    text = path.read_text()
    top = text[: text.index("%}", text.index("endcomment"))] if "{% comment" in text else text.splitlines()[0]
    assert "Context" in top


def test_the_sheet_of_samples_shows_every_component() -> None:
    including = re.compile(r'{% include "(components/\w+\.html)"')
    seen, waiting = (
        set(),
        {"shell/gallery.html", "shell/page.html", "shell/notices.html", "registration/login.html"},
    )
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= set(including.findall((TEMPLATES / name).read_text())) - seen
    assert {f"components/{path.name}" for path in COMPONENTS} <= seen


def test_the_sheet_of_samples_can_be_drawn() -> None:
    page = render_to_string("shell/gallery.html", SAMPLES)
    assert page.count("<h1") == 1
    assert page.count("btn-primary") == 2, "one primary button in the head, one under the form"


@pytest.mark.parametrize("clock", SAMPLES["clocks"], ids=lambda clock: clock["state"])
def test_a_clock_gives_its_state_as_a_word_and_a_shape(clock: dict) -> None:
    page = render_to_string("components/clock.html", {"clock": clock})
    assert clock["state_word"] in page
    assert f'href="#shape-{clock["state"]}"' in page
    assert f'id="shape-{clock["state"]}"' in (TEMPLATES / "shell/shapes.svg").read_text()
    assert clock["legal_word"] in said("clock", clock=clock)


def test_a_clock_in_an_unpublished_year_says_so_in_a_word() -> None:
    clock = dict(SAMPLES["clocks"][0], provisional=True)
    assert "暂定" in said("clock", clock=clock)
    assert "暂定" in said("clock_line", clock=clock)
    assert "暂定" not in said("clock", clock=dict(clock, provisional=False))


def test_a_duty_without_limit_has_no_bar() -> None:
    clock = dict(SAMPLES["clocks"][0], fraction=None)
    assert "<progress" not in render_to_string("components/clock.html", {"clock": clock})
    assert "<progress" in render_to_string("components/clock.html", {"clock": dict(clock, fraction=0)})


def test_the_small_calendar_marks_each_day_with_a_word() -> None:
    words = said("clock_why", why=SAMPLES["why"])
    for word in ("29 起算", "30 第1日", "2 法定假 第3日", "8 届满", "10 调休班", "11 休"):
        assert word in words


def test_the_date_of_the_other_instrument_stands_beside_where_they_differ() -> None:
    assert "国务院令第310号第八条" in said("clock_why", why=SAMPLES["why"])
    alone = dict(SAMPLES["why"], terms=SAMPLES["why"]["terms"][:1])
    assert "各文件分别届满于" not in said("clock_why", why=alone)


def stage_of(number: int) -> dict:
    entry = SAMPLES["timeline"]["stages"][0]["entries"][0]
    return {"stage": "核实", "entries": [dict(entry, sequence=n) for n in range(number)]}


@pytest.mark.parametrize(("number", "folded"), [(50, False), (51, True), (1000, True)])
def test_a_stage_of_more_than_fifty_acts_folds_the_rest_and_loses_none(number: int, folded: bool) -> None:
    page = render_to_string("components/timeline.html", {"timeline": {"stages": [stage_of(number)]}})
    assert page.count('<li class="act ') == number
    assert ("<details" in page) is folded
    if folded:
        assert page.index("<details") > page.index('id="act-49"')
        assert f"再显示 {number - 50} 项" in page


def test_an_act_on_the_timeline_names_person_and_agency_and_whether_it_came_late() -> None:
    late = SAMPLES["timeline"]["stages"][0]["entries"][2]
    words = said("timeline_entry", entry=late)
    assert "张明 · 太原市生态环境局" in words
    assert "超期 2小时" in words
    assert "超期" not in said("timeline_entry", entry=dict(late, late=False))


def test_a_timeline_without_acts_says_why() -> None:
    assert "还没有办理记录" in said("timeline", timeline={"stages": [], "empty": {"why": "还没有办理记录。"}})


def test_the_task_list_names_each_gap_and_who_can_close_it() -> None:
    words = said("task_list", classes=SAMPLES["classes"])
    for word in (
        "已齐",
        "缺 2 项",
        "未看过",
        "已说明",
        "缺当事人询问笔录",
        "由承办人在“物品”页生成",
        "已有 5 件",
    ):
        assert word in words
    assert "已有 0 件" not in words


def test_what_may_not_be_done_yet_stands_with_its_reason_and_is_no_link() -> None:
    acts = SAMPLES["acts"]
    page = render_to_string("components/act_panel.html", {"acts": acts})
    later = page[page.index("现在还不能办") :]
    for act in acts["closed"]:
        assert act["label"] in later
        assert all(reason in later for reason in act["reasons"])
    assert "<a " not in later
    assert "<button" not in later


def test_the_panel_of_one_who_has_nothing_to_do_says_so() -> None:
    assert "您现在没有要办的事" in said(
        "act_panel", acts={"open": [], "closed": []}, whose_turn="轮到公安机关"
    )


def test_a_table_links_its_first_cell_and_aligns_numbers_under_numbers() -> None:
    page = render_to_string("components/table.html", {"table": SAMPLES["table"]})
    body = page[page.index("<tbody>") :]
    assert body.count('class="ledger-link"') == len(SAMPLES["table"]["rows"])
    assert body.count('class="is-number"') == len(SAMPLES["table"]["rows"])
    assert 'data-label="危险废物（吨）"' in body


def test_a_row_that_is_short_ends_in_empty_cells_and_one_that_is_long_ends_with_the_columns() -> None:
    columns = [{"key": "a", "label": "甲"}, {"key": "b", "label": "乙"}]
    for cells in (["1"], ["1", "2", "3"]):
        page = render_to_string(
            "components/table.html", {"table": {"columns": columns, "rows": [{"cells": cells}]}}
        )
        assert page.count("<td") == 2


def test_a_cell_of_each_kind_is_drawn_with_its_word_and_its_shape() -> None:
    columns = [{"key": str(n), "label": str(n)} for n in range(3)]
    cells = [
        {"kind": "status", "text": "待补正", "tone": "missing"},
        {"kind": "clock", "text": "已超2天", "state": "overdue", "title": "9月28日（周一）16:30前"},
        {"kind": "link", "text": "移送书", "url": "/papers/1/"},
    ]
    page = render_to_string(
        "components/table.html", {"table": {"columns": columns, "rows": [{"cells": cells}]}}
    )
    for part in (
        "#shape-missing",
        "待补正",
        "#shape-overdue",
        "已超2天",
        'title="9月28日（周一）16:30前"',
        'href="/papers/1/"',
    ):
        assert part in page


def test_a_cell_shortened_on_the_screen_is_whole_on_hover() -> None:
    columns = [{"key": "name", "label": "案件", "grow": True}]
    long = "某某化工有限公司" * 20
    page = render_to_string(
        "components/table.html", {"table": {"columns": columns, "rows": [{"cells": [long]}]}}
    )
    assert f'title="{long}"' in page


def test_a_table_without_rows_says_why_and_what_to_do() -> None:
    words = said("table", table=SAMPLES["nothing"])
    assert "本辖区没有挂牌督办的案件" in words
    assert "可提请市级" in words


def test_a_refusal_shows_all_reasons_with_basis_and_what_now() -> None:
    reasons = (Reason("还缺清单。", "17号文第六条", "由承办人生成。"), Reason("还没有批准。"))
    words = said("refusal", refusal={"what": "不能移送", "reasons": reasons})
    for word in (
        "不能移送",
        "共 2 条原因",
        "还缺清单。",
        "依据 17号文第六条",
        "现在怎么办 由承办人生成。",
        "还没有批准。",
    ):
        assert word in words
    assert words.count("依据") == 1, "no empty line where a reason has no basis"


def test_what_a_user_typed_is_text_and_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    entry = dict(SAMPLES["timeline"]["stages"][0]["entries"][0], sentence=evil, actor=evil, digest=evil)
    columns = [{"key": "name", "label": evil}] * 4
    kinds = [
        {"kind": kind, "text": evil, "tone": evil, "state": evil, "url": evil}
        for kind in ("status", "clock", "link")
    ]
    pages = [
        render_to_string("components/timeline_entry.html", {"entry": entry}),
        render_to_string(
            "components/table.html",
            {"table": {"columns": columns, "rows": [{"url": evil, "cells": [evil, *kinds]}]}},
        ),
        render_to_string(
            "components/refusal.html", {"refusal": {"what": evil, "reasons": [Reason(evil, evil, evil)]}}
        ),
        render_to_string("components/paper_chip.html", {"paper": {"name": evil, "number": evil, "url": "#"}}),
    ]
    assert not any(evil in page for page in pages)
    assert all("&lt;script&gt;" in page for page in pages)


def test_a_field_says_required_in_a_word_and_ties_its_error_to_itself() -> None:
    form = gallery.SampleForm({"quantity": "三吨"})
    page = render_to_string("components/form_field.html", {"field": form["quantity"]})
    assert "必填" in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_quantity_error"' in page
    assert 'id="id_quantity_error"' in page
    assert "选填" in render_to_string("components/form_field.html", {"field": form["reasons"]})


@pytest.mark.parametrize("page", ["404", "403", "403_csrf", "500"])
def test_a_page_for_when_something_went_wrong_needs_no_context_and_says_what_now(page: str) -> None:
    text = render_to_string(f"{page}.html")
    assert "回工作台" in text
    assert "系统错误" not in text


def test_a_breakdown_gives_a_number_to_quote_and_whom_to_call() -> None:
    text = render_to_string("500.html", {"incident": "A7-204", "hotline": "0351-0000000"})
    assert "A7-204" in text
    assert "0351-0000000" in text


def test_the_door_says_that_no_state_secrets_belong_here() -> None:
    text = render_to_string("registration/login.html", {"form": gallery.SampleForm()})
    assert "本系统为非涉密系统，不得存储、处理国家秘密" in text
