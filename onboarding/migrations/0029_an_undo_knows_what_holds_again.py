import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0028_removal_within_bounds")]

    operations = [
        migrations.AddField(
            model_name="taskchange",
            name="restores",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="onboarding.taskchange",
            ),
        ),
    ]
