"""Data of before the signed hand-over: no status of its own for what is on its way, and each hand with its agency.

A migration of its own: PostgreSQL builds no index on a table whose rows the same transaction has just changed.
"""

from django.db import migrations


def settle_what_was_on_its_way(apps, schema_editor):
    """The status 流转中 is gone: who has the sample is said by its line of custody alone."""
    Sample = apps.get_model("sampling", "Sample")
    SampleCustody = apps.get_model("sampling", "SampleCustody")
    Matter = apps.get_model("dossiers", "Matter")
    Agency = apps.get_model("accounts", "Agency")
    Sample.objects.filter(status="sample_in_transit").update(status="sample_taken")
    moved = Matter.objects.filter(procedure="sample", stage="sample_in_transit")
    moved.update(stage="sample_taken", stage_label="已采样")
    for agency in Agency.objects.filter(name__in=SampleCustody.objects.values("to_unit")):
        SampleCustody.objects.filter(to_unit=agency.name).update(to_agency=agency)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_participation_now"), ("sampling", "0002_signed_handover")]

    operations = [migrations.RunPython(settle_what_was_on_its_way, migrations.RunPython.noop)]
