"""A stage that stops early keeps its row and its number, and no longer keeps a place of the offer taken."""

from django.db import migrations, models
from django.db.models import Q

SEAT = "NEW.status <> 'cancelled' AND NEW.stopped_at IS NULL AND NEW.seat > places"
PLACES = "offer_id = NEW.id AND status <> 'cancelled' AND stopped_at IS NULL AND seat > NEW.number"
SEAT_BEFORE = "NEW.status <> 'cancelled' AND NEW.seat > places"
PLACES_BEFORE = "offer_id = NEW.id AND status <> 'cancelled' AND seat > NEW.number"

CHECKS = """
CREATE OR REPLACE FUNCTION onboarding_check_seat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE places integer;
BEGIN
    SELECT number INTO places FROM profiles_placeoffer WHERE id = NEW.offer_id FOR SHARE;
    IF %(seat)s THEN
        RAISE EXCEPTION 'seat %% of offer %% does not exist', NEW.seat, NEW.offer_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'placement_seat_exists';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION onboarding_check_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM onboarding_placement WHERE %(places)s) THEN
        RAISE EXCEPTION 'offer %% has more placements than %%', NEW.id, NEW.number USING ERRCODE = 'check_violation',
            CONSTRAINT = 'place_offer_covers_placements';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0024_the_circle_closes")]
    operations = [
        migrations.AddField("placement", "stopped_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("placement", "placement_seat_taken_once"),
        migrations.AddConstraint(
            "placement",
            models.UniqueConstraint(
                fields=["offer", "seat"],
                condition=~Q(status="cancelled") & Q(stopped_at__isnull=True),
                name="placement_seat_taken_once",
            ),
        ),
        migrations.RunSQL(
            [(CHECKS % {"seat": SEAT, "places": PLACES}, None)],
            [(CHECKS % {"seat": SEAT_BEFORE, "places": PLACES_BEFORE}, None)],
        ),
    ]
