"""The answers of the table of elements and evidence: the same invented case."""

from typing import Any

CLAUSES = "法释〔2023〕7号第一条第三项、第一条第五项"

ASSESSMENT: dict[str, dict[str, Any]] = {
    "element_evidence_table": {
        "result": "法释〔2023〕7号命中第一条第五项（第一档）：涉嫌污染环境罪（刑法第338条），第一档（严重污染环境）。",
        "elements": [
            {
                "element": "排放、倾倒、处置的行为",
                "clauses": CLAUSES,
                "state": "已对应",
                "evidence": "现场检查笔录（渗坑的位置和来源）；现场照片",
                "wanted": "现场检查（勘察）笔录、询问笔录；现场照片、录音录像；案件调查报告",
                "closers": "生态环境部门、公安机关",
            },
            {
                "element": "污染物浓度和适用的标准",
                "clauses": "法释〔2023〕7号第一条第三项",
                "state": "待确认",
                "evidence": "建议：监测报告",
                "wanted": "监测报告；采样记录",
                "closers": "监测机构、生态环境部门",
            },
            {
                "element": "主观故意",
                "clauses": CLAUSES,
                "state": "缺",
                "evidence": "缺",
                "wanted": "询问笔录；以前的处罚决定、责令文书、合同和价格凭证",
                "closers": "公安机关、生态环境部门",
            },
        ],
        "gaps": "主观故意",
        "unconfirmed": "污染物浓度和适用的标准",
    },
}
