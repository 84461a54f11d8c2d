from django.db import migrations, models

REASONS = [
    ("student", "De student ziet ervan af"),
    ("school", "De school trok de aanvraag in"),
    ("leerplaats", "De leerplaats kan niet meer"),
    ("other_place", "De student heeft een andere plek"),
    ("terms", "De plek, de dagen of de datum kloppen niet"),
    ("mistake", "Het was een vergissing"),
    ("other", "Iets anders"),
]


def reason(words):
    """A field with one of the reasons."""
    return models.CharField(words, max_length=12, choices=REASONS, blank=True)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0035_plan_knows_when_it_was_reopened")]

    operations = [
        migrations.AlterField("placement", "cancel_reason", reason("Waarom?")),
        migrations.AlterField("placement", "cannot_come_reason", reason("Waarom kun je niet?")),
        migrations.AlterField("placementrequest", "withdraw_reason", reason("Waarom?")),
    ]
