"""What the people of the river case write at the screen: 杏花岭区, lead and cadmium in the water below a pit. All invented."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from linkage.accounts.models import User
from linkage.commands.drill import samples
from linkage.law.wording import SHANGHAI
from tests.stories.seats import Seat

TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=SHANGHAI)
"""No day of rest for a week."""
INFORMANT = {"name": "群众乙", "contact": "13800000000"}
CLUE = {
    "title": "某金属制品公司向河道排放酸洗废水",
    "cause": "利用渗坑排放含重金属废水",
    "place": "杏花岭区某村东侧河道排口",
    "summary": "据群众举报，村东河水发灰，排口上游约二百米有一家金属酸洗厂，厂内有土坑。",
    "suspected_conduct": "涉嫌利用渗坑向河道排放含铅、镉的酸洗废水。",
    "serious_reason": "排口下游一公里有村镇取水井。",
    "suggestion": "商请公安机关提前介入，通报后联合调查。",
}
PARTIES = (("单位", "某金属制品公司"), ("个人", "刘某"))
INTERVENTION = {"help_needed": "派员到场共同控制现场，查明排放人员。"}
PLACE = {"longitude": "112.588100", "latitude": "37.901300"}
INSPECTION = {
    "inspection_kind": "现场检查（勘察）",
    **PLACE,
    "record_notes": "厂区北侧渗坑无防渗，坑壁有暗管通向河道排口，排口正在出水。",
}
SAMPLE = {
    **PLACE,
    "sampling_basis": "污水监测技术规范 HJ 91.1—2019",
    "medium": "污水",
    "analytes": "铅\n镉",
    "container": "聚乙烯瓶500毫升",
    "preservative": "加硝酸酸化，4℃以下避光",
    "amount": "500",
    "amount_unit": "毫升",
    "conditions": "晴，生产线正在运行",
    "presence": "当事人到场",
    "witness": "刘某",
}
PREFILLED = ("longitude", "latitude", "sampling_basis", "conditions", "presence", "witness", "samplers")
"""What a second sample of the same day need not be told again."""
LABORATORY_NAME = "山西某环境检测有限公司"
LICENCE = {
    "cma_number": "180412050001",
    "cma_valid_from": "2024-01-01",
    "cma_valid_to": "2029-12-31",
    "cma_scope": "铅\n镉\n化学需氧量",
}
JUDGED = {
    "unit_crime_signs": ["实际控制人、主要负责人"],
    "unit_crime": "刘某以公司名义决定排放，节省的费用归公司，应当认定为单位犯罪。",
    "fault_signs": ["采用逃避监管的方式"],
    "intent": "刘某铺设暗管，明知废水未经处理仍然排放，具有主观故意。",
}
"""The team's own judgement in its report; the rest of it is ready-made."""
METHOD, STANDARD = "GB/T 7475—1987", "GB 8978—1996表1"
CLASSES = {
    "单位": "",
    "出资者（投资人）": "",
    "经营者": "",
    "实际获利者": "利润归王某一人，银行流水没有其他去向。",
    "直接负责的主管人员": "",
    "其他直接责任人员": "酸洗工按刘某的安排操作，不知道暗管通向河道。",
    "上游供应方": "酸由当地化工商店零售，没有发现明知仍供应的人。",
    "运输方": "废水没有外运。",
    "接收处置方": "没有把废水交给他人处置。",
}
"""Class of persons, in the order in which the page proposes them -> why nobody is in it; empty where somebody stands."""


def register_clue(seat: Seat) -> str:
    """登记线索, with an informant who is sealed: the number of the dossier."""
    seat.go("/clues/new/")
    for name, value in CLUE.items():
        seat.fill(name, value)
    seat.fill("serious", "是")
    for judged in ("complex", "wide_influence", "clearly_criminal"):
        seat.fill(judged, "否")
    for row, (kind, name) in enumerate(PARTIES):
        seat.fill(f"parties-{row}-kind", kind)
        seat.fill(f"parties-{row}-name", name)
    for name, value in INFORMANT.items():
        seat.fill(f"informants-0-{name}", value)
    seat.look()
    seat.send()
    return urlsplit(seat.page.url).path.rstrip("/").rsplit("/", 1)[-1]


def register_sampler(seat: Seat, person: User, number: str, since: str, until: str) -> str:
    """The head enters a certificate of a sampler; the sentence that says so."""
    seat.go("/sampling/qualifications/")
    page = seat.page
    page.select_option("#qualification_person", label=f"{person.name}（{person.credential_number}）")
    facts = {"issuer": "山西省生态环境监测和应急保障中心", "number": number}
    for name, value in {**facts, "valid_from": since, "valid_to": until}.items():
        page.fill(f"#qualification_{name}", value)
    for medium in ("地表水", "污水"):
        page.locator("#qualification_scope").get_by_label(medium, exact=True).check()
    page.get_by_role("button", name="登记采样资格").click()
    return page.locator("#notices").inner_text()


def results(lead: str, cadmium: str) -> str:
    """The lines of a laboratory's report."""
    rows = (("铅", lead, "1.0"), ("镉", cadmium, "0.1"))
    return "\n".join(
        f"{name}｜{value}｜毫克/升｜{METHOD}｜{limit}｜{STANDARD}" for name, value, limit in rows
    )


def add_file(seat: Seat, number: str, kind: str, folder: Path, moment: datetime, **said: Any) -> str:
    """A drawn photograph or a typeset report into its class, through the page: its title."""
    known = samples.SAMPLES[kind]
    title = said.pop("title", known.name)
    sample = replace(known, name=title)
    case = samples.Case(
        CLUE["title"], CLUE["place"], CLUE["suspected_conduct"], seat.user.agency.name, seat.user.name
    )
    file = folder / samples.file_name(sample)
    file.write_bytes(samples.content(sample, case, moment))
    seat.go(f"/evidence/{number}/add/{sample.material_class}/")
    seat.attach(file)
    for name, value in {"title": title, "source": seat.user.agency.name, **said}.items():
        seat.fill(name, value)
    seat.page.wait_for_selector(".upload-done")
    seat.press(seat.page.locator("[data-upload-submit]"))
    seat.page.get_by_text(title).first.wait_for()
    return str(title)


def offer(seat: Seat, number: str, handed_at: str, **receiver: Any) -> str:
    """What one has in hand is offered to the next hand: the path of the hand-over."""
    facts = {**receiver, "handed_at": handed_at, "seal_intact": "完好"}
    assert "等待接收人核对签收" in seat.do(f"/matters/sample_handover/new/{number}/offer_samples/", **facts)
    return urlsplit(seat.page.url).path


def sign(seat: Seat, path: str, received_at: str, **proof: Any) -> str:
    """Everything agrees with the sheet: the sentence that says it is signed for."""
    checks = {
        "count_check": "相符",
        "volume_check": "相符",
        "temperature_check": "符合保存要求",
        "temperature": "4",
    }
    return seat.do(f"{path}sign_for_samples/", received_at=received_at, **checks, **proof)
