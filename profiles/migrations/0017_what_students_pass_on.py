"""The estafette: what a student wishes to have known, and the best moment to learn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0016_expected_and_ready")]
    operations = [
        migrations.AlterField(
            "quote",
            "kind",
            models.CharField(
                choices=[
                    ("quote", "Ervaring"),
                    ("tip", "Tip"),
                    ("had_known", "Had ik dit maar geweten"),
                    ("moment", "Mooiste leermoment"),
                ],
                default="quote",
                max_length=10,
                verbose_name="Wat is het?",
            ),
        )
    ]
