"""What is in use and what is online, found without reading the wide rows of answers and words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0012_catalogue_filters")]

    operations = [
        migrations.AddIndex(
            "leerplaats",
            models.Index(
                condition=models.Q(("archived_at__isnull", True)),
                fields=["sort_name", "id"],
                include=("sector", "location"),
                name="leerplaats_in_use",
            ),
        ),
        migrations.AddIndex(
            "leerplaatsprofiel",
            models.Index(
                condition=models.Q(("published__isnull", False)),
                fields=["leerplaats"],
                name="leerplaatsprofiel_online",
            ),
        ),
    ]
