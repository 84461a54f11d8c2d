"""A time or place of a stage that only repeats the profile becomes empty, and follows the profile from now on."""

from django.db import migrations

FOLLOW = """
UPDATE onboarding_placement AS placement
SET start_time = CASE WHEN placement.start_time = version.answers->>'report_time' THEN ''
                      ELSE placement.start_time END,
    report_place = CASE WHEN placement.report_place = version.answers->>'report_place' THEN ''
                        ELSE placement.report_place END
FROM profiles_leerplaatsprofiel AS profile
JOIN profiles_profileversion AS version ON version.id = profile.published_id
WHERE profile.leerplaats_id = placement.leerplaats_id
"""


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0007_what_students_saw"), ("profiles", "0007_inherited_answers")]
    operations = [migrations.RunSQL(FOLLOW, migrations.RunSQL.noop)]
