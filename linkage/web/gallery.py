"""Sample data for the page that lays the shared components side by side: to look at, never from the database.

Shown in a drill or while developing only. People, places and numbers are invented.
"""

from typing import Any

from django import forms

from linkage.law.refusal import Reason

BASIS = "17号文第九条"


def sample_context() -> dict[str, Any]:
    """All that shell/gallery.html shows, in the shapes the components document."""
    clocks = _clocks()
    return {
        "menu": _menu(),
        "head": _head(clocks[1]),
        "clocks": clocks,
        "why": _why(),
        "timeline": _timeline(),
        "classes": _classes(),
        "acts": _acts(),
        "table": _table(),
        "nothing": {
            "caption": "督办",
            "columns": [],
            "rows": [],
            "total_words": "共 0 件",
            "empty": _empty(),
        },
        "form": SampleForm({"decided_on": "", "kind": "crime", "quantity": "三吨"}),
        "refusal": _refusal(),
        "papers": _papers(),
        "tones": _tones(),
        "bar": {"label": "移送材料", "value": 4, "max": 7, "words": "7 类中已齐 4 类"},
        "pager": {"prev_url": "", "next_url": "?after=20", "words": "第 1–20 件，共 128 件"},
    }


class SampleForm(forms.Form):
    """One field of each kind, with the errors a hurried officer makes."""

    decided_on = forms.DateField(
        label="批准移送日期",
        help_text="以审批表上的签批日期为准，24小时自签批时刻起算。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = forms.ChoiceField(
        label="移送类别", choices=[("crime", "涉嫌犯罪案件"), ("detention", "行政拘留案件")]
    )
    quantity = forms.DecimalField(label="危险废物数量（吨）", min_value=0, max_digits=12, decimal_places=3)
    reasons = forms.CharField(label="情况说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    copies = forms.MultipleChoiceField(
        label="抄送",
        required=False,
        choices=[("procuratorate", "同级人民检察院"), ("superior", "上一级生态环境部门")],
        widget=forms.CheckboxSelectMultiple,
    )
    checked = forms.BooleanField(
        label="我已核对移送材料清单与实物一致", help_text="核对人对清单的真实性负责。"
    )


def _menu() -> list[dict[str, Any]]:
    words = ("工作台", "案件", "移送", "台账", "消息")
    counts = {"工作台": 6, "消息": 12}
    return [{"label": w, "url": f"#{w}", "current": w == "移送", "count": counts.get(w)} for w in words]


def _head(clock: dict[str, Any]) -> dict[str, Any]:
    return {
        "crumbs": [{"label": "移送", "url": "#"}, {"label": "杏花岭区", "url": "#"}],
        "number": "并环移〔2026〕17号",
        "title": "某某化工有限公司涉嫌非法处置危险废物案",
        "status": {"word": "已移送，待立案审查", "tone": "waiting"},
        "whose_turn": "轮到太原市公安局杏花岭分局决定是否立案",
        "clock": clock,
        "primary": {"label": "立案", "url": "#", "hint": "县级以上公安机关负责人批准"},
        "others": [{"label": "公文", "url": "#"}, {"label": "导出案卷", "url": "#"}],
    }


def _clock(
    name: str, state: str, word: str, shape: str, left: str, due: str, used: int | None, **more: Any
) -> dict:
    base = {"legal_word": "法定", "basis": BASIS, "rule_code": "police_filing_decision_normal", "url": "#why"}
    known = {"state": state, "state_word": word, "shape": shape, "provisional": False}
    return {
        "name": name,
        "remaining_words": left,
        "due_words": due,
        "fraction": used,
        **base,
        **known,
        **more,
    }


def _clocks() -> list[dict[str, Any]]:
    return [
        _clock("立案审查（一般）", "normal", "正常", "○", "还剩2天 6小时", "10月8日（周四）24:00前", 35),
        _clock("立案审查（一般）", "near", "临期", "◐", "还剩1天 6小时", "10月8日（周四）24:00前", 78),
        _clock("移交案件材料", "overdue", "超期", "●", "已超2天", "9月28日（周一）16:30前", 100, basis="17号文第六条"),
        _clock(
            "补充调查", "paused", "暂停", "‖", "停在还剩12天", "10月26日（周一）24:00前", 60,
            basis="17号文第八条", note="9月30日起暂停：委托鉴定期间。由负责人李建国批准。",
        ),
        _clock(
            "审查起诉", "normal", "正常", "○", "还剩28天", "2027年1月6日（周三）24:00前", 20,
            provisional=True, basis="刑事诉讼法第一百七十二条",
        ),
        _clock("补正材料", "stopped", "已停", "■", "用时 1天 3小时", "应于10月8日（周四）24:00前", 40),
        _clock("出具回执", "unlimited", "不计期限", "—", "应当场出具", "", None, legal_word="提示", basis="17号文第七条"),
    ]  # fmt: skip


def _week(*cells: tuple) -> list[dict[str, Any]]:
    keys = ("day", "kind", "count", "note")
    return [dict(zip(keys, (*cell, *("", "", "", "")[len(cell) :]), strict=True)) for cell in cells]


