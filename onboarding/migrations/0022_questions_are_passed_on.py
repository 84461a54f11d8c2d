"""A question is passed on to another role, and reminded of once for each promised day."""

from django.conf import settings
from django.db import migrations, models

ROLES = [
    ("werkbegeleider", "Mijn werkbegeleider"),
    ("praktijkopleider", "De praktijkopleider"),
    ("coordinator", "De stagecoördinator"),
    ("school", "Het stagebureau van mijn school"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0021_roster_is_known"),
        ("profiles", "0016_expected_and_ready"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="studentquestion",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="studentquestion",
            name="earlier_role",
            field=models.CharField(blank=True, choices=ROLES, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="questionreply",
            name="passed_to",
            field=models.CharField(
                blank=True, choices=ROLES, default="", max_length=20, verbose_name="Aan wie geef je dit door?"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="questionreply",
            name="text",
            field=models.TextField(blank=True, verbose_name="Je antwoord"),
        ),
        migrations.AddConstraint(
            model_name="questionreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_to", ""), models.Q(("text", ""), _negated=True)),
                    models.Q(models.Q(("passed_to", ""), _negated=True), ("text", "")),
                    _connector="OR",
                ),
                name="question_reply_says_or_passes",
            ),
        ),
    ]
