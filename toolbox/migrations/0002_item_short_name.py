"""A line can have a short name, for overviews where the whole sentence does not fit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="item",
            name="short_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="Korte naam"),
        ),
    ]
