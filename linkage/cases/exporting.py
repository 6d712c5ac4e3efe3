"""The whole file of a dossier in one package: papers, evidence, chain, proof, and the verifier that checks it anywhere."""

import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from linkage.audit.canonical import canonical
from linkage.audit.chain import Actor
from linkage.audit.package import new_package
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import record
from linkage.evidence.models import EvidenceItem
from linkage.storage import current_storage

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
ACT, LABEL = "export_dossier", "导出全卷"


def export_dossier(dossier: Dossier, *, to: Path, actor: Actor, at: datetime) -> Path:
    """Write the whole dossier to the ZIP file `to`; that it left the platform is itself an entry on the chain.

    Nothing is left at `to` when a file is missing from storage (NotStored names it).
    """
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
        record(
            dossier,
            act=ACT,
            actor=actor,
            at=at,
            facts={"sentence": f"{actor.name}导出了全卷。", "label": LABEL},
        )
    try:
        with new_package(to, dossier.chain, about=_about(dossier, actor, at)) as package:
            _papers(package, dossier)
            _evidence(package, dossier)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return to


def _about(dossier: Dossier, actor: Actor, at: datetime) -> dict[str, str]:
    return {
        "number": dossier.number,
        "title": dossier.title,
        "exported_at": at.isoformat(),
        "exported_by": f"{actor.name}（{actor.agency_name}）",
    }


def _papers(package: zipfile.ZipFile, dossier: Dossier) -> None:
    for paper in Document.objects.filter(dossier=dossier).order_by("pk"):
        base = f"papers/{paper.pk:06d}-{_safe(paper.name)}-{_safe(paper.number)}"
        package.writestr(f"{base}.json", canonical(paper.content))
        for suffix, digest in (("pdf", paper.pdf_sha256), ("docx", paper.docx_sha256)):
            if digest:
                _copy(package, f"{base}.{suffix}", digest)


def _evidence(package: zipfile.ZipFile, dossier: Dossier) -> None:
    for item in EvidenceItem.objects.filter(dossier=dossier):
        _copy(package, f"evidence/{item.material_class}/{item.pk:06d}-{_safe(item.file_name)}", item.sha256)


def _copy(package: zipfile.ZipFile, name: str, sha256: str) -> None:
    with current_storage().open(sha256) as source, package.open(name, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name)[:80]
