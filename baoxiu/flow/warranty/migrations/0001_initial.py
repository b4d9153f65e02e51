import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('decisions', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('counter', 'At registration'), ('diagnosis', 'After diagnosis'), ('maker', 'By the maker')], max_length=10)),
                ('result', models.CharField(choices=[('covered', 'In warranty'), ('partly', 'Partly in warranty'), ('not_covered', 'Out of warranty'), ('undecided', 'Not decided yet')], max_length=12)),
                ('cause', models.CharField(max_length=30)),
                ('proof', models.CharField(max_length=10)),
                ('ends_on', models.DateField(help_text="last day of the whole product's period", null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VerdictLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('label', models.CharField(blank=True, max_length=80)),
                ('is_main_part', models.BooleanField(default=False)),
                ('result', models.CharField(choices=[('covered', 'In warranty'), ('partly', 'Partly in warranty'), ('not_covered', 'Out of warranty'), ('undecided', 'Not decided yet')], max_length=12)),
                ('payer', models.CharField(max_length=10)),
                ('ends_on', models.DateField(null=True)),
                ('reasons', models.JSONField(default=list, help_text='[{code, params}]')),
                ('rule_ids', models.JSONField(default=list, help_text='[{id, layer, mark}]')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='warranty.verdict')),
            ],
        ),
    ]
