import baoxiu.core.money
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('products', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PriceList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80)),
                ('valid_from', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='PriceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('labour', 'Labour'), ('part', 'Part'), ('travel', 'Travel'), ('inspection', 'Diagnosis')], max_length=12)),
                ('difficulty', models.PositiveSmallIntegerField(default=1)),
                ('is_main_part', models.BooleanField(default=False)),
                ('unit', models.CharField(default='次', max_length=12)),
                ('price', baoxiu.core.money.MoneyField(decimal_places=2, max_digits=12)),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='products.family')),
                ('fault', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='products.faultkind')),
                ('price_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='prices.pricelist')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('price_list', 'code'), name='price_code_once'), models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='price_not_negative')],
            },
        ),
    ]
