"""The time of an idea becomes a class that holds: "Tot een kwartier" instead of "10 minuten"."""

from django.db import migrations, models

# Shipped ideas whose own words name a longer time than their class: slug, words, class.
CORRECTED = (
    ("feestelijke-eerste-keer", "Een half uur met het team.", "hour"),
    ("strippenkaart", "10 minuten om de kaart te maken. Een collega is per strip 10 tot 60 minuten kwijt.", "hour"),
    ("kennismakingsgesprek", "Een half uur.", "hour"),
    ("tijd-voor-het-planningsvoorstel", "2 uur voor de student, een half uur voor de begeleider.", "half_day"),
    ("wekelijks-gesprek", "20 minuten per week.", "hour"),
    ("evaluatie", "10 minuten voor de student, een half uur om te bespreken.", "hour"),
)


def correct_shipped_ideas(apps, schema_editor):
    """What the region wrote itself stays: only an idea that still has the shipped words is corrected."""
    cards = apps.get_model("toolbox", "InspirationCard").objects.filter(institution=None)
    for slug, words, effort in CORRECTED:
        cards.filter(slug=slug, effort_words=words).update(effort=effort)
    for card in cards.filter(slug="checklist-zorginstelling", what__startswith="20 vragen aan jezelf over "):
        card.what = card.what.replace("20 vragen aan jezelf over ", "Een checklist over ", 1)
        card.save(update_fields=["what"])


class Migration(migrations.Migration):
    dependencies = [
        ("toolbox", "0004_rollout_task_fact"),
    ]

    operations = [
        migrations.AlterField(
            model_name="inspirationcard",
            name="effort",
            field=models.CharField(
                choices=[
                    ("minutes", "Tot een kwartier"),
                    ("hour", "Tot een uur"),
                    ("half_day", "Tot een halve dag"),
                    ("more", "Meer dan een halve dag"),
                ],
                max_length=10,
                verbose_name="Hoeveel tijd kost het?",
            ),
        ),
        migrations.RunPython(correct_shipped_ideas, migrations.RunPython.noop),
    ]
