"""Every row carries the institution of its parent: kept equal by composite foreign keys.

So row-level security can be switched on later, and a slip in the code cannot mix two institutions.
"""

from django.db import migrations

KEYS = (
    ("profiles_leerplaats", "location_id", "profiles_location"),
    ("profiles_leerplaatsprofiel", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_profileversion", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_photo", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_placeoffer", "leerplaats_id", "profiles_leerplaats"),
)


def add_key(table, column, parent):
    name = f"{table}_{column}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, institution_id) "
        f"REFERENCES {parent} (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_initial")]
    operations = [add_key(*key) for key in KEYS]
