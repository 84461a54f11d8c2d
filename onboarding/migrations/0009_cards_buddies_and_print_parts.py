"""Playful cards, mentors, and print jobs of several kinds of sheets that go on where they stopped."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TENANT_KEYS = ("onboarding_playcard", "onboarding_dicethrow", "onboarding_buddy")


def keep_what_was_asked(apps, schema_editor):
    """A job of one format and a list of stages becomes a list of sheets."""
    for job in apps.get_model("onboarding", "PrintJob").objects.all():
        job.formats = [job.format]
        job.sheets = [{"format": job.format, "placement": key} for key in job.placement_ids]
        job.save(update_fields=["formats", "sheets"])


def tenant_key(table):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant FOREIGN KEY (placement_id, institution_id) "
        "REFERENCES onboarding_placement (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_tenant",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0008_arrival_follows_the_profile"),
        ("profiles", "0013_indexes_of_the_public_list"),
        ("toolbox", "0003_levels_and_formats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="printjob",
            name="formats",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="printjob",
            name="options",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="printjob",
            name="sheets",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(keep_what_was_asked, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="printjob",
            name="format",
        ),
        migrations.RemoveField(
            model_name="printjob",
            name="placement_ids",
        ),
        migrations.AddField(
            model_name="task",
            name="days_before_end",
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="item",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="toolbox.item"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="note",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AlterField(
            model_name="printjob",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="task",
            name="format",
            field=models.CharField(max_length=30),
        ),
        migrations.CreateModel(
            name="Buddy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mentor_name", models.CharField(blank=True, max_length=60, verbose_name="Voornaam van de mentor")),
                ("paired_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentees",
                        to="onboarding.placement",
                    ),
                ),
                (
                    "paired_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="buddies", to="onboarding.placement"
                    ),
                ),
            ],
            options={
                "ordering": ["-paired_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("placement",),
                        name="buddy_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mentor__isnull", False), ("mentor_name", "")),
                            models.Q(("mentor__isnull", True), models.Q(("mentor_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="buddy_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mentor__isnull", True),
                            models.Q(("mentor", models.F("placement")), _negated=True),
                            _connector="OR",
                        ),
                        name="buddy_is_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiceThrow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=300)),
                ("face", models.PositiveSmallIntegerField()),
                ("answer", models.TextField(blank=True, max_length=600, verbose_name="Wat denk je?")),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("thrown_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="throws", to="onboarding.placement"
                    ),
                ),
            ],
            options={
                "ordering": ["-thrown_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("face__gte", 1), ("face__lte", 6)), name="dice_has_six_faces"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shared_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="dice_shared_has_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlayCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(max_length=30)),
                (
                    "texts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=None),
                ),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("skipped_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="play_cards",
                        to="onboarding.placement",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("placement", "format"), name="play_card_once")],
            },
        ),
        migrations.CreateModel(
            name="PrintPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("file", models.FileField(blank=True, upload_to="prints/parts/")),
                ("documents", models.JSONField(default=list)),
                ("failures", models.JSONField(default=list)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="onboarding.printjob"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("job", "number"), name="print_part_once")],
            },
        ),
        *(tenant_key(table) for table in TENANT_KEYS),
    ]
