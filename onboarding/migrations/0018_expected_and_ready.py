"""Expected and ready: days, roosters, questions, work lists, introductions, and who looked."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

KEYS = (
    ("onboarding_rostershift", "placement_id", "onboarding_placement"),
    ("onboarding_studentquestion", "placement_id", "onboarding_placement"),
    ("onboarding_questionreply", "question_id", "onboarding_studentquestion"),
    ("onboarding_introguest", "placement_id", "onboarding_placement"),
    ("onboarding_introguest", "meeting_id", "onboarding_intromeeting"),
    ("onboarding_intromeeting", "location_id", "profiles_location"),
    ("onboarding_worklist", "location_id", "profiles_location"),
    ("onboarding_taskchange", "task_id", "onboarding_task"),
)


def tenant_key(table, column, parent):
    name = f"{table}_{column}_tenant"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, institution_id) "
        f"REFERENCES {parent} (id, institution_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0017_reason_about_the_terms"),
        ("profiles", "0016_expected_and_ready"),
        ("toolbox", "0006_expected_and_ready"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FileLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("day", models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IntroGuest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("present", models.BooleanField(blank=True, null=True)),
                (
                    "day_mark",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="Hoe was je dag?",
                    ),
                ),
                ("day_words", models.CharField(blank=True, max_length=300, verbose_name="Wil je er iets bij zeggen?")),
                ("marked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["placement__student__sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IntroMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="Welke dag?")),
                ("begins_at", models.TimeField(verbose_name="Van")),
                ("ends_at", models.TimeField(verbose_name="Tot")),
                ("room", models.CharField(max_length=120, verbose_name="Waar precies?")),
                ("programme", models.JSONField(blank=True, default=list, verbose_name="Programma")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Wat moeten studenten weten?")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["day", "begins_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuestionReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_student", models.BooleanField(default=False)),
                ("text", models.TextField(verbose_name="Je antwoord")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "question replies",
                "ordering": ["said_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RosterShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="Dag")),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="Dienst")),
                ("begins_at", models.TimeField(verbose_name="Van")),
                ("ends_at", models.TimeField(verbose_name="Tot")),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StudentQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asked_role",
                    models.CharField(
                        choices=[
                            ("werkbegeleider", "Mijn werkbegeleider"),
                            ("praktijkopleider", "De praktijkopleider"),
                            ("coordinator", "De stagecoördinator"),
                            ("school", "Het stagebureau van mijn school"),
                        ],
                        max_length=20,
                        verbose_name="Aan wie stel je je vraag?",
                    ),
                ),
                ("text", models.TextField(verbose_name="Je vraag")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer_by", models.DateField()),
                ("waits_for_staff", models.BooleanField(default=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="Je naam")),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WorkList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("student", "Student"),
                            ("werkbegeleider", "Werkbegeleider"),
                            ("praktijkopleider", "Praktijkopleider"),
                            ("coordinator", "Stagecoördinator"),
                            ("manager", "Leidinggevende"),
                            ("ict", "ICT"),
                            ("clothing", "Kleding"),
                            ("reception", "Balie"),
                            ("safety", "Bhv en hygiëne"),
                            ("senior_student", "Ouderejaars student"),
                            ("system", "Gaat vanzelf"),
                        ],
                        max_length=20,
                        verbose_name="Voor wie?",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-mailadres van de dienst")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["owner", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WorkListCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=128)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("start", "De stageplek is bekend"),
                    ("two_weeks", "Twee weken voor de start"),
                    ("three_days", "Drie dagen voor de start"),
                    ("change", "Er is iets veranderd"),
                    ("invitation", "Uitnodiging"),
                    ("question", "Vraag of antwoord"),
                    ("wishes", "Wensen geven"),
                    ("staff", "Voor collega's"),
                    ("code", "Code om binnen te komen"),
                    ("other", "Iets anders"),
                ],
                default="other",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="days_off",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), blank=True, default=list, size=None, verbose_name="Vrije dagen"
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="extra_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), blank=True, default=list, size=None, verbose_name="Extra dagen"
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="wants_to_learn",
            field=models.CharField(blank=True, max_length=200, verbose_name="Wat wil je hier leren?"),
        ),
        migrations.AddField(
            model_name="task",
            name="blocking",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="fallback",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="task",
            name="lead_time",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="lead_unit",
            field=models.CharField(
                blank=True,
                choices=[("workdays", "werkdagen"), ("weeks", "weken"), ("months", "maanden")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="shared",
            field=models.BooleanField(default=False, verbose_name="Ook zichtbaar voor je begeleiders"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("id", "institution"), name="task_tenant_key"),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feeds", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="filelook",
            name="institution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.institution",
            ),
        ),
        migrations.AddField(
            model_name="filelook",
            name="student",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="onboarding.student"
            ),
        ),
        migrations.AddField(
            model_name="filelook",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="introguest",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="introguest",
            name="noted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="introguest",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="onboarding.placement"
            ),
        ),
        migrations.AddField(
            model_name="intromeeting",
            name="guides",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Wie leidt het?"
            ),
        ),
        migrations.AddField(
            model_name="intromeeting",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="intromeeting",
            name="location",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.location",
                verbose_name="Op welke locatie?",
            ),
        ),
        migrations.AddField(
            model_name="intromeeting",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="introguest",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="onboarding.intromeeting"
            ),
        ),
        migrations.AddField(
            model_name="questionreply",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="questionreply",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="rostershift",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="rostershift",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shifts", to="onboarding.placement"
            ),
        ),
        migrations.AddField(
            model_name="studentquestion",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="studentquestion",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="studentquestion",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="onboarding.placement"
            ),
        ),
        migrations.AddField(
            model_name="questionreply",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="onboarding.studentquestion"
            ),
        ),
        migrations.AddField(
            model_name="taskchange",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="taskchange",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="taskchange",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="onboarding.task"
            ),
        ),
        migrations.AddField(
            model_name="worklist",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="worklists", to="profiles.institution"
            ),
        ),
        migrations.AddField(
            model_name="worklist",
            name="location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.location",
                verbose_name="Locatie",
            ),
        ),
        migrations.AddField(
            model_name="worklist",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="worklist",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="taskchange",
            name="worklist",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="onboarding.worklist",
            ),
        ),
        migrations.AddField(
            model_name="worklistcode",
            name="worklist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="onboarding.worklist"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)), fields=("user",), name="calendar_feed_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="filelook",
            constraint=models.UniqueConstraint(fields=("student", "user", "day"), name="file_look_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="intromeeting",
            constraint=models.UniqueConstraint(fields=("id", "institution"), name="intro_meeting_tenant_key"),
        ),
        migrations.AddConstraint(
            model_name="intromeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="intro_meeting_takes_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="introguest",
            constraint=models.UniqueConstraint(fields=("meeting", "placement"), name="intro_guest_once"),
        ),
        migrations.AddConstraint(
            model_name="introguest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("day_mark__isnull", True), models.Q(("day_mark__gte", 1), ("day_mark__lte", 3)), _connector="OR"
                ),
                name="intro_guest_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="rostershift",
            constraint=models.UniqueConstraint(fields=("placement", "day"), name="roster_shift_one_a_day"),
        ),
        migrations.AddConstraint(
            model_name="rostershift",
            constraint=models.CheckConstraint(
                condition=models.Q(("begins_at", models.F("ends_at")), _negated=True), name="roster_shift_takes_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="studentquestion",
            constraint=models.UniqueConstraint(fields=("id", "institution"), name="student_question_tenant_key"),
        ),
        migrations.AddConstraint(
            model_name="studentquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_by__isnull", True), ("closed_at__isnull", False), _connector="OR"),
                name="student_question_closed_by_needs_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="worklist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("institution", "owner", "location"),
                name="worklist_one_per_service",
                nulls_distinct=False,
            ),
        ),
        *(tenant_key(*key) for key in KEYS),
    ]
