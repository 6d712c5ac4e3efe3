"""Conditions on a waste. Each answers None, or the reasons the user will read. None of them changes anything."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from linkage.law.mass_balance import plain
from linkage.law.refusal import Reason
from linkage.law.statute_book import NotInForce
from linkage.law.waste_catalogue import CONCLUSION_BASIS, edition_on, fault_of_code
from linkage.law.wording import date_with_weekday
from linkage.procedure.situation import Situation
from linkage.waste.balance import balance_of, in_words, was_counted
from linkage.waste.facts import METHODS
from linkage.waste.models import Direction, WasteMovement, WasteStream

TRANSPORTS = (Direction.IN.label, Direction.OUT.label)
BY_EXPERTS = METHODS[2]


def code_fits_edition(stream: WasteStream, situation: Situation) -> Sequence[Reason]:
    """The catalogue of the day of the conduct has such a code; an opinion always names one."""
    facts = situation.facts
    on: date | None = facts.get("conduct_on") or stream.conduct_on
    if on is None or not facts:
        return ()
    try:
        edition_on(on)
    except NotInForce as unknown:
        return [Reason(str(unknown), CONCLUSION_BASIS, code="edition_unknown")]
    code = (facts.get("identified_code") or facts.get("waste_code") or "").strip()
    if not code and "identified_code" not in facts:
        return ()
    fault = fault_of_code(code, on)
    return [Reason(fault, CONCLUSION_BASIS, "请核对废物代码。", code="waste_code_wrong")] if fault else ()


def conduct_is_past(stream: WasteStream, situation: Situation) -> Reason | None:
    """What is registered has happened."""
    return _past(situation, "conduct_on", "行为发生日")


def opening_not_negative(stream: WasteStream, situation: Situation) -> Reason | None:
    """There may have been nothing; there was never less."""
    opening = situation.facts.get("opening")
    if opening is None or opening >= 0:
        return None
    return Reason("期初库存不应小于零。", remedy="请核对数量。", code="quantity_wrong")


def movement_is_past(stream: WasteStream, situation: Situation) -> Reason | None:
    """A movement is recorded after it took place."""
    return _past(situation, "moved_on", "日期")


def quantity_fits(stream: WasteStream, situation: Situation) -> Reason | None:
    """A movement moves something; a stocktaking may find nothing."""
    facts = situation.facts
    quantity = facts.get("quantity")
    if quantity is None:
        return None
    counted = facts.get("direction") == Direction.STORED.label
    if quantity > 0 or counted and quantity == 0:
        return None
    said = "盘点结存不应小于零。" if counted else "数量应当大于零。"
    return Reason(said, remedy="请核对数量，单位是吨。", code="quantity_wrong")


def out_says_where(stream: WasteStream, situation: Situation) -> Reason | None:
    """What went nobody knows where is not “out”: it is the difference of the balance."""
    facts = situation.facts
    if facts.get("direction") != Direction.OUT.label or (facts.get("counterpart") or "").strip():
        return None
    return Reason(
        "转出或者处置的，应当写明去向。",
        remedy="去向不明的不要登记为转出，平衡表会算出差额。",
        code="destination_unknown",
    )


def manifest_is_new(stream: WasteStream, situation: Situation) -> Reason | None:
    """One manifest, one transport: the second time it is named with the row that has it."""
    facts = situation.facts
    manifest = (facts.get("manifest") or "").strip()
    if not manifest or stream.pk is None:
        return None
    if facts.get("direction") not in TRANSPORTS:
        return Reason(
            "盘点和损耗没有转移联单。", remedy="请核对类别，或者不填联单编号。", code="manifest_unfit"
        )
    used = WasteMovement.objects.filter(stream=stream.pk, manifest=manifest).first()
    if used is None:
        return None
    said = f"{date_with_weekday(used.moved_on)}{used.get_direction_display()}{plain(used.quantity)}吨"
    return Reason(
        f"联单{manifest}已经登记过（{said}）。",
        remedy="请核对联单编号；确是同一车次的，不必再登记。",
        code="manifest_used",
    )


def request_is_stated(stream: WasteStream, situation: Situation) -> Reason | None:
    """What the other agency is asked to identify."""
    said = situation.facts.get("request_note")
    if said is None or said.strip():
        return None
    return Reason("请填写“提请认定的事项”。", remedy="没有写明的，不能办理。", code="fact_missing")


def experts_are_named(stream: WasteStream, situation: Situation) -> Reason | None:
    """纪要第十三项: an assessment by experts says by whom."""
    facts = situation.facts
    if facts.get("method") != BY_EXPERTS or facts.get("experts"):
        return None
    return Reason("组织专家研判认定的，应当列出研判专家。", "座谈会纪要第十三项", code="experts_unnamed")


def balanced_or_explained(stream: WasteStream, situation: Situation) -> Reason | None:
    """A difference of zero, or what was found out about it in words."""
    if "explanation" not in situation.facts or stream.pk is None:
        return None
    movements = list(stream.movements.all())
    balance = balance_of(stream, movements)
    if balance.difference == 0 or (situation.facts["explanation"] or "").strip():
        return None
    return Reason(
        in_words(balance, counted=was_counted(movements)),
        remedy="请补登转移或者盘点，或者写明差额的原因。",
        code="difference_unexplained",
    )


def _past(situation: Situation, name: str, label: str) -> Reason | None:
    day = situation.facts.get(name)
    if day is None or day <= localdate(situation.occurred_at):
        return None
    return Reason(f"{label}（{day}）晚于办理时间。", remedy="请核对日期。", code="in_the_future")
