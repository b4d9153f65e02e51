import baoxiu.core.money
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('decisions', '0001_initial'),
        ('forms', '0001_initial'),
        ('prices', '0001_initial'),
        ('products', '0001_initial'),
        ('warranty', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fault_nature', models.TextField(help_text='what is broken, found by visit or test')),
                ('cause_class', models.CharField(max_length=30)),
                ('cause_text', models.TextField(blank=True)),
                ('repairable', models.BooleanField()),
                ('cost_sensible', models.BooleanField()),
                ('proposal', models.TextField(blank=True)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='work_orders.workorder')),
                ('verdict', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='warranty.verdict')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('stage', models.CharField(choices=[('sent', 'Waiting for the customer'), ('agreed', 'Agreed'), ('free', 'No consent needed'), ('refused', 'Refused'), ('lapsed', 'Lapsed'), ('replaced', 'Replaced by a newer version')], default='sent', max_length=10)),
                ('plan', models.TextField()),
                ('explanation', models.TextField(blank=True)),
                ('total_customer', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('total_company', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('valid_until', models.DateTimeField()),
                ('document', models.JSONField(help_text='what the hash covers, as the customer saw it')),
                ('document_hash', models.CharField(max_length=64)),
                ('sent_by', models.CharField(max_length=120)),
                ('sent_at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='work_orders.workorder')),
                ('price_list', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='prices.pricelist')),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.UniqueConstraint(fields=('order', 'version'), name='quote_version_once'), models.UniqueConstraint(condition=models.Q(('stage', 'sent')), fields=('order',), name='one_open_quote')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed', models.BooleanField()),
                ('by_name', models.CharField(max_length=80)),
                ('way', models.CharField(choices=[('link', 'By the link'), ('phone', 'By phone'), ('on_site', 'On site')], max_length=10)),
                ('noted_by', models.CharField(max_length=120)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('document_hash', models.CharField(max_length=64)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('at', models.DateTimeField()),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consent', to='repairs.quote')),
            ],
        ),
        migrations.CreateModel(
            name='QuoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=80)),
                ('is_main_part', models.BooleanField(default=False)),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=8)),
                ('unit_price', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('amount', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('payer', models.CharField(max_length=10)),
                ('price_reason', models.CharField(blank=True, max_length=200)),
                ('price_line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='prices.priceline')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='repairs.quote')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PartUsed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('quantity', models.DecimalField(decimal_places=2, default=1, max_digits=8)),
                ('old_serial', models.CharField(blank=True, max_length=60)),
                ('new_serial', models.CharField(blank=True, max_length=60)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts_used', to='work_orders.workorder')),
                ('quote_line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='used', to='repairs.quoteline')),
            ],
        ),
        migrations.CreateModel(
            name='WorkStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='JointReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.TextField()),
                ('participants', models.JSONField(help_text='name and department of each')),
                ('minutes', models.TextField()),
                ('plan', models.TextField(help_text='what is returned to the technician')),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_reviews', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StepCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed', models.BooleanField()),
                ('finding', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='check_made', to='repairs.workstep')),
            ],
        ),
        migrations.CreateModel(
            name='ChangeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('item', 'Another fault found: add it'), ('method', 'Another method on site'), ('extension', 'More time')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Waiting for the decision'), ('granted', 'Granted'), ('refused', 'Not granted')], default='open', max_length=8)),
                ('text', models.CharField(help_text='the fault found, the method, or what takes longer', max_length=200)),
                ('reason', models.CharField(max_length=300)),
                ('changes_price', models.BooleanField(default=False, help_text='an added item changes parts or price')),
                ('promise', models.CharField(blank=True, help_text='the deadline that is to be moved', max_length=12)),
                ('new_due', models.DateTimeField(null=True)),
                ('is_late', models.BooleanField(default=False, help_text='asked after the deadline had passed')),
                ('asked_by_id', models.CharField(max_length=40)),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='change', to='work_orders.dispatchitem')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='change_requests', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'extension'), ('state', 'open')), fields=('order', 'kind'), name='one_open_extension')],
            },
        ),
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('installed_on', models.DateField()),
                ('installation_card', models.CharField(max_length=40)),
                ('warranty_card', models.CharField(max_length=40)),
                ('contact_card', models.CharField(max_length=40)),
                ('trained', models.CharField(help_text='who was shown how to use the product', max_length=80)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='installation', to='work_orders.workorder')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='installations', to='products.unit')),
            ],
        ),
        migrations.CreateModel(
            name='SiteConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, help_text="where it is put, with the estate's rules", max_length=200)),
                ('agreed_with', models.CharField(max_length=80)),
                ('note', models.CharField(blank=True, help_text='what was explained beforehand', max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='site_consent', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='ExchangeRoute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('beyond_repair', 'Beyond repair'), ('too_dear', 'The repair is too dear')], max_length=14)),
                ('repair_cost', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12, null=True)),
                ('product_price', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12, null=True)),
                ('told', models.CharField(help_text="who at the customer's was told", max_length=80)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exchange_route', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='item of the measuring sheet', max_length=40)),
                ('value', models.CharField(max_length=30)),
                ('passed', models.BooleanField()),
                ('remedy', models.CharField(blank=True, choices=[('repair', 'Repair it'), ('replace', 'Replace it')], max_length=8)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('filled', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.filledform')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='work_orders.workorder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
    ]
