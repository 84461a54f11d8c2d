"""Mails are tried again after a temporary refusal, and those of before this know what they are about."""

from django.db import migrations, models

# What a key begins with, and what such a mail is about. A stopped mail has "stopped:<pk>:" before its old key.
KINDS = (
    ("start", "start:"),
    ("change", "(announcement|changed|cancelled):"),
    ("invitation", "invitation:"),
    ("wishes", "wishes:"),
    (
        "staff",
        "(team-changed|team-cancelled|cannot|cannot-school|withdrawn|question|question-reminder|declined|print):",
    ),
)


def know_kinds(apps, schema_editor):
    """Give every mail without a kind the one that its key tells."""
    messages = apps.get_model("onboarding", "Message").objects.filter(kind="other")
    for kind, start in KINDS:
        messages.filter(key__regex=f"^(stopped:[0-9]+:)?{start}").update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0019_how_far_an_open_task_is")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(know_kinds, migrations.RunPython.noop),
    ]
