import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('forms', '0001_initial'),
        ('intake', '0001_initial'),
        ('outlets', '0001_initial'),
        ('products', '0001_initial'),
        ('technicians', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Followup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.CharField(choices=[('first', 'First call'), ('second', 'Second call'), ('regular', 'Regular call'), ('solved', 'Call after a complaint')], default='first', max_length=8)),
                ('stage', models.CharField(choices=[('planned', 'Planned'), ('answered', 'Answered'), ('not_reached', 'Not reached')], default='planned', max_length=12)),
                ('not_before', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('satisfied', models.BooleanField(null=True)),
                ('opinion', models.TextField(blank=True)),
                ('calls_welcome', models.BooleanField(help_text='what the customer said about further calls', null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.filledform')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followups', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='FollowupCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('answered', 'Answered'), ('no_answer', 'No answer'), ('call_back', 'Call back later'), ('told', 'Answer told')], max_length=10)),
                ('call_back_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='followups.followup')),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', 'Notice'), ('invitation', 'Invitation'), ('reply', 'Reply')], max_length=10)),
                ('way', models.CharField(choices=[('post', 'By post'), ('email', 'By e-mail'), ('wechat', 'By WeChat'), ('sms', 'By text message')], max_length=8)),
                ('text', models.TextField()),
                ('sent_on', models.DateField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='Praise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('followup', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='praise', to='followups.followup')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='praises', to='work_orders.workorder')),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='praises', to='technicians.technician')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('raised', 'With the service manager'), ('decided', 'Customer to be told'), ('told', 'Customer told')], default='raised', max_length=8)),
                ('text', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('decision', models.TextField(blank=True)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer_due_at', models.DateTimeField(null=True)),
                ('told_by', models.CharField(blank=True, max_length=120)),
                ('told_at', models.DateTimeField(null=True)),
                ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='followups.followup')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='work_orders.workorder')),
            ],
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quality', models.PositiveSmallIntegerField()),
                ('attitude', models.PositiveSmallIntegerField()),
                ('time', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='work_orders.workorder')),
            ],
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['stage', 'not_before'], name='followup_queue'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('order', 'sequence'), name='followup_once'),
        ),
        migrations.AddIndex(
            model_name='followupcall',
            index=models.Index(fields=['-at', '-id'], name='call_newest'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['-sent_on', '-id'], name='letter_newest'),
        ),
        migrations.AddIndex(
            model_name='praise',
            index=models.Index(fields=['technician', '-at'], name='praise_newest'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'told'), _negated=True), fields=('order',), name='one_open_question'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('attitude__range', (1, 5)), ('quality__range', (1, 5)), ('time__range', (1, 5))), name='rating_1_to_5'),
        ),
        migrations.CreateModel(
            name='CustomerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('wanted', 'To be made'), ('made', 'File made')], default='wanted', max_length=6)),
                ('wanted_at', models.DateTimeField()),
                ('made_by', models.CharField(blank=True, max_length=120)),
                ('made_at', models.DateTimeField(null=True)),
                ('customer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service_file', to='customers.customer')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.repairrequest')),
            ],
        ),
        migrations.CreateModel(
            name='IncomingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('topic', models.CharField(choices=[('complaint', 'Complaint'), ('return', 'Return'), ('exchange', 'Exchange')], max_length=9)),
                ('customer_name', models.CharField(max_length=80)),
                ('address', models.CharField(max_length=200)),
                ('contact', models.CharField(help_text='phone or other way to reach the customer', max_length=80)),
                ('product', models.CharField(max_length=120)),
                ('grade', models.CharField(help_text='商品等级', max_length=40)),
                ('purchased_on', models.DateField()),
                ('problem', models.TextField()),
                ('received_on', models.DateField()),
                ('stage', models.CharField(choices=[('registered', 'Waits for approval'), ('decided', 'Letter decided')], default='registered', max_length=10)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('decision', models.TextField(blank=True)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='work_orders.workorder')),
                ('outlet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outlets.outlet')),
            ],
            options={
                'indexes': [models.Index(fields=['-received_on', '-id'], name='incoming_letter_newest')],
            },
        ),
        migrations.CreateModel(
            name='PlannedContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=200)),
                ('planned_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('planned', 'To come'), ('held', 'Held')], default='planned', max_length=7)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('outcome', models.TextField(blank=True)),
                ('held_by', models.CharField(blank=True, max_length=120)),
                ('held_at', models.DateTimeField(null=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_contacts', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['stage', 'planned_at'], name='planned_contact_queue')],
            },
        ),
        migrations.CreateModel(
            name='SalesVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visited_on', models.DateField()),
                ('product', models.CharField(max_length=120)),
                ('quality', models.CharField(choices=[('good', 'Good'), ('fair', 'Fair'), ('poor', 'Poor')], max_length=4)),
                ('finding', models.TextField(blank=True, help_text="what was seen of the product's quality")),
                ('opinion', models.TextField(help_text='what the customer thinks and wishes')),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales_visits', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['-visited_on', '-id'], name='sales_visit_newest')],
            },
        ),
        migrations.CreateModel(
            name='ServiceReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'due_on'), name='reminded_once')],
            },
        ),
    ]
