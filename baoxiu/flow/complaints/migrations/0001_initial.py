import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('work_orders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ComplaintEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('key', models.CharField(help_text='made by the sender; a repeat changes nothing', max_length=80, null=True, unique=True)),
                ('source', models.CharField(choices=[('followup', 'Follow-up call'), ('rating', "Customer's rating"), ('portal', "Customer's page"), ('desk', 'Service desk')], max_length=10)),
                ('text', models.TextField()),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('outcome', models.TextField(blank=True, help_text='how it was solved')),
                ('solved_by', models.CharField(blank=True, max_length=120)),
                ('solved_at', models.DateTimeField(null=True)),
                ('job', models.ForeignKey(help_text='whoever was sent because of it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='work_orders.workorder')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='work_orders.workorder')),
            ],
        ),
    ]
