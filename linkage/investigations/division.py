"""The division of labour between the two agencies, as the notice and 17号 give it; a plan starts from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from linkage.accounts.models import Agency
from linkage.accounts.roles import Line

ECOLOGY_TASKS = (
    "现场污染物的抽检、检测",
    "协调当地政府及相关部门、企业做好污染物检验鉴定",
    "查明污染物的排放方式、种类、浓度、数量、去向",
)
POLICE_TASKS = (
    "控制现场",
    "查明责任人员的身份、岗位",
    "走访、询问相关单位和个人",
    "收集证据",
    "查明企业出资者、经营者和实际获利者",
)
"""通知三；17号第二十八条."""
UNTIL_THE_END = "调查结束前"
"""A task without a day of its own is due on the plan's last day."""
SAMPLING = (
    "采样由两名以上人员进行，当场填写采样记录单并封样；询问由两名以上人员进行，笔录交被询问人核对后签名。"
)
MEDIA = (
    "现场检查、采样、询问同步拍照或者录音录像，写明拍摄人、时间、地点和证明对象，原始文件上传平台，不作改动。"
)
AIM = "查明污染环境的事实、排放的方式和去向，查明全部责任人员，确保案不漏人。"


def first_division(agencies: Iterable[Agency | None]) -> str:
    """The plan's table of labour, an item a line, as the form takes it."""
    tasks = {Line.ECOLOGY.value: ECOLOGY_TASKS, Line.POLICE.value: POLICE_TASKS}
    return "\n".join(f"{a.name}｜{task}" for a in agencies if a for task in tasks.get(a.line, ()))


def due_day(said: str, last: date | None) -> date:
    """The day a line of the division names; ValueError for what is not a day. Without an end there is none to be late for."""
    return (last or date.max) if said == UNTIL_THE_END else date.fromisoformat(said)


def faults_of(
    lines: Iterable[Mapping[str, Any]],
    agencies: Iterable[Agency | None],
    first: date | None,
    last: date | None,
) -> list[str]:
    """What is wrong in which line: an agency that takes no part, a day that is none or lies outside the investigation."""
    names = {a.name for a in agencies if a}
    return [
        f"分工第{number}行{fault}"
        for number, line in enumerate(lines, start=1)
        for fault in _faults_of_line(line, names, first, last)
    ]


def _faults_of_line(
    line: Mapping[str, Any], names: set[str], first: date | None, last: date | None
) -> Iterable[str]:
    if line["agency"] not in names:
        yield f"的单位“{line['agency']}”不是本次联合调查的机关。"
    try:
        day = due_day(line["due"], last)
    except ValueError:
        yield f"的完成日期“{line['due']}”不是日期，请写成 2026-03-10 的样子，或者留空。"
        return
    if first and day < first:
        yield f"的完成日期{day}早于调查开始的{first}。"
