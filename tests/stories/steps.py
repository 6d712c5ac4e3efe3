"""What people of a story do at the screen, step by step; each story puts the steps in its own order."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.cast import Cast
from tests.road import Road
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


def led_to(cast: Cast, status: str) -> str:
    """The number of a transfer that the acts led to `status` yesterday."""
    road = Road(cast, now=timezone.now() - timedelta(days=1))
    number: str = road.to(status).dossier.number
    return number


PARTIES = (("单位", "某公司"), ("个人", "刘某"))


def open_case(seat: Seat, parties: tuple[tuple[str, str], ...] = PARTIES, **changes: str) -> str:
    """登记: the number of the dossier that was opened."""
    seat.go("/transfers/new/")
    for name, value in {**CASE, **changes}.items():
        seat.fill(name, value)
    for place, (kind, name) in enumerate(parties):
        seat.fill(f"parties-{place}-name", name)
        if kind != "单位":
            seat.fill(f"parties-{place}-kind", kind)
    seat.press(seat.page.locator("form[data-guard] button.btn-primary"))
    seat.page.wait_for_url(re.compile(r"/transfers/\d{4}-[^/]+/$"))
    return seat.page.url.rstrip("/").rsplit("/", 1)[-1]


def add_material(seat: Seat, number: str, material_class: int, title: str, folder: Path) -> None:
    """One file into one class, through the page."""
    file = folder / f"{title}.txt"
    file.write_text(f"{title}：演练用材料，内容虚构。", encoding="utf-8")
    seat.go(f"/evidence/{number}/add/{material_class}/")
    seat.attach(file)
    seat.fill("title", title)
    seat.fill("source", seat.user.agency.name)
    if seat.page.locator("[data-upload-hint]:visible").count():
        seat.page.wait_for_selector(".upload-done")
    seat.press(seat.page.locator("[data-upload-submit]"))
    seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))
    seat.page.get_by_text(title).first.wait_for()


def gather(
    seat: Seat,
    number: str,
    folder: Path,
    materials: Mapping[int, str] = MATERIALS,
    declared: Mapping[int, str] = DECLARED,
) -> None:
    """Everything the self-check asks for."""
    for material_class, title in materials.items():
        add_material(seat, number, material_class, title, folder)
    for material_class, reason in declared.items():
        seat.go(f"/evidence/{number}/declare/{material_class}/")
        seat.fill("reason", reason)
        seat.press(seat.page.locator("form button.btn-primary"))
        seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))


def verify_and_report(seat: Seat, number: str, colleague: str, **changes: str) -> None:
    """专案组 and 书面报告."""
    seat.act(number, "assign_team", members=[seat.user.name, colleague])
    seat.act(number, "report", **{**REPORT, **changes})
