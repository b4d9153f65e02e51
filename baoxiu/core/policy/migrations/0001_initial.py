import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('scope', models.JSONField(default=dict)),
                ('valid_from', models.DateTimeField()),
                ('set_by', models.CharField(max_length=120)),
                ('set_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'valid_from'], name='policy_key_from')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='463da5f208a7bd65fb4e1b5de7ae8a71a69ec6b7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e02ca', table='policy_policyversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='fcd5b92caad6983d4b78d71a72315b405620273a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_fc703', table='policy_policyversion', when='BEFORE'))],
            },
        ),
    ]
