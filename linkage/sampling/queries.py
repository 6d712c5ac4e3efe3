"""Every read of samples, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible
from linkage.sampling.models import LaboratoryReport, Sample, SampleResult

SAMPLING_LINES = (Line.ECOLOGY, Line.POLICE)


def visible_to(user: User) -> QuerySet[Sample]:
    """The samples of the dossiers `user` may see."""
    return Sample.objects.filter(visible(user, "dossier")).select_related("dossier", "sending_agency")


def of_dossier(user: User, dossier: Dossier) -> QuerySet[Sample]:
    """One dossier's samples, in the order in which they were numbered."""
    return visible_to(user).filter(dossier=dossier).order_by("pk")


def reports_of(samples: QuerySet[Sample]) -> QuerySet[LaboratoryReport]:
    """What laboratories said about these samples, with each result, the first test before the retest."""
    found = LaboratoryReport.objects.filter(sample__in=samples).select_related("sample")
    return found.prefetch_related("results", "files").order_by("sample", "is_retest")


def own_results(sample: Sample) -> dict[str, SampleResult]:
    """What was analysed from this very bottle, by analyte: its own report, or the retest it was the spare for."""
    if sample.is_reserve:
        found = SampleResult.objects.filter(report__sample__retest_reserve=sample.pk, report__is_retest=True)
    else:
        found = SampleResult.objects.filter(report__sample=sample.pk, report__is_retest=False)
    return {result.analyte: result for result in found}


def agency_of_reader(dossier: Dossier, user: User) -> Agency:
    """Whose sample it would be: the reader's agency where it takes part and may sample, else the one that leads."""
    if user.agency.line in SAMPLING_LINES and _taking_part(dossier).filter(agency=user.agency_id).exists():
        return user.agency
    return dossier.lead_agency


def partner_of(dossier: Dossier, agency: Agency) -> Agency | None:
    """The other of bureau and police that takes part in the dossier, the longest first; None while there is none."""
    line = Line.POLICE if agency.line == Line.ECOLOGY else Line.ECOLOGY
    found = _taking_part(dossier).filter(agency__line=line).select_related("agency").order_by("since", "pk")
    first = found.first()
    return first.agency if first else None


def _taking_part(dossier: Dossier) -> QuerySet[Participation]:
    return Participation.objects.filter(dossier=dossier, until__isnull=True)
