"""Reads the conditions of `offences/js*.toml` against the facts; each leaf answers with the values it looked at.

A condition is a table with one of these keys: `all` and `any` (lists of conditions), `has` … `of` (a list of choices holds one
of these), `true` (a yes), `at_least` … `n` (a number), `sum` … `of` … `n` (amounts added up), `water` (+`above`) … `n` (hours by level of
the water source), `metals` … `times` (concentration over its limit), `penalties` … `n` (within two years), `rule` (the two
definitions of toxic matter), `clauses` (one of these clauses' own conditions), `person` (left to judgement).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from linkage.law.exceedance import TimesOver, compare, times_over
from linkage.law.offence_answers import Answer, all_of, any_of, doubtful, for_a_person, lacking, no, yes
from linkage.law.offence_book import clause
from linkage.law.offence_facts import FACTS, Facts

_ONE = Decimal(1)


def answer(condition: Mapping[str, Any], facts: Facts) -> Answer:
    """What this condition comes to with these facts."""
    for key, reader in _READERS.items():
        if key in condition:
            return reader(condition, facts)
    raise KeyError(f"unknown condition: {sorted(condition)}")


def pollution_conduct(facts: Facts) -> Answer:
    """刑法第338条: 违反国家规定, and 排放, 倾倒 or 处置. What every clause on pollution rests on."""
    return all_of((_true({"true": "unlawful"}, facts), _conduct(facts)))


def _conduct(facts: Facts) -> Answer:
    """Collecting, storing or carrying is not yet releasing, dumping or disposing; using is, if pollution came of it.

    法释〔2016〕29号第6条第2款、第16条, 法释〔2023〕7号第7条第2款、第18条.
    """
    modes = facts.get("conduct_mode")
    if modes is None:
        return lacking("conduct_mode", why="行为方式没有填")
    if done := [mode for mode in modes if mode in ("排放", "倾倒", "处置")]:
        return yes(f"行为方式是{'、'.join(done)}", "conduct_mode")
    polluting = facts.get("polluting_circumstance")
    if "利用" in modes and polluting is None:
        return lacking("polluting_circumstance", why="利用危险废物时是否有超标排放等污染情形没有填")
    if "利用" in modes and polluting:
        return yes("利用危险废物并有污染情形，视为非法处置", "conduct_mode", "polluting_circumstance")
    told = f"只有{'、'.join(modes)}" if modes else "没有排放、倾倒、处置"
    if modes and polluting:
        return doubtful(
            f"{told}，但有污染情形，是否属于排放、倾倒、处置须人工判断",
            "conduct_mode",
            "polluting_circumstance",
        )
    return no(f"{told}，不是排放、倾倒、处置" if modes else told, "conduct_mode")


def _has(condition: Mapping[str, Any], facts: Facts) -> Answer:
    fact = FACTS[condition["has"]]
    given = facts.get(fact.name)
    if given is None:
        return lacking(fact.name, why=f"{fact.label}没有填")
    if hit := [value for value in given if value in condition["of"]]:
        return yes(f"{fact.label}：{'、'.join(hit)}", fact.name)
    return no(f"{fact.label}：{'、'.join(given) or '都没有'}，不在所列之内", fact.name)


def _true(condition: Mapping[str, Any], facts: Facts) -> Answer:
    fact = FACTS[condition["true"]]
    given = facts.get(fact.name)
    if given is None:
        return lacking(fact.name, why=f"“{fact.label}”没有填")
    return yes(fact.label, fact.name) if given else no(f"没有“{fact.label}”", fact.name)


def _at_least(condition: Mapping[str, Any], facts: Facts) -> Answer:
    fact = FACTS[condition["at_least"]]
    given = facts.get(fact.name)
    if given is None:
        return lacking(fact.name, why=f"{fact.label}没有填")
    return _reached(fact.label, given, condition["n"], fact.unit, fact.name)


def _sum(condition: Mapping[str, Any], facts: Facts) -> Answer:
    fact = FACTS[condition["sum"]]
    given = facts.get(fact.name)
    if given is None:
        return lacking(fact.name, why=f"{fact.label}没有填")
    counted = [value for value in condition["of"] if value in given]
    label = "、".join(counted or condition["of"])
    return _reached(label, sum((given[value] for value in counted), 0), condition["n"], fact.unit, fact.name)


def _reached(label: str, given: Decimal | int, n: int, unit: str, name: str) -> Answer:
    if given >= n:
        return yes(f"{label} {_number(given)} {unit}，达到 {n} {unit}", name)
    return no(f"{label} {_number(given)} {unit}，不足 {n} {unit}", name)


def _number(value: Decimal | int) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _water(condition: Mapping[str, Any], facts: Facts) -> Answer:
    """A source of the level the clause names; for a higher one the clause is silent, and a person decides (举轻以明重)."""
    given = facts.get("water_cut_h")
    if given is None:
        return lacking("water_cut_h", why="水源取水中断没有填")
    n = condition["n"]
    exact = [
        _reached(f"{level}水源取水中断", given.get(level, 0), n, "小时", "water_cut_h")
        for level in condition["water"]
    ]
    higher = [
        doubtful(
            f"{level}水源取水中断 {_number(given[level])} 小时，条文写的是{condition['water'][0]}，举轻以明重须人工判断",
            "water_cut_h",
        )
        for level in condition.get("above", ())
        if given.get(level, 0) >= n
    ]
    return any_of((*exact, *higher))


def _metals(condition: Mapping[str, Any], facts: Facts) -> Answer:
    """“超过标准三倍以上”: four times the limit is enough on either reading, three to four times on one only."""
    given = facts.get("measured_over_standard")
    if given is None:
        return lacking("measured_over_standard", why="重金属的监测结果没有填")
    measured = [
        _metal(metal, given[metal], condition["times"]) for metal in condition["metals"] if metal in given
    ]
    return any_of(measured or [no("没有测得这一组重金属超标", "measured_over_standard")])


def _metal(metal: str, ratio: Decimal, times: int) -> Answer:
    told = f"{metal}实测为标准限值的 {ratio:f} 倍"
    if ratio > _ONE:
        told += f"（超出 {ratio - 1:f} 倍）"
    match times_over(compare(ratio, _ONE), times):
        case TimesOver.REACHED:
            return yes(f"{told}，两种理解下都超过标准 {times} 倍以上", "measured_over_standard")
        case TimesOver.DISPUTED:
            return doubtful(
                f"{told}，在 {times} 倍与 {times + 1} 倍之间，“超过标准 {times} 倍以上”有两种理解，须人工判断",
                "measured_over_standard",
            )
    return no(f"{told}，不到 {times} 倍", "measured_over_standard")


def _penalties(condition: Mapping[str, Any], facts: Facts) -> Answer:
    """二年内: from the day the first penalty took effect to the day of the new conduct (2016年版第17条, 2023年版第19条)."""
    given, end = facts.get("prior_penalties"), facts.get("conduct_end")
    if given is None:
        return lacking("prior_penalties", why="以前受过的行政处罚没有填")
    same = sorted(p.effective_on for p in given if p.conduct_kind == condition["penalties"])
    n = condition["n"]
    if len(same) < n:
        return no(f"同类行政处罚 {len(same)} 次，不足 {n} 次", "prior_penalties")
    if end is None:
        return lacking("conduct_end", why="行为终了日没有填，不能计算二年")
    start = facts.get("conduct_start", end)
    counted = {_count(same, on, same_day) for on in (start, end) for same_day in (False, True)}
    told = f"二年内同类行政处罚 {max(counted)} 次（生效日：{'、'.join(map(str, same))}；行为日 {end}）"
    if min(counted) >= n:
        return yes(f"{told}，达到 {n} 次", "prior_penalties", "conduct_end")
    if max(counted) < n:
        return no(f"{told}，不足 {n} 次", "prior_penalties", "conduct_end")
    return doubtful(
        f"{told}，按行为开始日 {start} 或者当日生效的处罚计算结果不同，须人工判断",
        "prior_penalties",
        "conduct_end",
    )


def _count(effective: list[date], conduct: date, same_day: bool) -> int:
    """Penalties in effect before the conduct (or on its day) that are not more than two years old on that day."""
    until = conduct if same_day else conduct - timedelta(days=1)
    return sum(on <= until and conduct <= two_years_after(on) for on in effective)


def two_years_after(day: date) -> date:
    """The last day of two years that run from `day`; for 29 February it is the 28th."""
    try:
        return day.replace(year=day.year + 2)
    except ValueError:
        return date(day.year + 2, 2, 28)


def _three_kinds(facts: Facts, kinds: Callable[[Facts], Answer]) -> Answer:
    """放射性废物, 含传染病病原体废物 or 有毒物质; the last as the interpretation defines it."""
    substance, toxic = facts.get("substance"), facts.get("toxic_kind")
    if substance is None and not toxic:
        return lacking("substance", why="物质没有填")
    others = [value for value in substance or () if value in ("放射性废物", "含传染病病原体废物")]
    if others:
        return yes(f"物质：{'、'.join(others)}", "substance")
    if "有毒物质" in (substance or ()) or toxic:
        return kinds(facts)
    return no(f"物质：{'、'.join(substance or ()) or '都没有'}，不属于三类物质", "substance")


def _toxic_2016(facts: Facts) -> Answer:
    """第15条: each of the four kinds, heavy metals whether over a standard or not."""
    kinds = facts.get("toxic_kind")
    if kinds is None:
        return yes("物质：有毒物质", "substance")
    return yes(f"有毒物质：{'、'.join(kinds)}", "toxic_kind")


def _toxic_2023(facts: Facts) -> Answer:
    """第17条: hazardous waste only if solid waste, heavy metals only over a discharge standard."""
    kinds = facts.get("toxic_kind")
    if kinds is None:
        return lacking("toxic_kind", why="有毒物质的种类没有填")
    return any_of(_KINDS_2023.get(kind, _stated)(kind, facts) for kind in kinds)


def _stated(kind: str, facts: Facts) -> Answer:
    return yes(f"有毒物质：{kind}", "toxic_kind")


def _solid_waste(kind: str, facts: Facts) -> Answer:
    solid = facts.get("hazardous_waste_is_solid")
    if solid or facts.get("hazardous_waste_t"):
        return yes("有毒物质：危险废物（固体废物）", "toxic_kind")
    if solid is None:
        return lacking("hazardous_waste_is_solid", why="危险废物是否属于固体废物没有填（2023年版第十七条）")
    return no("危险废物不属于固体废物，不是2023年版第十七条的危险废物", "hazardous_waste_is_solid")


def _over_standard(kind: str, facts: Facts) -> Answer:
    given = facts.get("measured_over_standard")
    if given is None:
        return lacking("measured_over_standard", why="重金属含量是否超过排放标准没有填（2023年版第十七条）")
    if over := [f"{metal} {ratio:f} 倍" for metal, ratio in given.items() if ratio > _ONE]:
        return yes(f"有毒物质：重金属含量超过排放标准（{'、'.join(over)}）", "measured_over_standard")
    return no("重金属含量没有超过排放标准，不是2023年版第十七条的有毒物质", "measured_over_standard")


_KINDS_2023 = {"危险废物": _solid_waste, "含重金属污染物": _over_standard}
_RULES: Mapping[str, Callable[[Facts], Answer]] = {
    "three_kinds_2016": lambda facts: _three_kinds(facts, _toxic_2016),
    "three_kinds_2023": lambda facts: _three_kinds(facts, _toxic_2023),
}
_READERS: Mapping[str, Callable[[Mapping[str, Any], Facts], Answer]] = {
    "all": lambda condition, facts: all_of(answer(part, facts) for part in condition["all"]),
    "any": lambda condition, facts: any_of(answer(part, facts) for part in condition["any"]),
    "has": _has,
    "true": _true,
    "at_least": _at_least,
    "sum": _sum,
    "water": _water,
    "metals": _metals,
    "penalties": _penalties,
    "rule": lambda condition, facts: _RULES[condition["rule"]](facts),
    "clauses": lambda condition, facts: any_of(
        answer(clause(c).condition, facts) for c in condition["clauses"]
    ),
    "person": lambda condition, facts: for_a_person(f"{condition['person']}由人判断"),
}
