"""Checklist and invitations of an introduction; what the two of a pair keep for each other."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TENANT_KEYS = (
    ("onboarding_introstep", "meeting_id", "onboarding_intromeeting"),
    ("onboarding_pairtalk", "buddy_id", "onboarding_buddy"),
)


def tenant_key(table, column, parent):
    name = f"{table}_{column}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, institution_id) "
        f"REFERENCES {parent} (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0022_questions_are_passed_on"),
        ("profiles", "0016_expected_and_ready"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntroStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("section", models.CharField(max_length=120)),
                ("text", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=400)),
                (
                    "owner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("student", "Student"),
                            ("werkbegeleider", "Werkbegeleider"),
                            ("praktijkopleider", "Praktijkopleider"),
                            ("coordinator", "Stagecoördinator"),
                            ("manager", "Leidinggevende"),
                            ("ict", "ICT"),
                            ("clothing", "Kleding"),
                            ("reception", "Balie"),
                            ("safety", "Bhv en hygiëne"),
                            ("senior_student", "Ouderejaars student"),
                            ("system", "Gaat vanzelf"),
                        ],
                        max_length=20,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="PairTalk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("meets", models.CharField(blank=True, max_length=200, verbose_name="Wanneer zien jullie elkaar?")),
                (
                    "mentor_contact",
                    models.CharField(blank=True, max_length=120, verbose_name="Hoe is de mentor bereikbaar?"),
                ),
                (
                    "mentee_contact",
                    models.CharField(blank=True, max_length=120, verbose_name="Hoe is de nieuwe student bereikbaar?"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name="introguest",
            name="invited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="buddy",
            constraint=models.UniqueConstraint(fields=("id", "institution"), name="buddy_tenant_key"),
        ),
        migrations.AddField(
            model_name="introstep",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="introstep",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="introstep",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="onboarding.intromeeting"
            ),
        ),
        migrations.AddField(
            model_name="pairtalk",
            name="buddy",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="talk", to="onboarding.buddy"
            ),
        ),
        migrations.AddField(
            model_name="pairtalk",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddConstraint(
            model_name="introstep",
            constraint=models.UniqueConstraint(fields=("meeting", "position"), name="intro_step_once"),
        ),
        migrations.AddConstraint(
            model_name="introstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="intro_step_done_by_somebody",
            ),
        ),
        *(tenant_key(*key) for key in TENANT_KEYS),
    ]
