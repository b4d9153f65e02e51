import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('case', models.CharField(blank=True, max_length=40)),
                ('label', models.CharField(blank=True, help_text='number of the case', max_length=60)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('role', models.CharField(max_length=40)),
                ('outlet_id', models.BigIntegerField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('not_before', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(blank=True, max_length=120)),
                ('key', models.CharField(help_text='opening it twice changes nothing', max_length=120, unique=True)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['role', 'due_at'], name='task_open_role'), models.Index(fields=['subject_kind', 'subject_id'], name='task_subject')],
            },
        ),
    ]
