"""What leerplaatsen change because of what students said."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0017_what_students_pass_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Improvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(max_length=200, verbose_name="Wat zeiden studenten?")),
                ("plan", models.CharField(max_length=300, verbose_name="Wat doen jullie?")),
                ("about", models.CharField(blank=True, max_length=60, verbose_name="Wat pas je aan?")),
                ("due_on", models.DateField(verbose_name="Wanneer is het klaar?")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="Wat hebben jullie veranderd?")),
                ("is_shown", models.BooleanField(default=False)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "leerplaats",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to="profiles.leerplaats",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Wie zorgt ervoor?",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("finished_by__isnull", True), ("is_shown", False)),
                            models.Q(
                                ("dropped_at__isnull", True),
                                ("finished_at__isnull", False),
                                ("finished_by__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_finished_says_what",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE profiles_improvement ADD CONSTRAINT profiles_improvement_leerplaats_id_tenant "
            "FOREIGN KEY (leerplaats_id, institution_id) REFERENCES profiles_leerplaats (id, institution_id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE profiles_improvement DROP CONSTRAINT profiles_improvement_leerplaats_id_tenant",
        ),
    ]
