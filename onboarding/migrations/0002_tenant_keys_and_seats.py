"""Rows keep the institution and school of their parents, and no placement gets a seat that is not there."""

from django.db import migrations

KEYS = (
    (
        "onboarding_placement",
        ("leerplaats_id", "institution_id"),
        "profiles_leerplaats",
        ("id", "institution_id"),
    ),
    (
        "onboarding_placement",
        ("offer_id", "leerplaats_id", "institution_id"),
        "profiles_placeoffer",
        ("id", "leerplaats_id", "institution_id"),
    ),
    ("onboarding_placement", ("student_id", "school_id"), "onboarding_student", ("id", "school_id")),
    ("onboarding_placementrequest", ("student_id", "school_id"), "onboarding_student", ("id", "school_id")),
    ("onboarding_task", ("placement_id", "institution_id"), "onboarding_placement", ("id", "institution_id")),
    (
        "onboarding_message",
        ("placement_id", "institution_id"),
        "onboarding_placement",
        ("id", "institution_id"),
    ),
)

SEAT_CHECK = """
CREATE FUNCTION onboarding_check_seat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE places integer;
BEGIN
    SELECT number INTO places FROM profiles_placeoffer WHERE id = NEW.offer_id FOR SHARE;
    IF NEW.status <> 'cancelled' AND NEW.seat > places THEN
        RAISE EXCEPTION 'seat % of offer % does not exist', NEW.seat, NEW.offer_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'placement_seat_exists';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER placement_seat_exists BEFORE INSERT OR UPDATE ON onboarding_placement
    FOR EACH ROW EXECUTE FUNCTION onboarding_check_seat();

CREATE FUNCTION onboarding_check_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM onboarding_placement
               WHERE offer_id = NEW.id AND status <> 'cancelled' AND seat > NEW.number) THEN
        RAISE EXCEPTION 'offer % has more placements than %', NEW.id, NEW.number USING ERRCODE = 'check_violation',
            CONSTRAINT = 'place_offer_covers_placements';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER place_offer_covers_placements BEFORE UPDATE OF number ON profiles_placeoffer
    FOR EACH ROW EXECUTE FUNCTION onboarding_check_places();
"""

SEAT_CHECK_UNDO = """
DROP TRIGGER place_offer_covers_placements ON profiles_placeoffer;
DROP FUNCTION onboarding_check_places();
DROP TRIGGER placement_seat_exists ON onboarding_placement;
DROP FUNCTION onboarding_check_seat();
"""


def add_key(table, columns, parent, parent_columns):
    name = f"{table}_{columns[0]}_{len(columns)}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({', '.join(columns)}) "
        f"REFERENCES {parent} ({', '.join(parent_columns)}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0001_initial"), ("profiles", "0002_tenant_keys")]
    operations = [*(add_key(*key) for key in KEYS), migrations.RunSQL(SEAT_CHECK, SEAT_CHECK_UNDO)]
