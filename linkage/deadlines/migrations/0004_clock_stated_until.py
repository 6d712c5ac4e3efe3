from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_clock_line")]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="stated_until",
            field=models.DateField(blank=True, null=True, verbose_name="文书载明的最后一日"),
        ),
    ]
