"""Messages: written in the act's transaction, addressed to an agency (and, if named, to roles in it), read by people."""

from django.db import models

from linkage.accounts.models import Agency, User
from linkage.dossiers.models import Dossier


class Weight(models.TextChoices):
    """How a message stands in the inbox; always a word, never only a colour."""

    TOLD = "told", "告知"
    NEAR = "near", "临期"
    OVERDUE = "overdue", "超期"


class Message(models.Model):
    """One message to one agency about one dossier."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="messages")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="messages")
    weight = models.CharField("类别", max_length=10, choices=Weight.choices, default=Weight.TOLD)
    text = models.CharField("内容", max_length=300)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "消息"
        indexes = (models.Index(fields=["agency", "-at", "-id"], name="message_by_agency"),)

    def __str__(self) -> str:
        return self.text


class Reading(models.Model):
    """A person has read a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "阅读"
        constraints = (models.UniqueConstraint(fields=["message", "user"], name="reading_once"),)

    def __str__(self) -> str:
        return f"{self.message_id}:{self.user_id}"
