"""The tree over the ends of all chains (RFC 6962 §2.1, with SM3): one root stands for every entry there is.

A leaf and a node are hashed with different first bytes, so that neither can be passed off as the other. A chain's proof
is the list of neighbours on the way up; whoever holds the signed root needs nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from linkage.audit.canonical import canonical
from linkage.audit.digests import sm3

LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True)
class Step:
    """One neighbour on the way from a leaf to the root, and the side on which it stands."""

    side: str
    hash: str


def leaf(chain: UUID, sequence: int, head_hash: str) -> str:
    """The digest that stands for the end of one chain."""
    return sm3(LEAF + canonical({"chain": str(chain), "hash": head_hash, "sequence": sequence}).encode())


def node(left: str, right: str) -> str:
    """The digest that stands for two neighbours."""
    return sm3(NODE + bytes.fromhex(left) + bytes.fromhex(right))


def root(leaves: Iterable[str]) -> str:
    """The root over `leaves` in their order, however many there are, in little memory. Raises ValueError for none."""
    peaks: list[tuple[int, str]] = []
    for digest in leaves:
        height = 0
        while peaks and peaks[-1][0] == height:
            digest, height = node(peaks.pop()[1], digest), height + 1
        peaks.append((height, digest))
    if not peaks:
        raise ValueError("a tree without leaves has no root")
    digest = peaks.pop()[1]
    while peaks:
        digest = node(peaks.pop()[1], digest)
    return digest


def path(leaves: Sequence[str], index: int) -> list[Step]:
    """The neighbours met on the way from leaf `index` to the root."""
    steps, level = [], list(leaves)
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            steps.append(Step("left" if neighbour < index else "right", level[neighbour]))
        level = [
            node(level[n], level[n + 1]) if n + 1 < len(level) else level[n] for n in range(0, len(level), 2)
        ]
        index //= 2
    return steps


def climb(digest: str, steps: Iterable[Step]) -> str:
    """The root that `steps` lead to from a leaf's digest."""
    for step in steps:
        digest = node(step.hash, digest) if step.side == "left" else node(digest, step.hash)
    return digest
