import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('fields', models.JSONField()),
                ('valid_from', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='form_version_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='830fa32289c4c8ae5ebfd0d668c545fba5ccff90', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_417cd', table='forms_formversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='c2f9fc346dc33ee281d059ccc59465136a1c325d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_970c1', table='forms_formversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('fields', models.JSONField()),
                ('based_on', models.PositiveIntegerField(help_text='version it began as a copy of')),
                ('edition', models.PositiveIntegerField(default=1)),
                ('changed_by', models.CharField(max_length=120)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FilledForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('answers', models.JSONField()),
                ('failed', models.JSONField(default=list)),
                ('passed', models.BooleanField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='forms.formversion')),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id'], name='filled_form_subject')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2683b14f2350d0d03203158937771536ca0f9458', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1f47b', table='forms_filledform', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='01c6e48eb0017cf7a259241956fe83779492ddec', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_2f46a', table='forms_filledform', when='BEFORE'))],
            },
        ),
    ]
