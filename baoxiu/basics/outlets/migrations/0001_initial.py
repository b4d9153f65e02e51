import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('own', 'Own outlet'), ('outsourced', 'Outsourced outlet')], default='own', max_length=12)),
                ('division_code', models.CharField(blank=True, max_length=6)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('lat', models.FloatField(null=True)),
                ('lng', models.FloatField(null=True)),
                ('is_open', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='OutletArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(db_index=True, max_length=6)),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='outlets.outlet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('outlet', 'division_code'), name='outlet_area_once')],
            },
        ),
    ]
