from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0032_stages_are_counted_in_bags"),
    ]

    operations = [
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
                    ("survey", "Vragenlijst"),
                    ("review", "Terugkijken met het team"),
                    ("staff", "Voor collega's"),
                    ("code", "Code om binnen te komen"),
                    ("other", "Iets anders"),
                ],
                default="other",
                max_length=12,
            ),
        ),
    ]
