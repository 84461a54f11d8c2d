"""How long a line takes, whether it blocks the start, and what to do when it does not work out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("toolbox", "0005_effort_in_true_classes"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="blocking",
            field=models.BooleanField(default=False, verbose_name="Zonder dit mag de student niet starten"),
        ),
        migrations.AddField(
            model_name="item",
            name="fallback",
            field=models.CharField(blank=True, max_length=300, verbose_name="Wat doe je als het niet lukt?"),
        ),
        migrations.AddField(
            model_name="item",
            name="lead_time",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Hoe lang duurt het regelen?"),
        ),
        migrations.AddField(
            model_name="item",
            name="lead_unit",
            field=models.CharField(
                blank=True,
                choices=[("workdays", "werkdagen"), ("weeks", "weken"), ("months", "maanden")],
                max_length=10,
                verbose_name="Eenheid",
            ),
        ),
    ]
