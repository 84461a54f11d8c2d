"""A batch of confirmed koppelingen, what a student says to a place, days that changed on the way, stopped mails."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0014_mail_to_a_student_without_a_place"),
        ("profiles", "0014_plekken_and_koppelen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="cannot_come_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="cannot_come_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("student", "De student ziet ervan af"),
                    ("school", "De school trok de aanvraag in"),
                    ("leerplaats", "De leerplaats kan niet meer"),
                    ("other_place", "De student heeft een andere plek"),
                    ("mistake", "Het was een vergissing"),
                ],
                max_length=12,
                verbose_name="Waarom kun je niet?",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="earlier_weekdays",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="message",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "Klaar om te versturen"),
                    ("sending", "Wordt verstuurd"),
                    ("sent", "Verstuurd"),
                    ("failed", "Niet gelukt"),
                    ("stopped", "Gestopt: het klopte niet meer"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ConfirmBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("instruction", models.TextField(blank=True)),
                ("send_after", models.DateTimeField(blank=True, null=True)),
                ("refused", models.JSONField(blank=True, default=list)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.period"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "confirm batches",
                "ordering": ["-confirmed_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="placement",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="placements",
                to="onboarding.confirmbatch",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cannot_come_at__isnull", True), ("cannot_come_reason", "")),
                    models.Q(
                        ("cannot_come_at__isnull", False),
                        ("student_agreed_at__isnull", True),
                        models.Q(("cannot_come_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placement_student_says_one_thing",
            ),
        ),
    ]
