"""What people of a story do at the screen, step by step; each story puts the steps in its own order."""

import re
from pathlib import Path

from tests.stories.seats import Seat

CASE = {
    "title": "某石英制品公司渗坑排放含铅、镉酸洗废水案",
    "cause": "利用渗坑排放含重金属废水",
    "place": "杏花岭区某村东侧厂院",
    "how_discovered": "执法检查发现厂区北侧有未经防渗的渗坑，坑内积存酸洗废水。",
    "summary": "某公司将未经处理的酸洗废水排入厂区渗坑。"
    "经监测，坑内水样铅3.7毫克/升（标准1.0），镉0.99毫克/升（标准0.1）。",
    "legal_basis": "刑法第三百三十八条；法释〔2023〕7号第一条第（五）项",
}
REPORT = {
    "verification": "两名执法人员现场核实，渗坑与酸洗车间由暗管连接，当事人对排放事实无异议。",
    "condition_lawful": "符合",
    "condition_evidence": "符合",
}
MATERIALS = {2: "案件调查报告", 3: "现场检查笔录", 6: "监测报告"}
DECLARED = {4: "本案没有查封、扣押的物品", 5: "现场光线不足未拍摄，情况见笔录"}


def open_case(seat: Seat, **changes: str) -> str:
    """登记: the number of the dossier that was opened."""
    seat.go("/transfers/new/")
    for name, value in {**CASE, **changes}.items():
        seat.fill(name, value)
    parties = seat.page.locator("input[name$=-name]")
    parties.nth(0).fill("某公司")
    parties.nth(1).fill("刘某")
    seat.page.locator("select[name$=-kind]").nth(1).select_option(label="个人")
    seat.page.locator("form button.btn-primary").click()
    seat.page.wait_for_url(re.compile(r"/transfers/\d{4}-[^/]+/$"))
    return seat.page.url.rstrip("/").rsplit("/", 1)[-1]


def add_material(seat: Seat, number: str, material_class: int, title: str, folder: Path) -> None:
    """One file into one class, through the page."""
    file = folder / f"{title}.txt"
    file.write_text(f"{title}：演练用材料，内容虚构。", encoding="utf-8")
    seat.go(f"/evidence/{number}/add/{material_class}/")
    seat.page.locator("input[type=file]").set_input_files(str(file))
    seat.page.fill("#id_title", title)
    seat.page.fill("#id_source", "太原市生态环境局杏花岭分局")
    if seat.page.locator("[data-upload-hint]:visible").count():
        seat.page.wait_for_selector(".upload-done")
    seat.page.locator("[data-upload-submit]").click()
    seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))
    seat.page.get_by_text(title).first.wait_for()


def gather(seat: Seat, number: str, folder: Path) -> None:
    """Everything the self-check asks for."""
    for material_class, title in MATERIALS.items():
        add_material(seat, number, material_class, title, folder)
    for material_class, reason in DECLARED.items():
        seat.go(f"/evidence/{number}/declare/{material_class}/")
        seat.page.fill("#id_reason", reason)
        seat.page.locator("form button.btn-primary").click()
        seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))


def verify_and_report(seat: Seat, number: str, colleague: str) -> None:
    """专案组 and 书面报告."""
    seat.act(number, "assign_team", members=[seat.user.name, colleague])
    seat.act(number, "report", **REPORT)
