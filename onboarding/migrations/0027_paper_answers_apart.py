"""Answers that a colleague typed in from paper get bags of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0026_both_say_yes_to_a_plan")]

    operations = [
        migrations.AddField("answerbag", "on_paper", models.BooleanField(default=False)),
        migrations.RemoveConstraint("answerbag", "answer_bag_one_open"),
        migrations.AddConstraint(
            "answerbag",
            models.UniqueConstraint(
                fields=["institution", "leerplaats", "kind", "on_paper"],
                condition=models.Q(closed=False),
                nulls_distinct=False,
                name="answer_bag_one_open",
            ),
        ),
    ]
