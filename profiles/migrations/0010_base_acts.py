"""The acts of the region come with the tables: a leerplaats can begin at once."""

from django.db import migrations

from profiles.base_acts import load_base_acts


def load(apps, schema_editor):
    load_base_acts(apps.get_model("profiles", "Act"))


class Migration(migrations.Migration):
    dependencies = [("profiles", "0009_quotes_on_the_page")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
