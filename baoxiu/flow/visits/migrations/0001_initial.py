import baoxiu.core.money
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('technicians', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_attempts', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('booked', 'Booked'), ('travelling', 'On the way'), ('arrived', 'Technician on site'), ('finished', 'Finished'), ('no_access', 'No access'), ('cancelled', 'Cancelled')], default='booked', max_length=12)),
                ('window_start', models.DateTimeField()),
                ('window_end', models.DateTimeField()),
                ('agreed_with', models.CharField(help_text="who at the customer's agreed", max_length=80)),
                ('at_height', models.BooleanField(default=False, help_text='work on the outside wall above 2.5 m (RQ-VIS-05)')),
                ('booked_at', models.DateTimeField()),
                ('set_out_at', models.DateTimeField(null=True)),
                ('arrived_at', models.DateTimeField(null=True)),
                ('arrived_lat', models.FloatField(null=True)),
                ('arrived_lng', models.FloatField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('report', models.TextField(blank=True)),
                ('second_visit_cause', models.CharField(blank=True, max_length=60)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='work_orders.workorder')),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='technicians.technician')),
            ],
            options={
                'indexes': [models.Index(fields=['technician', 'window_start'], name='visit_technician_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('window_end__gt', models.F('window_start'))), name='visit_window_forward'), models.UniqueConstraint(condition=models.Q(('stage__in', ['booked', 'travelling', 'arrived'])), fields=('order',), name='one_open_visit')],
            },
        ),
        migrations.CreateModel(
            name='Rescheduling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_start', models.DateTimeField()),
                ('old_end', models.DateTimeField()),
                ('new_start', models.DateTimeField()),
                ('new_end', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('agreed_with', models.CharField(max_length=80)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reschedulings', to='visits.visit')),
            ],
        ),
        migrations.CreateModel(
            name='NoAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('nobody_in', 'Nobody at home'), ('refused', 'Entry refused'), ('wrong_address', 'Wrong address')], max_length=14)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='no_access', to='visits.visit')),
            ],
        ),
        migrations.CreateModel(
            name='Damage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('value', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12, null=True)),
                ('paid_to', models.CharField(blank=True, max_length=80)),
                ('compensated_by', models.CharField(blank=True, max_length=120)),
                ('compensated_at', models.DateTimeField(null=True)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='damages', to='visits.visit')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kilometres', models.DecimalField(decimal_places=1, default=0, help_text='with the own vehicle', max_digits=6)),
                ('per_kilometre', baoxiu.core.money.MoneyField(decimal_places=2, help_text='by the setting of that day', max_digits=12)),
                ('fares', baoxiu.core.money.MoneyField(decimal_places=2, help_text='tickets, tolls, parking', max_digits=12)),
                ('amount', baoxiu.core.money.MoneyField(decimal_places=2, help_text='kilometres at the rate, and the fares', max_digits=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cost', to='visits.visit')),
            ],
        ),
    ]
