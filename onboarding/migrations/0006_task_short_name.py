"""A task takes the short name of its item along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0005_import_corrections")]
    operations = [
        migrations.AddField(model_name="task", name="short_name", field=models.CharField(blank=True, max_length=40)),
    ]
