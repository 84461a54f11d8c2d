"""A reason of its own for a stage whose place, days or date are wrong; it used to be stored as a mistake."""

from django.db import migrations, models

REASONS = [
    ("student", "De student ziet ervan af"),
    ("school", "De school trok de aanvraag in"),
    ("leerplaats", "De leerplaats kan niet meer"),
    ("other_place", "De student heeft een andere plek"),
    ("terms", "De plek, de dagen of de datum kloppen niet"),
    ("mistake", "Het was een vergissing"),
]


def name_the_terms(apps, schema_editor):
    """Whoever said "ik kan niet" chose these words; only the stored value was that of a mistake."""
    apps.get_model("onboarding", "Placement").objects.filter(cannot_come_reason="mistake").update(
        cannot_come_reason="terms"
    )


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0016_choices_about_a_delivered_list")]

    operations = [
        migrations.AlterField(
            model_name="placement",
            name="cancel_reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=12, verbose_name="Waarom?"),
        ),
        migrations.AlterField(
            model_name="placement",
            name="cannot_come_reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=12, verbose_name="Waarom kun je niet?"),
        ),
        migrations.AlterField(
            model_name="placementrequest",
            name="withdraw_reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=12, verbose_name="Waarom?"),
        ),
        migrations.RunPython(name_the_terms, migrations.RunPython.noop),
    ]
