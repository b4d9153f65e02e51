import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('channel', models.CharField(choices=[('in_app', 'In the application'), ('mail', 'E-mail')], max_length=10)),
                ('language', models.CharField(max_length=10)),
                ('subject', models.CharField(max_length=120)),
                ('body', models.TextField()),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'channel', 'language'), name='template_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('channel', models.CharField(choices=[('in_app', 'In the application'), ('mail', 'E-mail')], max_length=10)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(max_length=10)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('link', models.CharField(blank=True, max_length=300)),
                ('case', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('failed', 'failed'), ('no_channel', 'no channel set up')], default='queued', max_length=12)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('key', models.CharField(help_text='queueing it twice changes nothing', max_length=160, unique=True)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='customers.customer')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['state', 'next_try_at'], name='notice_queue'), models.Index(fields=['user', '-created_at'], name='notice_user'), models.Index(condition=models.Q(('channel', 'in_app'), ('read_at', None)), fields=['user'], name='notice_unread'), models.Index(fields=['case'], name='notice_case')],
            },
        ),
    ]
