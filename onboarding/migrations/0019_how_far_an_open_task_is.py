from django.db import migrations, models

CHOICES = [("begun", "Aangevraagd of begonnen"), ("covered", "Lukt niet, we vangen het op")]


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0018_expected_and_ready"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="progress",
            field=models.CharField(blank=True, choices=CHOICES, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taskchange",
            name="progress",
            field=models.CharField(blank=True, choices=CHOICES, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("progress", ""), _connector="OR"),
                name="task_progress_only_when_open",
            ),
        ),
    ]
