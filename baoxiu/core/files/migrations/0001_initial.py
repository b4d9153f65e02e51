import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('fault_photo', 'Fault Photo'), ('proof', 'Proof'), ('visit_photo', 'Visit Photo'), ('repair_photo', 'Repair Photo'), ('signature', 'Signature'), ('certificate', 'Certificate')], max_length=20)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('case', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('mime', models.CharField(max_length=80)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('by_kind', models.CharField(max_length=10)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id'], name='file_subject'), models.Index(fields=['case'], name='file_case')],
            },
        ),
    ]
