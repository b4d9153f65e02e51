from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('period', models.CharField(max_length=8)),
                ('last', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'period'), name='series_once')],
            },
        ),
    ]
