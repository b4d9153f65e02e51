import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('intake', '0001_initial'),
        ('outlets', '0001_initial'),
        ('parts', '0001_initial'),
        ('products', '0001_initial'),
        ('technicians', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('line', models.PositiveSmallIntegerField(default=1, help_text='device of the request')),
                ('service', models.CharField(choices=[('repair', 'Repair'), ('installation', 'Installation'), ('commissioning', 'Commissioning'), ('maintenance', 'Maintenance'), ('consultation', 'Consultation'), ('support', 'Technical support')], default='repair', max_length=14)),
                ('mode', models.CharField(max_length=10)),
                ('stage', models.CharField(choices=[('created', 'To be dispatched'), ('assigned', 'Dispatched'), ('accepted', 'Accepted by technician'), ('assessed', 'Assessed'), ('awaiting_consent', 'Waiting for consent'), ('ready', 'Ready for repair'), ('in_repair', 'In repair'), ('inspecting', 'Final inspection'), ('awaiting_acceptance', 'Waiting for acceptance'), ('settling', 'Settlement'), ('settled', 'Settled'), ('unrepaired', 'To be returned unrepaired'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='created', max_length=20)),
                ('service_class', models.CharField(choices=[('free', 'In warranty'), ('paid', 'Paid repair'), ('undecided', 'To be decided'), ('by_list', 'By the price list')], default='undecided', max_length=10)),
                ('severity', models.PositiveSmallIntegerField(default=2)),
                ('priority', models.PositiveSmallIntegerField(default=3)),
                ('outcome', models.CharField(blank=True, choices=[('repaired', 'Repaired'), ('not_repairable', 'Not repairable'), ('not_repaired', 'Repairable, not repaired'), ('quote_refused', 'Quote refused'), ('cancelled', 'Cancelled'), ('done', 'Work done'), ('unknown', 'Not known')], max_length=16)),
                ('barrier', models.CharField(blank=True, help_text='what stood in the way of a repair', max_length=200)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='customers.customer')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.family')),
                ('outlet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='outlets.outlet')),
                ('repeat_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='work_orders.workorder')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='intake.repairrequest')),
                ('technician', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='technicians.technician')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='products.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['stage', '-created_at'], name='order_queue'), models.Index(fields=['outlet', 'stage'], name='order_outlet'), models.Index(fields=['technician', 'stage'], name='order_technician'), models.Index(fields=['-created_at'], name='order_newest'), models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['-closed_at'], name='order_closed'), models.Index(condition=models.Q(('handed_over_at__isnull', False)), fields=['handed_over_at'], name='order_handed_over')],
                'constraints': [models.UniqueConstraint(fields=('request', 'line'), name='order_once_per_line')],
            },
        ),
        migrations.CreateModel(
            name='DispatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('done_at', models.DateTimeField(null=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmation', models.CharField(help_text='what confirmed it: signature, handed back…', max_length=40)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closure', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='ExpectedPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=8)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expected_parts', to='work_orders.workorder')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parts.part')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('order', 'part'), name='expected_part_once')],
            },
        ),
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='work_orders.workorder')),
            ],
        ),
    ]
