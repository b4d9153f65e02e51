import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('chain', models.CharField(blank=True, max_length=40)),
                ('seq', models.PositiveIntegerField(null=True)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor_id', models.CharField(blank=True, max_length=40)),
                ('actor_name', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('device_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('data', models.JSONField(default=dict)),
                ('prev_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'id'], name='event_subject'), models.Index(fields=['kind', 'at'], name='event_kind_at')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='event_chain_seq')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4b1eecde6236a8a8cd8d356baf3b85df512e684a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_affb7', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='62bf5f65cbe93335828fe10338c0a19ca19f35af', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_3ded1', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='into_outbox', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    INSERT INTO events_outboxentry (event_id, shard, attempts, last_error)\n                    VALUES (NEW.id, abs(hashtext(COALESCE(NULLIF(NEW.chain, ''),\n                        NEW.subject_kind || NEW.subject_id))) % 8, 0, '');\n                    RETURN NEW;\n                ", hash='822f08a6292766ec32792ba468890c9c2dfd15d5', operation='INSERT', pgid='pgtrigger_into_outbox_50a11', table='events_event', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='outbox', serialize=False, to='events.event')),
                ('shard', models.SmallIntegerField()),
                ('attempts', models.SmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('last_error', models.TextField(blank=True)),
                ('handled_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('handled_at', None)), fields=['shard', 'event'], name='outbox_open')],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION events_chain_head(wanted text) RETURNS TABLE (seq integer, hash varchar)
            LANGUAGE plpgsql VOLATILE AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtextextended(wanted, 0));
                RETURN QUERY SELECT event.seq, event.hash FROM events_event AS event
                    WHERE event.chain = wanted ORDER BY event.seq DESC LIMIT 1;
            END $$
            """,
            "DROP FUNCTION events_chain_head(text)",
        ),
    ]
