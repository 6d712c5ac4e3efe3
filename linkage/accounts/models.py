"""Regions, agencies, the dated pairing of agencies of the same level, people, appointments and delegations."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from linkage.accounts.roles import Level, Line, Role


class Region(models.Model):
    """行政区划 by GB/T 2260 code, with the dates between which the code was in use."""

    code = models.CharField("区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=40)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用（含当日）", null=True, blank=True)
    successor_code = models.CharField("后继代码", max_length=6, blank=True)

    class Meta:
        verbose_name = "行政区划"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="region_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """One agency of one line. `path` is the chain of superiors in its own line, e.g. `/1/12/240/`."""

    code = models.CharField("机构代码", max_length=30, unique=True)
    name = models.CharField("全称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    line = models.CharField("系统", max_length=15, choices=Line.choices)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="agencies")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField("上级链", max_length=60, db_index=True)
    document_prefix = models.CharField("机关代字", max_length=12, unique=True)
    valid_from = models.DateField("设立")
    valid_to = models.DateField("撤销（含当日）", null=True, blank=True)

    class Meta:
        verbose_name = "机构"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agency_dates_in_order",
            ),
        )
        indexes = (models.Index(fields=["line", "level"], name="agency_line_level"),)

    def __str__(self) -> str:
        return self.name


class Pairing(models.Model):
    """同级: which police and which procuratorate face an ecology agency, and from when to when.

    A configured fact, not arithmetic on region codes: since the vertical reform a county bureau is a branch of the city's.
    """

    ecology = models.ForeignKey(Agency, models.PROTECT, related_name="pairings")
    police = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    procuratorate = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至（含当日）", null=True, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "同级对应"
        constraints = (
            models.UniqueConstraint(fields=["ecology", "valid_from"], name="pairing_once_per_start"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="pairing_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ecology_id}-{self.police_id}-{self.procuratorate_id}"


class UserManager(BaseUserManager["User"]):
    """Makes people; there is no super-user."""

    def create_user(self, username: str, password: str, **fields: object) -> "User":
        """A person with a log-in; the password is stored as a scrypt digest only."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person of one agency. What they may do stands in their appointments, not here."""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=30)
    credential_number = models.CharField("执法证号/警号/检察官证号", max_length=30, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people")
    is_active = models.BooleanField("在用", default=True)
    one_time_password = models.BooleanField("密码为一次性", default=False)
    """Given by an administrator: it opens only the page on which the person chooses a password of their own."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return f"{self.name}（{self.agency.short_name}）"

    def get_full_name(self) -> str:
        """The person's name, as papers print it."""
        return self.name


class Dated(models.Model):
    """Something that holds between two days, both included."""

    since = models.DateField("自")
    until = models.DateField("至（含当日）", null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def holding(cls, on: date) -> Q:
        """The condition that it holds on this day."""
        return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


class Appointment(Dated):
    """岗位: one person, one role, in one agency, between two days."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments")
    role = models.CharField("岗位", max_length=24, choices=Role.choices)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "岗位"
        constraints = (
            models.UniqueConstraint(fields=["user", "agency", "role", "since"], name="appointment_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_dates_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}"


class Delegation(Dated):
    """代理: while someone is away, a colleague of the same agency holds their role; each act names both."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="delegations_held")
    reason = models.CharField("事由", max_length=100)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "代理"
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=False) & Q(until__gte=F("since")), name="delegation_has_an_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.appointment_id}→{self.deputy_id}"


class Token(models.Model):
    """接口令牌: only its digest is kept. It acts for one person, with that person's posts, until it expires or is revoked."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    label = models.CharField("用途", max_length=60)
    digest = models.CharField("摘要", max_length=64, unique=True)
    created_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_expires_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="token_revoked_in_order",
            ),
            models.CheckConstraint(condition=~Q(label=""), name="token_has_a_label"),
        )

    def __str__(self) -> str:
        return f"{self.label}（{self.user_id}）"
