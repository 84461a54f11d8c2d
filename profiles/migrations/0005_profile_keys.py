"""The rows about a profile carry its institution, kept equal by composite foreign keys (see 0002)."""

from django.db import migrations

KEYS = (
    ("profiles_sharedanswers", "location_id", "profiles_location"),
    ("profiles_actrule", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_quote", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_errorreport", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_contribution", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_film", "leerplaats_id", "profiles_leerplaats"),
    ("profiles_partwork", "profile_id", "profiles_leerplaatsprofiel"),
    ("profiles_partcheck", "profile_id", "profiles_leerplaatsprofiel"),
)


def add_key(table, column, parent):
    name = f"{table}_{column}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, institution_id) "
        f"REFERENCES {parent} (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_shared_answers_and_upkeep")]
    operations = [add_key(*key) for key in KEYS]
