"""Rows for what students saw of a profile and were told about it, each with the institution of its parent."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEYS = (
    ("onboarding_profileshown", ("placement_id", "institution_id"), "onboarding_placement", ("id", "institution_id")),
    ("onboarding_announcement", ("leerplaats_id", "institution_id"), "profiles_leerplaats", ("id", "institution_id")),
)


def add_key(table, columns, parent, parent_columns):
    name = f"{table}_{columns[0]}_{len(columns)}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({', '.join(columns)}) "
        f"REFERENCES {parent} ({', '.join(parent_columns)}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def to(model, related_name="+", **options):
    options.setdefault("on_delete", django.db.models.deletion.PROTECT)
    return models.ForeignKey(related_name=related_name, to=model, **options)


def pk():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0006_task_short_name"),
        ("profiles", "0007_inherited_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("placement", "known_facts", models.JSONField(blank=True, default=dict)),
        migrations.CreateModel(
            "ProfileShown",
            [
                ("id", pk()),
                ("first_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("institution", to("profiles.institution")),
                ("placement", to("onboarding.placement", "shown", on_delete=django.db.models.deletion.CASCADE)),
                ("version", to("profiles.profileversion")),
            ],
            {"verbose_name_plural": "profiles shown", "ordering": ["-last_at", "-pk"]},
        ),
        migrations.AddConstraint(
            "profileshown",
            models.UniqueConstraint(fields=("placement", "version"), name="profile_shown_once_per_version"),
        ),
        migrations.AddConstraint(
            "profileshown",
            models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("first_at"))), name="profile_shown_first_before_last"
            ),
        ),
        migrations.CreateModel(
            "Announcement",
            [
                ("id", pk()),
                ("text", models.TextField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("institution", to("profiles.institution")),
                ("leerplaats", to("profiles.leerplaats", "announcements")),
                ("sent_by", to(settings.AUTH_USER_MODEL)),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="announcement",
                        to="profiles.profileversion",
                    ),
                ),
            ],
            {"ordering": ["-sent_at", "-pk"]},
        ),
        *(add_key(*key) for key in KEYS),
    ]
