import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('statute', models.CharField(blank=True, help_text='row of flow.warranty.statutes', max_length=60)),
                ('certificates', models.JSONField(default=list, help_text='certificate kinds needed on site')),
                ('required_fields', models.JSONField(default=list, help_text='request fields that block submission')),
                ('whole_months', models.PositiveSmallIntegerField(default=12)),
                ('main_part_months', models.PositiveSmallIntegerField(default=36)),
                ('main_parts', models.JSONField(default=list)),
                ('stop_use_advice', models.CharField(blank=True, help_text='RQ-INT-18', max_length=200)),
                ('stop_use_advice_en', models.CharField(blank=True, max_length=200)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name_plural': 'families',
            },
        ),
        migrations.CreateModel(
            name='FaultKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('level', models.PositiveSmallIntegerField(default=1, help_text='skill level 1-5 that it needs')),
                ('is_dangerous', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=60)),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='products.family')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Model',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('code', models.CharField(max_length=60, unique=True)),
                ('brand', models.CharField(blank=True, max_length=60)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='models', to='products.family')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.CharField(max_length=60)),
                ('serial_key', models.CharField(help_text='normalised: NFKC, upper case, no blanks', max_length=60)),
                ('sold_on', models.DateField(null=True)),
                ('delivered_on', models.DateField(null=True)),
                ('installed_on', models.DateField(null=True)),
                ('exchanged_on', models.DateField(null=True)),
                ('price', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('proof', models.CharField(choices=[('invoice', 'Invoice'), ('card', 'Warranty card'), ('register', 'Found in our register'), ('none', 'No proof')], default='none', max_length=10)),
                ('voucher_number', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField()),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='customers.customer')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='products.family')),
                ('model', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='products.model')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('serial_key', ''), _negated=True), fields=('serial_key',), name='serial_once')],
            },
        ),
    ]