def _why() -> dict[str, Any]:
    none = ("", "none")
    september = [
        _week(
            (21, "work"),
            (22, "work"),
            (23, "work"),
            (24, "work"),
            (25, "statutory"),
            (26, "rest"),
            (27, "rest"),
        ),
        _week((28, "work"), (29, "start"), (30, "counted", 1), none, none, none, none),
    ]
    october = [
        _week(
            none, none, none, (1, "statutory", 2), (2, "statutory", 3), (3, "statutory"), (4, "statutory"),
        ),
        _week(
            (5, "statutory"), (6, "statutory"), (7, "statutory"), (8, "due"), (9, "work"), (10, "makeup"), (11, "rest"),
        ),
    ]  # fmt: skip
    return {
        "start_words": "2026-09-29 周二 10:20，公安机关接受案件（回执已签）",
        "rule_words": "三日内决定；起算当日不计，期间内的节假日照算，末日遇节假日顺延到其后第一日",
        "article": "环环监〔2017〕17号第九条、第三十八条",
        "steps": [
            "9月29日（周二）接受案件，当日不计。",
            "次日9月30日（周三）为第1日，10月1日、2日为第2、3日。",
            "第3日10月2日（周五）是法定节假日，顺延到假期后第一日。",
            "10月8日（周四）是假期后第一日，届满于当日24:00。",
        ],
        "months": [{"title": "2026年9月", "weeks": september}, {"title": "2026年10月", "weeks": october}],
        "pauses": [],
        "extensions": ["案情疑难复杂，经县级以上公安机关负责人王志强批准延长至三十日，未使用。"],
        "terms": [
            {"instrument": "17号文第九条", "due_words": "10月8日（周四）24:00前"},
            {"instrument": "国务院令第310号第八条", "due_words": "10月2日（周五）24:00前（不顺延的解释）"},
        ],
        "provisional_sentence": "2027年放假安排尚未公布。若计算跨入2027年，公布后自动重算，并通知双方。",
    }


def _papers() -> list[dict[str, Any]]:
    return [
        {"name": "案件移送书", "number": "并环移〔2026〕17号", "url": "#"},
        {"name": "接受案件回执", "number": "并公杏受〔2026〕204号", "url": "#"},
        {"name": "立案审查报告", "number": "", "url": "", "note": "公安机关内部文书"},
    ]


def _entry(
    sequence: int, at: str, sentence: str, actor: str, agency: str, line: str, **more: Any
) -> dict[str, Any]:
    digest = f"{sequence * 7919:08x}9f2c41d07be63a58"
    known = {"papers": [], "late": False, "late_words": "", "digest": digest, "sequence": sequence}
    return {
        "at_words": at,
        "sentence": sentence,
        "actor": actor,
        "agency": agency,
        "line": line,
        **known,
        **more,
    }


def _timeline() -> dict[str, Any]:
    ecology, police, procurators = "太原市生态环境局", "太原市公安局杏花岭分局", "太原市人民检察院"
    handed = [
        _entry(14, "2026-09-30 周三 09:05", "查收抄送的案件移送书。", "赵静", procurators, "procuratorate"),
        _entry(13, "2026-09-29 周二 10:20", "接受案件，当场出具接受案件回执。", "陈警官", police, "police",
               papers=_papers()[1:2]),
        _entry(12, "2026-09-28 周一 18:40", "移送公安机关，同时抄送同级人民检察院。", "张明", ecology, "ecology",
               papers=_papers()[:1], late=True, late_words="超期 2小时"),
    ]  # fmt: skip
    checks = [
        _entry(
            n, f"2026-09-{n + 10:02d} 周五 15:00", f"登记第 {n} 份现场检查笔录。", "张明", ecology, "ecology"
        )
        for n in range(11, 0, -1)
    ]
    return {
        "stages": [{"stage": "移送与受案", "entries": handed}, {"stage": "核实", "entries": checks * 5}],
        "filters": [
            {"label": "全部机关", "url": "#", "current": True, "count": 58},
            {"label": "生态环境", "url": "#", "count": 56},
            {"label": "公安", "url": "#", "count": 1},
            {"label": "检察", "url": "#", "count": 1},
        ],
        "order": {"label": "改为最早在前", "url": "#"},
        "total": 58,
    }


def _classes() -> list[dict[str, Any]]:
    rows: tuple[tuple[Any, ...], ...] = (
        ("案件移送书", "complete", "已齐", [], "", 1),
        ("案件调查报告", "complete", "已齐", [], "", 1),
        ("现场检查、询问笔录等", "missing", "缺 2 项", ["采样记录单没有采样人签名", "缺当事人询问笔录"],
         "由承办人张明在“证据”页补充", 5),
        ("涉案物品清单", "missing", "缺 1 项", ["还没有生成涉案物品清单"], "由承办人在“物品”页生成", 0),
        ("现场照片、录音录像及清单", "unseen", "未看过", [], "", 0),
        ("监测、检验报告、认定意见", "declared", "已说明", [], "委托检验中，预计10月12日（周一）出具", 0),
        ("其他材料", "complete", "已齐", [], "", 2),
    )  # fmt: skip
    keys = ("name", "state", "state_word", "missing", "supplier", "items_count")
    return [{"number": n, "url": "#", **dict(zip(keys, row, strict=True))} for n, row in enumerate(rows, 1)]


