import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AcceptanceSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('document', models.JSONField()),
                ('document_hash', models.CharField(max_length=64)),
                ('presented_at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance_sheets', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.UniqueConstraint(fields=('order', 'version'), name='acceptance_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted', models.BooleanField()),
                ('signer', models.CharField(max_length=80)),
                ('relation', models.CharField(choices=[('customer', 'The customer'), ('family', 'A family member'), ('property', 'The property office'), ('colleague', 'A colleague')], default='customer', max_length=12)),
                ('typed_signature', models.BooleanField(default=False)),
                ('document_hash', models.CharField(max_length=64)),
                ('objection', models.TextField(blank=True)),
                ('opinion', models.TextField(blank=True)),
                ('by_name', models.CharField(help_text='who held the device', max_length=120)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('at', models.DateTimeField()),
                ('signature', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='acceptance.acceptancesheet')),
            ],
        ),
    ]
