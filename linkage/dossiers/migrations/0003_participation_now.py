"""The index of participations knows when they end: it alone answers who takes part now, without the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_matter")]

    operations = [
        migrations.RemoveIndex(model_name="participation", name="participation_by_agency"),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(fields=["agency", "until", "dossier"], name="participation_now"),
        ),
    ]
