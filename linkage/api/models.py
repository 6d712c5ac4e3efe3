"""The memory of writes that were already done."""

from django.db import models

from linkage.accounts.models import User


class DoneWrite(models.Model):
    """A write that carried an Idempotency-Key: the same key again gets the same answer and does nothing."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField("幂等键", max_length=80)
    request_digest = models.CharField("请求摘要", max_length=64)
    status = models.PositiveSmallIntegerField("状态码")
    answer = models.JSONField("答复")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "已办的写操作"
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="done_write_once"),)

    def __str__(self) -> str:
        return self.key
