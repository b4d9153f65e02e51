import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("events", "0001_initial"),
        ('outlets', '0001_initial'),
        ('products', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Technician',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('phone', models.CharField(max_length=20)),
                ('lat', models.FloatField(null=True)),
                ('lng', models.FloatField(null=True)),
                ('daily_cap', models.PositiveSmallIntegerField(default=8)),
                ('is_active', models.BooleanField(default=True)),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='technicians', to='outlets.outlet')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='technician', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='products.family')),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='technicians.technician')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('technician', 'family'), name='skill_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='skill_level_1_to_5')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='technicians.technician')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='shift_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('electrician', 'Low-voltage electrician'), ('refrigeration', 'Refrigeration and air conditioning'), ('height', 'Work at height'), ('welding', 'Welding'), ('gas', 'Gas appliances')], max_length=20)),
                ('number', models.CharField(max_length=60)),
                ('issued_on', models.DateField()),
                ('expires_on', models.DateField(help_text='last valid day')),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='technicians.technician')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('technician', 'kind', 'number'), name='certificate_once')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('division_code', models.CharField(max_length=6)),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='technicians.technician')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('technician', 'division_code'), name='technician_area_once')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('technician', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='technicians.technician')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('technician', '='), ('period', '&&')], name='absences_do_not_overlap')],
            },
        ),
    ]