def _acts() -> dict[str, Any]:
    return {
        "whose_turn": "轮到太原市公安局杏花岭分局",
        "open": [
            {"code": "decline", "label": "不予立案", "url": "#", "limit_words": "10月8日（周四）24:00前", "basis": BASIS,
             "primary": False},
            {"code": "correct", "label": "要求补正材料", "url": "#", "limit_words": "接受后24小时内", "basis": "17号文第八条",
             "primary": False},
        ],
        "closed": [
            {"code": "return", "label": "退回", "reasons": ["证据不充分不是退回的理由：应先要求补充调查（17号文第八条）。"]},
            {"code": "withdraw", "label": "撤销案件", "reasons": ["尚未立案。"]},
        ],
    }  # fmt: skip


def _empty() -> dict[str, str]:
    what_to_do = "市级以上可从案件页挂牌；县级发现应当挂牌的，可提请市级。"
    return {
        "why": "本辖区没有挂牌督办的案件。",
        "what_to_do": what_to_do,
        "url": "#",
        "action": "查看可提请的案件",
    }


def _refusal() -> dict[str, Any]:
    reasons = (
        Reason("还缺涉案物品清单。", "17号文第六条第四项", "由承办人在“物品”页生成。"),
        Reason(
            "移送书面报告还没有负责人的批准。",
            "国务院令第310号第五条第二款",
            "由本机关正职负责人或主持工作的负责人审批。",
        ),
    )
    return {"what": "不能移送", "reasons": reasons}


def _tones() -> list[dict[str, str]]:
    pairs = {
        "draft": "拟办", "running": "侦查中", "waiting": "等待对方", "done": "办结", "refused": "不予立案",
        "missing": "待补正", "overdue": "超期", "hint": "供参考，由人决定",
    }  # fmt: skip
    return [{"tone": tone, "word": word} for tone, word in pairs.items()]


def _row(n: int) -> dict[str, Any]:
    states = (("near", "还剩1天 6小时"), ("overdue", "已超2天"), ("normal", "还剩12天"), ("stopped", "已停"))
    state, left = states[n % 4]
    tone, word = (("waiting", "待立案"), ("missing", "待补正"), ("running", "侦查中"), ("done", "已起诉"))[
        n % 4
    ]
    where = ("杏花岭区", "小店区", "万柏林区", "清徐县")[n % 4]
    cells = [
        f"并环移〔2026〕{n + 3}号",
        f"{where}某某化工有限公司等单位涉嫌非法排放、倾倒、处置危险废物污染环境案",
        f"太原市公安局{where[:-1]}分局",
        {"kind": "date", "text": "2026-10-08 周四"},
        {"kind": "number", "text": f"{n * 1371 % 9000 / 100:,.3f}"},
        {"kind": "status", "text": word, "tone": tone},
        {"kind": "clock", "text": left, "state": state, "title": "10月8日（周四）24:00前"},
    ]
    return {"url": "#", "cells": cells, "late": state == "overdue"}


def _table() -> dict[str, Any]:
    labels = ("文号", "案件", "接收机关", "移送日期", "危险废物（吨）", "状态", "期限")
    columns = [
        {"key": f"c{i}", "label": label, "numeric": i == 4, "grow": i == 1, "sort_url": "#" if i in {0, 3, 6} else "",
         "sorted": "descending" if i == 3 else ""}
        for i, label in enumerate(labels)
    ]  # fmt: skip
    choices = [{"key": c["key"], "label": c["label"], "checked": True} for c in columns]
    return {
        "caption": "移送台账",
        "columns": columns,
        "rows": [_row(n) for n in range(20)],
        "total_words": "共 128 件",
        "filters": FilterForm(),
        "applied": [{"words": "状态：未办结", "remove_url": "#"}],
        "clear_url": "#",
        "views": [
            {"label": "我经办的", "url": "#", "current": True, "count": 9},
            {"label": "本周届满", "url": "#", "count": 4},
            {"label": "全部", "url": "#", "count": 128},
        ],
        "save_view_url": "#",
        "column_choice": {"hidden": [], "choices": choices},
        "export_url": "#",
        "print": True,
        "prev_url": "",
        "next_url": "#",
        "page_words": "第 1–20 件",
        "empty": _empty(),
    }


class FilterForm(forms.Form):
    """Filters as plain words above the sample table."""

    region = forms.ChoiceField(label="地区", required=False, choices=[("", "全市"), ("140107", "杏花岭区")])
    status = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("open", "未办结")])
    since = forms.DateField(
        label="移送不早于", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    words = forms.CharField(label="含有", required=False)
