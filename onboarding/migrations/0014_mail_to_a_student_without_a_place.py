"""A mail can go to a student who has no place yet: the invitation to give wishes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0013_wishes_are_rows")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="student",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="onboarding.student",
            ),
        ),
    ]
