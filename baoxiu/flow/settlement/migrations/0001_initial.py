import baoxiu.core.money
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('total_customer', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('total_company', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('created_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.CharField(blank=True, max_length=120)),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='work_orders.workorder')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('total_company__gte', 0), ('total_customer__gte', 0)), name='settlement_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('method', models.CharField(choices=[('cash', 'Cash'), ('transfer', 'Transfer')], max_length=10)),
                ('amount', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('received_by', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='settlement.settlement')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_positive')],
            },
        ),
        migrations.CreateModel(
            name='SettlementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=80)),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=8)),
                ('unit_price', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('amount', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('payer', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='settlement.settlement')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
