from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('hits', models.PositiveIntegerField()),
                ('ends_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE limits_counter SET UNLOGGED; ALTER TABLE limits_note SET UNLOGGED",
            "ALTER TABLE limits_counter SET LOGGED; ALTER TABLE limits_note SET LOGGED",
        ),
    ]
