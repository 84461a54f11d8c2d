"""Mails about questionnaires are a kind of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0029_an_undo_knows_what_holds_again")]

    operations = [
        migrations.AlterField(
            "message",
            "kind",
            models.CharField(
                choices=[
                    ("start", "De stageplek is bekend"),
                    ("two_weeks", "Twee weken voor de start"),
                    ("three_days", "Drie dagen voor de start"),
                    ("change", "Er is iets veranderd"),
                    ("invitation", "Uitnodiging"),
                    ("question", "Vraag of antwoord"),
                    ("wishes", "Wensen geven"),
                    ("plan", "Planningsvoorstel"),
                    ("survey", "Vragenlijst"),
                    ("staff", "Voor collega's"),
                    ("code", "Code om binnen te komen"),
                    ("other", "Iets anders"),
                ],
                default="other",
                max_length=12,
            ),
        ),
    ]
