import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('result', models.CharField(max_length=40)),
                ('reasons', models.JSONField(default=list, help_text='[{code, params}]')),
                ('rule_ids', models.JSONField(default=list)),
                ('rule_set', models.CharField(blank=True, max_length=60)),
                ('inputs', models.JSONField(default=dict)),
                ('outputs', models.JSONField(default=dict)),
                ('policies', models.JSONField(default=dict, help_text='{key: [value, version id]}')),
                ('by_name', models.CharField(max_length=120)),
                ('by_kind', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id'], name='decision_subject')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a4d307563e70dc3f76c72cb69b0e91aecda0e899', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8236e', table='decisions_decision', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='394ac9e38c6f950606f808b7d3cc2bd89640f1f4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5a1c6', table='decisions_decision', when='BEFORE'))],
            },
        ),
    ]
