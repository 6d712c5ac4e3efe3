"""What people do at the screen before there is a transfer: a clue, what runs beside it, the joint investigation."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from linkage.accounts.roles import Line
from linkage.investigations.division import ECOLOGY_TASKS, POLICE_TASKS
from tests.stories.seats import Seat

BUTTON = "form[data-guard] button.btn-primary"
MATTER = re.compile(r"/matters/[\w-]+/(\d+)/$")
CLASSES = {
    "单位", "出资者（投资人）", "经营者", "实际获利者", "直接负责的主管人员", "其他直接责任人员", "上游供应方", "运输方",
    "接收处置方",
}  # fmt: skip
"""Every class of persons that the joint report answers for (通知三)."""


def answer(seat: Seat, **facts: Any) -> None:
    """Answer the questions of the form; of several boxes those are ticked whose label begins so, and no other."""
    for name, value in facts.items():
        if not isinstance(value, list):
            seat.fill(name, value)
            continue
        seat.typed.add(name)
        labels = seat.page.locator(f"#id_{name} label")
        for one in range(labels.count()):
            words = labels.nth(one).inner_text().strip()
            labels.nth(one).set_checked(any(words.startswith(wanted) for wanted in value))


def send(seat: Seat) -> str:
    """Send the form off; the sentence that says what happened."""
    here = seat.page.url
    seat.press(seat.page.locator(BUTTON))
    seat.page.wait_for_url(lambda url: url != here)
    return seat.page.locator("#notices").inner_text()


def act(seat: Seat, address: str, *, look: str = "", **facts: Any) -> str:
    """Do the act that stands at this address; with `look`, hold its page to the floor and take its picture."""
    seat.go(address)
    answer(seat, **facts)
    if look:
        seat.page.locator("#preview img").first.scroll_into_view_if_needed()
        seat.page.evaluate("window.scrollTo(0, 0)")
        seat.look(look)
    return send(seat)


def on_clue(number: str, name: str) -> str:
    """Where an act on the clue of this dossier stands."""
    return f"/transfers/{number}/before/clue/{name}/"


def on_investigation(number: str, name: str) -> str:
    """Where an act on its joint investigation stands."""
    return f"/transfers/{number}/before/joint_investigation/{name}/"


def opening(code: str, number: str, name: str) -> str:
    """Where an act stands that opens something on this dossier."""
    return f"/matters/{code}/new/{number}/{name}/"


def matter(seat: Seat) -> str:
    """The address of the matter whose page is open."""
    found = MATTER.search(seat.page.url)
    assert found, seat.page.url
    return found[0]


def part(seat: Seat, number: str, code: str, *, at: str = "", look: str = "") -> None:
    """Open one part of the dossier's page, from the heading `at` on."""
    seat.go(f"/transfers/{number}/?part={code}")
    if at:
        seat.page.locator(f"#{at}").evaluate("e => e.scrollIntoView({block: 'start'})")
    seat.look(look)


def register_clue(seat: Seat, parties: Iterable[tuple[str, str]], *, look: str = "", **facts: Any) -> str:
    """登记线索: the number of the dossier that was opened."""
    seat.go("/clues/new/")
    for place, (kind, name) in enumerate(parties):
        seat.fill(f"parties-{place}-name", name)
        if kind != "单位":
            seat.fill(f"parties-{place}-kind", kind)
    answer(seat, **facts)
    if look:
        seat.look(look)
    send(seat)
    found = re.search(r"/transfers/([\d-]+)/\?part=clue$", seat.page.url)
    assert found, seat.page.locator("body").inner_text()
    return found[1]


def photograph(seat: Seat, number: str, title: str, folder: Path, **facts: str) -> None:
    """One picture into the class of photographs and recordings, with who took it, when and where."""
    file = folder / f"{title}.png"
    file.write_bytes(seat.page.screenshot())
    seat.go(f"/evidence/{number}/add/5/")
    seat.attach(file)
    answer(seat, title=title, shot_by=seat.user.name, **facts)
    seat.page.wait_for_selector(".upload-done")
    seat.press(seat.page.locator("[data-upload-submit]"))
    seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))


def settle_classes(seat: Seat, number: str, found: Iterable[str], statement: dict[str, str]) -> None:
    """审查人员类别, one after the other as the page proposes them: found with evidence, or that there is none."""
    for role in [*found, *sorted(CLASSES - set(found))]:
        known = role in found
        act(
            seat,
            on_investigation(number, "examine_role"),
            role_class=role,
            class_conclusion="已查明" if known else "查无此类人员",
            class_statement=statement["found" if known else "none"],
            **({"class_evidence": ["现场检查笔录"]} if known else {}),
        )


def finish_tasks(seat: Seat, number: str, name: str, result: str) -> None:
    """办结分工任务: all of one's own agency at once."""
    own = ECOLOGY_TASKS if seat.user.agency.line == Line.ECOLOGY else POLICE_TASKS
    act(seat, on_investigation(number, name), tasks=list(own), task_state="已完成", task_result=result)
