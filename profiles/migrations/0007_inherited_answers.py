"""A version knows which answers it inherited; the three fixed duties become lines of a register."""

from django.db import migrations, models

from profiles.base_requirements import load_base_requirements

DUTIES = {
    "vog": "Verklaring Omtrent het Gedrag (VOG)",
    "vaccination": "Vaccinatie tegen hepatitis B",
    "elearning": "E-learning vóór de start",
}


def move_duties(apps, schema_editor):
    """The answers about VOG, vaccination and e-learning, as answers about lines of the register."""
    requirement_model = apps.get_model("profiles", "Requirement")
    load_base_requirements(requirement_model)
    lines = {key: requirement_model.objects.get(institution=None, name=name) for key, name in DUTIES.items()}
    for profile in apps.get_model("profiles", "Leerplaatsprofiel").objects.all():
        duties = _taken_out(profile.answers)
        if duties:
            profile.answers["requirements"] = {str(lines[key].pk): said for key, said in duties.items()}
            profile.save(update_fields=["answers"])
    for version in apps.get_model("profiles", "ProfileVersion").objects.all():
        duties = _taken_out(version.answers)
        if duties:
            version.answers["requirements"] = [
                {"id": lines[key].pk, "name": lines[key].name, "explanation": lines[key].explanation}
                | said
                | {"origin": ""}
                for key, said in duties.items()
            ]
            version.save(update_fields=["answers"])


def _taken_out(answers):
    found = {key: answers.pop(key) for key in DUTIES if key in answers}
    return {key: said for key, said in found.items() if said and said.get("answer")}


class Migration(migrations.Migration):
    dependencies = [("profiles", "0006_glossary_term_can_be_taken_out")]
    operations = [
        migrations.AddField("profileversion", "inherited", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(move_duties, migrations.RunPython.noop),
    ]
