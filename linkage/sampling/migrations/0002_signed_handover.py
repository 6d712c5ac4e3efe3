"""A hand-over is signed for by its receiver: 样品交接单, and a line of custody that knows whose agency a hand belongs to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_one_time_password'),
        ('dossiers', '0003_participation_now'),
        ('evidence', '0001_initial'),
        ('sampling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='samplecustody',
            name='to_agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='接收机关'),
        ),
        migrations.CreateModel(
            name='OfferedSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_open', models.BooleanField(default=True, verbose_name='待签收')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='sampling.sample')),
            ],
            options={
                'verbose_name': '交接的样品',
                'ordering': ('handover', 'sample'),
            },
        ),
        migrations.CreateModel(
            name='SampleHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(default='', max_length=40, verbose_name='状态')),
                ('status_since', models.DateTimeField(null=True, verbose_name='进入状态时间')),
                ('paper_numbers', models.JSONField(blank=True, default=dict, verbose_name='最近文号')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='交接编号')),
                ('handed_by', models.CharField(max_length=30, verbose_name='交出人')),
                ('received_unit', models.CharField(max_length=120, verbose_name='接收单位')),
                ('received_by', models.CharField(max_length=30, verbose_name='接收人')),
                ('handed_at', models.DateTimeField(verbose_name='交出时间')),
                ('seal_intact', models.BooleanField(verbose_name='交出时封签完好')),
                ('custody_note', models.CharField(blank=True, max_length=300, verbose_name='交出说明')),
                ('received_at', models.DateTimeField(null=True, verbose_name='接收时间')),
                ('receipt', models.JSONField(default=dict, verbose_name='核对要素')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='签收时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='未接收时间')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='未接收的理由')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='dossiers.dossier', verbose_name='卷宗')),
                ('ended_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退回或者撤回的人')),
                ('last_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='最近办理人')),
                ('receiver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='接收人（有账号）')),
                ('receiving_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='签收机关')),
                ('samples', models.ManyToManyField(related_name='handovers', through='sampling.OfferedSample', to='sampling.sample')),
                ('scans', models.ManyToManyField(related_name='+', to='evidence.evidenceitem', verbose_name='签字的交接单')),
                ('sending_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='交出机关')),
                ('signed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人')),
            ],
            options={
                'verbose_name': '样品交接单',
            },
        ),
        migrations.AddField(
            model_name='offeredsample',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offered', to='sampling.samplehandover'),
        ),
        migrations.AddField(
            model_name='samplecustody',
            name='handover',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='sampling.samplehandover', verbose_name='样品交接单'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='sample_handover_signed_at_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='sample_handover_ended_at_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_by', ''), _negated=True), models.Q(('received_unit', ''), _negated=True), models.Q(('received_by', ''), _negated=True)), name='sample_handover_names_both'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(('seal_intact', True), models.Q(('custody_note', ''), _negated=True), _connector='OR'), name='sample_handover_says_why_broken'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('signed_at__isnull', True)), models.Q(('received_at__isnull', False), ('signed_at__isnull', False)), _connector='OR'), name='sample_handover_received_when_signed'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(('signed_at__isnull', True), ('ended_at__isnull', True), _connector='OR'), name='sample_handover_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='samplehandover',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='sample_handover_ends_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='offeredsample',
            constraint=models.UniqueConstraint(fields=('handover', 'sample'), name='sample_once_on_a_handover'),
        ),
        migrations.AddConstraint(
            model_name='offeredsample',
            constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('sample',), name='sample_offered_to_one_at_a_time'),
        ),
    ]
