import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('decisions', '0001_initial'),
        ('technicians', '0001_initial'),
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('automatic', 'automatically'), ('manual', 'by hand')], max_length=10)),
                ('state', models.CharField(choices=[('offered', 'Not answered yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('replaced', 'Given to somebody else')], default='offered', max_length=10)),
                ('reason', models.CharField(blank=True, help_text='why by hand, or why given back', max_length=300)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='work_orders.workorder')),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='technicians.technician')),
            ],
            options={
                'indexes': [models.Index(fields=['technician', '-at'], name='assignment_technician'), models.Index(condition=models.Q(('state', 'offered')), fields=['at'], name='assignment_offered')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['offered', 'accepted'])), fields=('order',), name='one_live_assignment')],
            },
        ),
    ]
