"""The answers of the paper on a penalty that goes on: the same invented case."""

from typing import Any

PENALTY: dict[str, dict[str, Any]] = {
    "penalty_resumption": {
        "cause": "利用渗坑排放含铅、镉废水",
        "punished": "太原市某石英砂加工有限公司",
        "filed_at": "2026-08-20T09:00:00+08:00",
        "suspended_at": "2026-09-02T15:30:00+08:00",
        "back_because": "公安机关不予立案",
        "back_reference": "不予立案通知书（并公杏不立〔2026〕4号）",
        "opinion": "公安机关认为没有犯罪事实，违法事实清楚，应当依法给予行政处罚，建议恢复办理。",
        "decision": "同意恢复办理",
        "decided_at": "2026-10-08T08:10:00+08:00",
    },
}
