"""Reads about agencies and people. None of them reaches a dossier."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from linkage.accounts.models import Agency, Appointment, Pairing, User
from linkage.law.refusal import Reason, Refused


def pairing_of(agency: Agency, on: date) -> Pairing:
    """The police and procuratorate of the same level on this day (通知二“同级公安机关”; 17号第六条).

    Refused when no pairing is configured: the platform never guesses one from region codes.
    """
    pairing = (
        Pairing.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), ecology=agency, valid_from__lte=on
        )
        .select_related("police", "procuratorate")
        .first()
    )
    if pairing is None:
        raise Refused(
            [
                Reason(
                    f"没有找到{agency.name}在{on:%Y-%m-%d}的同级公安、检察机关。",
                    remedy="请系统管理员补录同级对应。",
                )
            ]
        )
    return pairing


def pairing_around(agency: Agency, on: date) -> Pairing | None:
    """The three agencies of one level to which this one belongs on this day, whatever its line; None if not configured."""
    found = Pairing.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        Q(ecology=agency) | Q(police=agency) | Q(procuratorate=agency),
        valid_from__lte=on,
    )
    return found.select_related("ecology", "police", "procuratorate").order_by("pk").first()


def procuratorate_facing(police: Agency, on: date) -> Agency | None:
    """The procuratorate of the same level as this police on this day (17号第九条); None when no pairing names this police."""
    pairing = (
        Pairing.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), police=police, valid_from__lte=on
        )
        .select_related("procuratorate")
        .order_by("pk")
        .first()
    )
    return pairing.procuratorate if pairing else None


def colleagues(agency: Agency, on: date, *roles: str) -> QuerySet[User]:
    """People of this agency who hold one of the roles on this day."""
    held = Appointment.objects.filter(Appointment.holding(on), agency=agency, role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("name")


def colleagues_in(agencies: Iterable[Agency], on: date, *roles: str) -> QuerySet[User]:
    """People who hold one of the roles in one of these agencies on this day, agency by agency."""
    held = Appointment.objects.filter(
        Appointment.holding(on), agency__in=[agency.pk for agency in agencies], role__in=roles
    )
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("agency_id", "name")


def agencies_of_line(line: str, on: date) -> QuerySet[Agency]:
    """All agencies of one line that exist on this day."""
    return Agency.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), line=line, valid_from__lte=on
    ).order_by("region__code")
