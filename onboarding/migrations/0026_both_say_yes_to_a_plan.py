"""Who said yes to a planningsvoorstel, and mails about it as a kind of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0025_a_stage_that_stops_early_frees_its_place")]

    operations = [
        migrations.AddField(
            model_name="stageplan",
            name="student_yes_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="stageplan",
            name="guide_yes_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("start", "De stageplek is bekend"),
                    ("two_weeks", "Twee weken voor de start"),
                    ("three_days", "Drie dagen voor de start"),
                    ("change", "Er is iets veranderd"),
                    ("invitation", "Uitnodiging"),
                    ("question", "Vraag of antwoord"),
                    ("wishes", "Wensen geven"),
                    ("plan", "Planningsvoorstel"),
                    ("staff", "Voor collega's"),
                    ("code", "Code om binnen te komen"),
                    ("other", "Iets anders"),
                ],
                default="other",
                max_length=12,
            ),
        ),
    ]
