"""What a person keeps for themselves of the screens: named views of a list."""

from django.db import models

from linkage.accounts.models import User


class SavedView(models.Model):
    """已存视图: the filters, order and columns of a list under a name, seen by their owner only."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    screen = models.CharField("页面", max_length=20)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=500)

    class Meta:
        verbose_name = "已存视图"
        constraints = (
            models.UniqueConstraint(fields=["user", "screen", "name"], name="saved_view_named_once"),
        )

    def __str__(self) -> str:
        return self.name
