"""Whether a ground for detention is there: the conduct itself, and what must have come first."""

from linkage.law.detention_book import Ground
from linkage.law.offence_answers import Answer, doubtful, lacking, no, yes
from linkage.law.offence_facts import Facts

_EVADING = "逃避监管排污"


def conduct_answer(ground: Ground, facts: Facts) -> Answer:
    """The conduct the article names; evasion is also read off the ways of evading and off tampered monitoring."""
    given = facts.get("detention_conduct")
    if ground.conduct in (given or ()):
        return yes(ground.conduct, "detention_conduct")
    if ground.conduct == _EVADING:
        ways, fraud = facts.get("evasion"), facts.get("monitor_fraud")
        if fraud:
            return yes("、".join(fraud), "monitor_fraud")
        if ways:
            return _evading(ground, ways)
        if ways is None:
            return lacking("evasion", why="逃避监管的方式没有填")
        if fraud is None:
            return lacking("monitor_fraud", why="自动监测弄虚作假没有填")
    if given is None:
        return lacking("detention_conduct", why="可以适用行政拘留的行为没有填")
    return no(f"没有“{ground.conduct}”", "detention_conduct")


def _evading(ground: Ground, ways: tuple[str, ...]) -> Answer:
    """A way the article names is met; one that only falls under its “等” is for a person."""
    if named := [way for way in ways if way in ground.named_evasion]:
        return yes(f"逃避监管的方式：{'、'.join(named)}", "evasion")
    return doubtful(f"{'、'.join(ways)}没有列在{ground.basis}里，是否属于“等”须人工判断", "evasion")


def _order(facts: Facts) -> Answer:
    """被责令而拒不执行: the order was served first, and the conduct went on after it."""
    served, end, defied = facts.get("order_served_on"), facts.get("conduct_end"), facts.get("order_defied")
    if defied is False:
        return no("被责令后已经执行", "order_defied")
    if served is None:
        unsaid = () if defied else ("order_defied",)
        return lacking("order_served_on", *unsaid, why="责令文书送达日没有填")
    if end and served > end:
        return no(f"责令文书 {served} 送达，晚于行为终了日 {end}", "order_served_on", "conduct_end")
    if defied is None:
        return lacking("order_defied", why="是否拒不执行没有填")
    return yes(f"责令文书 {served} 送达后拒不执行", "order_served_on", "order_defied")


def _serious(facts: Facts) -> Answer:
    """情节严重."""
    given = facts.get("circumstances")
    if given is None:
        return lacking("circumstances", why="情节没有填")
    return (
        yes("情节严重", "circumstances") if given == "严重" else no(f"情节{given}，不是严重", "circumstances")
    )


def _penalty_853(facts: Facts) -> Answer:
    """公治〔2014〕853号第2条: a penalty decision comes first."""
    decided = facts.get("penalty_decided_on")
    if decided is None:
        return lacking("penalty_decided_on", why="还没有行政处罚决定（公治〔2014〕853号第2条）")
    return yes(f"行政处罚决定 {decided} 作出", "penalty_decided_on")


def _penalty_code(facts: Facts) -> Answer:
    """The same under the code, where nobody has said yet whether 853号 goes on."""
    decided = facts.get("penalty_decided_on")
    if decided is None:
        return doubtful("还没有行政处罚决定；853号“先处罚后移送”在法典施行后是否沿用须人工判断")
    return yes(f"行政处罚决定 {decided} 作出", "penalty_decided_on")


NEEDS = {"order": _order, "serious": _serious, "penalty_853": _penalty_853, "penalty_code": _penalty_code}
