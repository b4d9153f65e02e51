import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('events', '0001_initial'),
        ('outlets', '0001_initial'),
        ('products', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('services', models.JSONField(default=list)),
                ('is_active', models.BooleanField(default=True)),
                ('changed_by', models.CharField(max_length=120)),
                ('changed_at', models.DateTimeField()),
                ('members', models.ManyToManyField(related_name='service_teams', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReviewRoute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('service', models.CharField(blank=True, choices=[('repair', 'Repair'), ('installation', 'Installation'), ('commissioning', 'Commissioning'), ('maintenance', 'Maintenance'), ('consultation', 'Consultation'), ('support', 'Technical support')], max_length=14)),
                ('from_severity', models.PositiveSmallIntegerField(default=1)),
                ('steps', models.JSONField(default=list)),
                ('is_active', models.BooleanField(default=True)),
                ('changed_by', models.CharField(max_length=120)),
                ('changed_at', models.DateTimeField()),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.family')),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('client_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('contact_name', models.CharField(max_length=80)),
                ('phone', models.CharField(max_length=20)),
                ('brought_by', models.CharField(blank=True, help_text='courier or person', max_length=80)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('device_count', models.PositiveSmallIntegerField()),
                ('arrived_at', models.DateTimeField(db_index=True)),
                ('due_at', models.DateTimeField(help_text='by the count of devices from arrival (RQ-WO-09)')),
                ('registered_by', models.CharField(max_length=120)),
                ('registered_at', models.DateTimeField()),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outlets.outlet')),
            ],
        ),
        migrations.CreateModel(
            name='RepairRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('client_key', models.UUIDField(default=uuid.uuid4, help_text='made by the sender; a repeat changes nothing', unique=True)),
                ('external_ref', models.CharField(max_length=80, null=True, unique=True)),
                ('channel', models.CharField(choices=[('portal', 'Web page'), ('phone', 'Phone'), ('counter', 'At the counter'), ('mail', 'E-mail'), ('letter', 'Letter or fax'), ('wechat', 'WeChat'), ('partner', 'Partner platform'), ('api', 'Interface'), ('archive', 'Taken over from an archive')], max_length=10)),
                ('service', models.CharField(choices=[('repair', 'Repair'), ('installation', 'Installation'), ('commissioning', 'Commissioning'), ('maintenance', 'Maintenance'), ('consultation', 'Consultation'), ('support', 'Technical support')], default='repair', max_length=14)),
                ('mode', models.CharField(choices=[('on_site', "At the customer's"), ('carry_in', 'Customer brings it'), ('send_in', 'Customer sends it'), ('remote', 'Remote')], default='on_site', max_length=10)),
                ('stage', models.CharField(choices=[('submitted', 'Waiting for review'), ('information_missing', 'Information missing'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('settled_by_advice', 'Solved remotely'), ('withdrawn', 'Withdrawn'), ('merged', 'Merged into another'), ('closed', 'Closed')], default='submitted', max_length=20)),
                ('contact_name', models.CharField(max_length=80)),
                ('phone', models.CharField(help_text='E.164', max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('division_code', models.CharField(blank=True, max_length=6)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('lat', models.FloatField(null=True)),
                ('lng', models.FloatField(null=True)),
                ('model_text', models.CharField(blank=True, max_length=80)),
                ('brand', models.CharField(blank=True, max_length=80)),
                ('serial', models.CharField(blank=True, max_length=60)),
                ('purchased_on', models.DateField(null=True)),
                ('voucher_number', models.CharField(blank=True, max_length=60)),
                ('fault_text', models.TextField()),
                ('fault_since', models.CharField(blank=True, max_length=60)),
                ('wish', models.CharField(blank=True, help_text='when the visit would suit', max_length=120)),
                ('wish_from', models.DateTimeField(null=True)),
                ('wish_until', models.DateTimeField(null=True)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('acknowledged_at', models.DateTimeField(help_text='customer confirmed true data (RQ-INT-19)', null=True)),
                ('submitted_at', models.DateTimeField()),
                ('promised_reply_at', models.DateTimeField(null=True)),
                ('registered_by', models.CharField(blank=True, max_length=120)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='intake.batch')),
                ('accessories', models.CharField(blank=True, help_text='what came with the device', max_length=200)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='intake.repairrequest')),
                ('in_route', models.BooleanField(default=False, help_text='departments give their opinion before it is decided on (RQ-TRI-05)')),
                ('taken_by', models.ForeignKey(db_index=False, help_text='the agent who works on it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(db_index=False, help_text='in whose queue it is', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.serviceteam')),
                ('came_from', models.ForeignKey(help_text='the request it was split off from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_to', to='intake.repairrequest')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='customers.customer')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.family')),
                ('fault', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.faultkind')),
                ('outlet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='outlets.outlet')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='products.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', None), ('stage', 'merged'), _connector='OR'), name='request_merged')],
                'indexes': [models.Index(fields=['stage', '-submitted_at'], name='request_queue'), models.Index(fields=['-submitted_at'], name='request_newest'), models.Index(fields=['outlet', 'stage'], name='request_outlet'), models.Index(fields=['phone'], name='request_phone'), models.Index(condition=models.Q(('team__isnull', False)), fields=['team', 'stage'], name='request_team'), models.Index(condition=models.Q(('taken_by__isnull', False)), fields=['taken_by', 'stage'], name='request_agent'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('fault_text', 'gin_trgm_ops'), name='request_fault_trgm'), models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse('phone'), 'text_pattern_ops'), name='request_phone_tail'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('serial'), 'gin_trgm_ops'), name='request_serial_trgm')],
            },
        ),
        migrations.CreateModel(
            name='AccessLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('nonce', models.UUIDField(default=uuid.uuid4)),
                ('created_at', models.DateTimeField()),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='link', to='intake.repairrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('accepted', 'Accepted'), ('asked', 'Asked for more'), ('refused', 'Refused'), ('advised', 'Solved remotely')], max_length=10)),
                ('reason_code', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(blank=True, help_text='reason, question or advice as the customer reads it')),
                ('missing', models.JSONField(default=list)),
                ('severity', models.PositiveSmallIntegerField(default=2)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='intake.repairrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Supplement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('changes', models.JSONField(default=dict)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='intake.repairrequest')),
            ],
        ),
        migrations.CreateModel(
            name='ContactEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('incoming', 'Customer came to us'), ('outgoing', 'We went to the customer')], max_length=10)),
                ('way', models.CharField(choices=[('phone', 'Phone'), ('message', 'Message'), ('mail', 'E-mail'), ('letter', 'Letter or fax'), ('in_person', 'In person')], default='phone', max_length=10)),
                ('topic', models.CharField(choices=[('consultation', 'Consultation'), ('repair', 'Repair'), ('complaint', 'Complaint'), ('missing', 'Missing information'), ('confirmation', 'Problem and wish confirmed'), ('progress', 'Progress told'), ('other', 'Other')], max_length=14)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=20)),
                ('reached', models.BooleanField(default=True)),
                ('text', models.TextField(blank=True, help_text='what was said')),
                ('next_try_at', models.DateTimeField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_index=True)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                ('outlet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outlets.outlet')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='intake.repairrequest')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('request', None)), fields=['phone', '-at'], name='contact_unlinked')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=40)),
                ('question', models.TextField()),
                ('stage', models.CharField(choices=[('planned', 'Not its turn yet'), ('asked', 'Opinion awaited'), ('given', 'Opinion given'), ('sent_back', 'Sent back to the desk'), ('repeated', 'Put forward again')], default='planned', max_length=10)),
                ('text', models.TextField(blank=True, help_text='the opinion, or why it was sent back')),
                ('addition', models.TextField(blank=True, help_text='what the desk added when it was put forward again')),
                ('by_id', models.CharField(blank=True, max_length=40)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField(help_text='given or sent back', null=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='intake.repairrequest')),
                ('route', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.reviewroute')),
            ],
            options={
                'indexes': [models.Index(fields=['request', 'position'], name='opinion_steps')],
            },
        ),
    ]
