import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('forms', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Followup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveSmallIntegerField(default=1)),
                ('stage', models.CharField(choices=[('planned', 'Planned'), ('answered', 'Answered'), ('not_reached', 'Not reached')], default='planned', max_length=12)),
                ('not_before', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('satisfied', models.BooleanField(null=True)),
                ('opinion', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.filledform')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followups', to='work_orders.workorder')),
            ],
            options={
                'indexes': [models.Index(fields=['stage', 'not_before'], name='followup_queue')],
                'constraints': [models.UniqueConstraint(fields=('order', 'sequence'), name='followup_once')],
            },
        ),
        migrations.CreateModel(
            name='FollowupCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='followups.followup')),
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
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('attitude__range', (1, 5)), ('quality__range', (1, 5)), ('time__range', (1, 5))), name='rating_1_to_5')],
            },
        ),
    ]
