"""What of the audit chain goes into an exported package, under fixed names that the stand-alone verifier looks for.

manifest.json            path, size and both digests of every other file
chain/entries.jsonl      one line per entry: its text and its digests
chain/checkpoint.json    the last signed checkpoint that covers this chain, and the way from its end to the root
chain/verify.py          the verifier itself, so that the package can be checked wherever there is a Python
"""

import os
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

from linkage.audit.canonical import Json, canonical
from linkage.audit.chain import GENESIS, Head
from linkage.audit.checkpoint import copy_of, heads_at
from linkage.audit.digests import Digests
from linkage.audit.merkle import leaf, path
from linkage.audit.models import CheckpointHead
from linkage.audit.verify import entries_of

MANIFEST = "manifest.json"
ENTRIES = "chain/entries.jsonl"
CHECKPOINT = "chain/checkpoint.json"
VERIFIER = "chain/verify.py"
VERIFIER_SOURCE = Path(__file__).with_name("standalone_verify.py")
PIECE = 1 << 20
SEAL = b"SM3 "


@contextmanager
def new_package(
    path: Path, chain: UUID, *, about: dict | None = None, withheld: Iterable[dict] = ()
) -> Iterator[zipfile.ZipFile]:
    """A package at `path`, open for the caller to put papers and evidence in; leaving it adds the proof and the seal.

    `about` is what the exporter wants to say besides (number, when exported, by whom). `withheld` names what the chain
    speaks of and the package leaves out: `{"sm3": …, "reason": …}` each; anything else missing is a finding.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        yield package
        write_proof(package, chain)
        write_manifest(package, about=about, withheld=withheld)
    seal(path)


def export_entries(chain: UUID, file: IO[bytes]) -> Head:
    """Write the entries of `chain` to `file`, one line each, and return the end written; `GENESIS` for none."""
    head = GENESIS
    for entry in entries_of(chain):
        line = canonical({"body": entry.body, "hash": entry.hash, "sha256": entry.sha256})
        file.write(line.encode() + b"\n")
        head = Head(entry.sequence, entry.hash)
    return head


def proof_of(chain: UUID) -> dict[str, Json] | None:
    """The newest checkpoint that covers `chain`, with the way from the chain's end as of then to the signed root.

    None when no checkpoint was taken since the chain began. An entry made since the checkpoint is not yet covered.
    """
    covered = (
        CheckpointHead.objects.filter(chain=chain)
        .select_related("checkpoint")
        .order_by("-checkpoint__sequence")
    )
    head = covered.first()
    if not head:
        return None
    heads = list(heads_at(head.checkpoint.last_entry).values_list("chain", "sequence", "hash"))
    index = next(n for n, row in enumerate(heads) if row[0] == chain)
    steps: list[Json] = [
        {"side": step.side, "hash": step.hash} for step in path([leaf(*row) for row in heads], index)
    ]
    inclusion: dict[str, Json] = {
        "chain": str(chain),
        "sequence": head.sequence,
        "hash": head.hash,
        "path": steps,
    }
    return copy_of(head.checkpoint) | {"inclusion": inclusion}


def write_proof(package: zipfile.ZipFile, chain: UUID) -> Head:
    """Add entries, checkpoint (if there is one) and verifier to `package`; the end of the chain that was written."""
    # Not compressed: the verifier can then name the line and the byte that was altered in the file itself.
    entries = zipfile.ZipInfo(ENTRIES)
    with package.open(entries, "w") as file:
        head = export_entries(chain, file)
    if proof := proof_of(chain):
        package.writestr(CHECKPOINT, canonical(proof))
    package.write(VERIFIER_SOURCE, VERIFIER)
    return head


def write_manifest(
    package: zipfile.ZipFile, *, about: dict | None = None, withheld: Iterable[dict] = ()
) -> None:
    """Add the list of all files written so far; the last thing to do before closing `package`, which must be readable."""
    files: list[Json] = [_listed(package, name) for name in _names(package)]
    manifest: dict[str, Json] = {"v": 1, "about": about or {}, "files": files, "withheld": list(withheld)}
    package.writestr(MANIFEST, canonical(manifest))


def _names(package: zipfile.ZipFile) -> Iterable[str]:
    return sorted(name for name in package.namelist() if not name.endswith("/"))


def _listed(package: zipfile.ZipFile, name: str) -> dict[str, Json]:
    with package.open(name) as file:
        digests = Digests.of(iter(lambda: file.read(PIECE), b""))
    return {"path": name, "size": digests.size, "sm3": digests.sm3, "sha256": digests.sha256}


def seal(path: Path) -> None:
    """Close a finished package: its comment becomes the SM3 of all bytes before the comment's length."""
    with path.open("r+b") as file:
        end = file.seek(-2, os.SEEK_END)
        if file.read(2) != b"\0\0":
            raise ValueError(f"{path} is not a ZIP without a comment")
        file.seek(0)
        digest = Digests.of(_pieces(file, end)).sm3
        comment = SEAL + digest.encode()
        file.seek(end)
        file.write(struct.pack("<H", len(comment)) + comment)


def _pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(PIECE, size))):
        size -= len(piece)
        yield piece
