"""What a person chose about the rows of a delivered list, kept while it is checked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0015_confirming_and_what_students_say")]

    operations = [
        migrations.AddField(
            model_name="studentimport",
            name="decisions",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
