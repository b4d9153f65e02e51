import baoxiu.core.money
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("events", "0001_initial"),
        ('outlets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('sort_name', models.CharField(blank=True, help_text='pinyin', max_length=200)),
                ('initials', models.CharField(blank=True, max_length=80)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('company', 'Company')], default='person', max_length=10)),
                ('customer_class', models.CharField(choices=[('ordinary', 'Ordinary customer'), ('long_term', 'Long-term customer'), ('key', 'Key customer')], default='ordinary', max_length=10)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('note', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name'], name='customer_sort'), models.Index(django.contrib.postgres.indexes.OpClass('sort_name', 'text_pattern_ops'), name='customer_pinyin'), models.Index(django.contrib.postgres.indexes.OpClass('initials', 'text_pattern_ops'), name='customer_initials'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('name', 'gin_trgm_ops'), name='customer_name_trgm')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('phone', models.CharField(db_index=True, help_text='E.164', max_length=20)),
                ('extension', models.CharField(blank=True, max_length=10)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('relation', models.CharField(blank=True, max_length=40)),
                ('is_primary', models.BooleanField(default=False)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('customer',), name='one_primary_contact')],
                'indexes': [models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse('phone'), 'text_pattern_ops'), name='contact_phone_tail'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('name', 'gin_trgm_ops'), name='contact_name_trgm')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=6)),
                ('detail', models.CharField(max_length=200)),
                ('lat', models.FloatField(null=True)),
                ('lng', models.FloatField(null=True)),
                ('is_primary', models.BooleanField(default=False)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('customer',), name='one_primary_address')],
            },
        ),
        migrations.CreateModel(
            name='ServedBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='served_by', to='customers.customer')),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='outlets.outlet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'outlet'), name='served_once')],
            },
        ),
        migrations.CreateModel(
            name='KeyList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('stage', models.CharField(choices=[('draft', 'Being drawn up'), ('proposed', 'With the leader'), ('approved', 'Approved'), ('refused', 'Refused')], default='draft', max_length=8)),
                ('limit', baoxiu.core.money.MoneyField(decimal_places=2, help_text="last year's sales from which a customer is key", max_digits=12)),
                ('begun_by', models.CharField(max_length=120)),
                ('begun_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('approval', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
            ],
        ),
        migrations.CreateModel(
            name='KeyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('sales', "Last year's sales"), ('potential', 'Potential')], max_length=9)),
                ('sales', baoxiu.core.money.MoneyField(decimal_places=2, help_text="last year's, in yuan", max_digits=12, null=True)),
                ('reason', models.TextField(blank=True)),
                ('by_name', models.CharField(max_length=120)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_entries', to='customers.customer')),
                ('key_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='customers.keylist')),
            ],
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('opened_by', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('outcome', models.TextField(blank=True)),
                ('closed_by', models.CharField(blank=True, max_length=120)),
                ('closed_at', models.DateTimeField(null=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='customers.customer')),
            ],
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('progress', 'Contract progress told'), ('change', 'Changed demand agreed'), ('introduction', 'Product introduced'), ('question', 'Question before the sale answered'), ('problem', 'Step towards solving a problem')], max_length=12)),
                ('text', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='customers.customer')),
                ('problem', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='customers.problem')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('long_term', 'Long-term service'), ('contract', 'Contract')], max_length=9)),
                ('number', models.CharField(max_length=40)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'number'), name='agreement_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='keylist',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'refused'), _negated=True), fields=('year',), name='one_key_list_a_year'),
        ),
        migrations.AddConstraint(
            model_name='keyentry',
            constraint=models.UniqueConstraint(fields=('key_list', 'customer'), name='key_customer_once'),
        ),
        migrations.AddIndex(
            model_name='talk',
            index=models.Index(fields=['customer', '-at'], name='talk_newest'),
        ),
    ]
