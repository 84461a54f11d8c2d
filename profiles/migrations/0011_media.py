"""A third size of photos, films that are a link with a poster, and one answer for everything about the film."""

from django.db import migrations, models
from django.db.models import Q


def move_films(apps, schema_editor):
    """The address of a film and what was said about it become one answer."""
    for model in ("Leerplaatsprofiel", "ProfileVersion"):
        for row in apps.get_model("profiles", model).objects.all():
            url, about = row.answers.pop("film_url", ""), row.answers.pop("film_about", "")
            if url:
                row.answers["film"] = {"url": url, "about": about}
            if url or about:
                row.save(update_fields=["answers"])


def move_films_back(apps, schema_editor):
    """The two answers again; what only the new one can say is left out."""
    for model in ("Leerplaatsprofiel", "ProfileVersion"):
        for row in apps.get_model("profiles", model).objects.all():
            film = row.answers.pop("film", None)
            if film:
                said = {"film_url": film.get("url"), "film_about": film.get("about")}
                row.answers |= {key: value for key, value in said.items() if value}
                row.save(update_fields=["answers"])


class Migration(migrations.Migration):
    dependencies = [("profiles", "0010_base_acts")]
    operations = [
        migrations.AddField(
            "photo", "medium", models.FileField(blank=True, default="", upload_to="photos/"), preserve_default=False
        ),
        migrations.AlterField("film", "file", models.FileField(blank=True, upload_to="films/")),
        migrations.AlterField("film", "media_type", models.CharField(blank=True, max_length=20)),
        migrations.AddField("film", "removed_entry", models.JSONField(blank=True, null=True)),
        migrations.AddConstraint(
            "film",
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_entry__isnull=True)
                | Q(removed_at__isnull=False, removed_entry__isnull=False),
                name="film_removed_has_moment_and_entry",
            ),
        ),
        migrations.RunPython(move_films, move_films_back),
    ]
