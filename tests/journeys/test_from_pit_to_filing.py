"""RC-08, set again in 杏花岭区 of 太原: from the inspection of a pickling shop to the police's notice that the case is filed.

The officer types what only the officer knows; everything else is there already. Source of the case: see the drill's rc08.
"""

import pytest

from linkage.commands.drill.samples import Case
from tests.journeys.seat import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "某石英制品公司渗坑排放含铅、镉酸洗废水案"
PIT = Case(
    TITLE,
    "太原市杏花岭区演练工业园甲号（虚构）",
    "该公司以酸洗方式加工石英砂，将未经处理的酸洗废水排入无防渗的渗坑，坑内水样铅、镉超标。",
    "太原市生态环境局杏花岭分局",
    "王演明",
)


def register(officer: Seat) -> str:
    """The case as it is entered; returns its number."""
    officer.go("/").press("登记涉嫌犯罪案件")
    officer.fill("案件名称", TITLE)
    officer.fill("案由", "利用渗坑排放含重金属酸洗废水")
    officer.fill("案件来源", "执法检查")
    officer.fill("案发地点", PIT.place)
    officer.fill("查获情况", "检查石英砂酸洗车间，发现废水经地沟流入厂区东侧未作防渗的土坑。")
    officer.fill("行为开始", "2025-05-01")
    officer.fill("行为终了", "2026-02-28")
    officer.fill("涉嫌犯罪事实", PIT.conduct + "含铅3.7毫克/升（标准1.0），含镉0.99毫克/升（标准0.1）。")
    officer.fill("法律依据", "刑法第三百三十八条；法释〔2023〕7号第一条第（五）项")
    row = officer.page.get_by_role("table", name="当事人").get_by_role("row")
    row.nth(1).get_by_label("名称/姓名").fill("某石英制品有限公司")
    row.nth(2).get_by_label("类型").select_option(label="个人")
    row.nth(2).get_by_label("名称/姓名").fill("王某")
    officer.tally.typed += 2
    officer.tally.chosen += 1
    return ""
