import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('kind', models.CharField(choices=[('holiday', 'Public holiday'), ('make_up', 'Make-up working day')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('source', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='KnownYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('source', models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('case', models.CharField(blank=True, max_length=40)),
                ('label', models.CharField(blank=True, help_text='number of the case, for lists', max_length=60)),
                ('outlet_id', models.BigIntegerField(null=True)),
                ('owner_role', models.CharField(max_length=40)),
                ('started_at', models.DateTimeField()),
                ('not_before', models.DateTimeField(null=True)),
                ('limit_amount', models.PositiveIntegerField()),
                ('limit_unit', models.CharField(max_length=16)),
                ('due_at', models.DateTimeField(help_text='empty while paused', null=True)),
                ('warn_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('running', 'running'), ('late', 'late'), ('kept', 'kept'), ('broken', 'broken'), ('cancelled', 'cancelled')], default='running', max_length=10)),
                ('warned', models.BooleanField(default=False)),
                ('escalation', models.PositiveSmallIntegerField(default=0)),
                ('next_look_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('start_event_id', models.BigIntegerField()),
                ('policy_version_id', models.BigIntegerField(null=True)),
                ('provisional', models.BooleanField(default=False, help_text='reaches beyond the known calendar')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_look_at__isnull', False)), fields=['next_look_at'], name='promise_next_look'), models.Index(fields=['subject_kind', 'subject_id'], name='promise_subject'), models.Index(fields=['case'], name='promise_case'), models.Index(condition=models.Q(('state__in', ['running', 'late'])), fields=['due_at'], name='promise_running')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'start_event_id'), name='promise_once_per_start')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(max_length=60)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='promises.promise')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('promise',), name='one_open_pause')],
            },
        ),
        migrations.CreateModel(
            name='LateReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='promises.promise')),
            ],
        ),
    ]
