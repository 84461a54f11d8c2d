"""Cells corrected on screen are kept with the list; rows are no longer skipped by number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0004_student_may_change_school")]
    operations = [
        migrations.RemoveField(model_name="studentimport", name="skipped_rows"),
        migrations.AddField(
            model_name="studentimport",
            name="corrections",
            field=models.JSONField(default=dict, help_text="Rijnummer naar veld naar tekst, verbeterd op het scherm"),
        ),
    ]
