"""The road of a waste: registered, moved, identified, settled; each step by its act."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.waste.models import WasteStream
from linkage.waste.procedure import WASTE
from linkage.waste.status import Status as S
from tests.road import Road

ROADS: dict[str, tuple[str, ...]] = {
    S.REGISTERED: (),
    S.REQUESTED: ("request_identification",),
    S.IDENTIFIED: ("request_identification", "identify_hazardous"),
    S.NOT_HAZARDOUS: ("identify_not_hazardous",),
    S.SETTLED: ("identify_hazardous", "settle_balance"),
}
CONDUCT = date(2026, 2, 20)


@dataclass
class Bench:
    """Leads one waste along its acts, ten minutes an act."""

    road: Road
    dossier: Dossier

    def blank(self, by: User | None = None) -> WasteStream:
        """A waste that is not registered yet."""
        dossier = Dossier.objects.get(pk=self.dossier.pk)
        assert WASTE.blank is not None
        made: WasteStream = WASTE.blank(dossier, by or self.road.cast.officer, self.road.now)
        return made

    def register(self, *, by: User | None = None, **changes: Any) -> WasteStream:
        """A waste is registered."""
        stream = self.blank(by)
        self.do("register_waste", stream, by=by, **changes)
        return stream

    def to(self, status: str) -> WasteStream:
        """A waste that its acts have led to this status."""
        stream = self.register()
        for act in ROADS[status]:
            self.do(act, stream)
        assert stream.status == status
        return stream

    def move(self, stream: WasteStream, direction: str, tonnes: str, **changes: Any) -> Any:
        """One movement or stocktaking."""
        return self.do("record_movement", stream, direction=direction, quantity=Decimal(tonnes), **changes)

    def do(self, act: str, stream: WasteStream, *, by: User | None = None, **changes: Any) -> Any:
        """One act, with facts that fit unless others are given."""
        now = self.road.tick()
        stream.dossier.refresh_from_db()
        facts = {**self.facts(act), **changes}
        return WASTE.do(act, stream, by=by or self.road.cast.officer, at=now, **facts)

    def facts(self, act: str) -> dict[str, Any]:
        """Facts that fit the act."""
        match act:
            case "register_waste":
                return {
                    "waste_name": "废矿物油", "waste_code": "900-249-08", "conduct_on": CONDUCT, "unit_name": "某公司",
                    "features": "黑色黏稠液体，铁桶盛装。", "origin": "设备维修更换。", "place": "厂区西侧棚内", "opening": Decimal(0),
                }  # fmt: skip
            case "record_movement":
                return {
                    "direction": "转出或者处置", "quantity": Decimal("1.5"), "moved_on": CONDUCT, "counterpart": "某收购点",
                    "manifest": "", "note": "",
                }  # fmt: skip
            case "request_identification":
                return {"request_note": "请认定是否属于危险废物。"}
            case "identify_hazardous":
                return {**self.facts("identify_not_hazardous"), "identified_code": "900-249-08"}
            case "identify_not_hazardous":
                return {
                    "unit_name": "某公司", "cause": "非法倾倒", "identified_quantity": Decimal("3.2"), "features": "黑色黏稠液体。",
                    "origin": "设备维修更换。", "method": "对照国家危险废物名录分析认定", "reasons": "产生环节与名录一致。", "experts": [],
                }  # fmt: skip
            case "settle_balance":
                return {"explanation": "已按查明数量核对。"}
        raise KeyError(act)
