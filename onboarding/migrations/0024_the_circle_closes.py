"""Talks, planningsvoorstel, prioriteiten, counted answers, farewell and removal."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TENANT_KEYS = (
    ("onboarding_talk", "placement_id", "onboarding_placement"),
    ("onboarding_stageplan", "placement_id", "onboarding_placement"),
    ("onboarding_priority", "placement_id", "onboarding_placement"),
    ("onboarding_farewell", "placement_id", "onboarding_placement"),
    ("onboarding_earlystop", "placement_id", "onboarding_placement"),
    ("onboarding_answerbag", "leerplaats_id", "profiles_leerplaats"),
    ("onboarding_realisedstage", "leerplaats_id", "profiles_leerplaats"),
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
        ("onboarding", "0023_introductions_and_pairs_made_whole"),
        ("profiles", "0016_expected_and_ready"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpentMark",
            fields=[
                ("mark_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddField(
            model_name="placementrequest",
            name="learning_way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("bol", "bol"),
                    ("bbl", "bbl"),
                    ("voltijd", "voltijd"),
                    ("deeltijd", "deeltijd"),
                    ("duaal", "duaal"),
                ],
                max_length=10,
                verbose_name="Leerweg",
            ),
        ),
        migrations.CreateModel(
            name="EarlyStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("planned_end", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("study", "De student stopt met de opleiding of kiest een andere"),
                            ("other_place", "De student gaat verder op een andere leerplaats"),
                            ("fit", "De leerplaats en de student passen niet bij elkaar"),
                            ("guidance", "Er was niet genoeg begeleiding"),
                            ("private", "Iets in het eigen leven van de student"),
                            ("unsaid", "Dat zeggen we niet"),
                        ],
                        max_length=12,
                        verbose_name="Waarom stopt de stage?",
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="early_stop",
                        to="onboarding.placement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RealisedStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("learning_way", models.CharField(blank=True, max_length=10)),
                ("school_year", models.CharField(max_length=9)),
                ("weeks", models.DecimalField(decimal_places=1, max_digits=4)),
                ("hours", models.DecimalField(decimal_places=1, max_digits=6)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "leerplaats",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.leerplaats"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StagePlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "De student schrijft"),
                            ("proposed", "Voorgesteld"),
                            ("final", "Samen vastgesteld"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("goals", models.TextField(blank=True, max_length=600, verbose_name="Wat wil je leren?")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="Wat zegt je begeleider?")),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("final_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_plan",
                        to="onboarding.placement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "De student schrijft"),
                            ("proposed", "Voorgesteld"),
                            ("final", "Samen vastgesteld"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="onboarding.stageplan"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goal", "Leerdoel"),
                            ("assignment", "Opdracht"),
                            ("talk", "Gesprek of feedback"),
                            ("other", "Iets anders"),
                        ],
                        max_length=10,
                        verbose_name="Wat is het?",
                    ),
                ),
                ("week", models.PositiveSmallIntegerField(verbose_name="In welke week?")),
                ("text", models.CharField(max_length=200, verbose_name="Wat ga je doen?")),
                ("needs", models.CharField(blank=True, max_length=120, verbose_name="Wie heb je nodig?")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="onboarding.stageplan"
                    ),
                ),
            ],
            options={
                "ordering": ["week", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acquaint", "Kennismaking"),
                            ("start", "Startgesprek"),
                            ("weekly", "Weekgesprek"),
                            ("halfway", "Tussengesprek"),
                            ("final", "Eindgesprek"),
                        ],
                        max_length=10,
                        verbose_name="Wat voor gesprek?",
                    ),
                ),
                ("day", models.DateField(verbose_name="Welke dag?")),
                ("begins_at", models.TimeField(blank=True, null=True, verbose_name="Hoe laat?")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="Waar?")),
                ("by_hand", models.BooleanField(default=False)),
                (
                    "student_asks",
                    models.CharField(blank=True, max_length=300, verbose_name="Waar wil je het over hebben?"),
                ),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="onboarding.placement"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "begins_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="Wat spreken jullie af?")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="onboarding.talk"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("to_day", models.DateField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("busy", "Het was te druk"),
                            ("away", "Een van ons was er niet"),
                            ("roster", "Het rooster is veranderd"),
                            ("dates", "De data van de stage zijn veranderd"),
                            ("other", "Iets anders"),
                        ],
                        max_length=12,
                        verbose_name="Waarom?",
                    ),
                ),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="onboarding.talk"
                    ),
                ),
            ],
            options={
                "ordering": ["moved_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AnswerBag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("day_1", "Na stagedag 1"),
                            ("day_5", "Na stagedag 5"),
                            ("day_15", "Na stagedag 15"),
                            ("introduction", "Over de introductie"),
                            ("stage", "Over de hele stage"),
                            ("team", "Van de begeleiders"),
                            ("stopped", "Bij eerder stoppen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("half_year", models.CharField(max_length=6)),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("closed", models.BooleanField(default=False)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("words", models.JSONField(blank=True, default=dict)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "leerplaats",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="profiles.leerplaats",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed", False)),
                        fields=("institution", "leerplaats", "kind"),
                        name="answer_bag_one_open",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed", False), ("number__lt", 5)),
                            models.Q(("closed", True), ("number__gte", 5)),
                            _connector="OR",
                        ),
                        name="answer_bag_closes_at_enough",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Farewell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed_on_at", models.DateTimeField(blank=True, null=True)),
                (
                    "stays_for",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("touch", "Contact houden"),
                                ("side_job", "Een bijbaan"),
                                ("next_stage", "Een volgende stage"),
                                ("mentor", "Mentor zijn van een nieuwe student"),
                                ("work", "Hier werken na de opleiding"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="Op welk adres?")),
                ("stays_since", models.DateTimeField(blank=True, null=True)),
                ("thanked_at", models.DateTimeField(blank=True, null=True)),
                ("thanks", models.CharField(blank=True, max_length=300, verbose_name="Wat wil je zeggen?")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="farewell", to="onboarding.placement"
                    ),
                ),
                (
                    "thanked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact_email", ""), ("stays_for", [])),
                            models.Q(("contact_email", ""), ("stays_for", []), _negated=True),
                            _connector="OR",
                        ),
                        name="farewell_address_only_with_a_wish",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week_of", models.DateField()),
                (
                    "column",
                    models.CharField(
                        choices=[("now", "Nu eerst"), ("next", "Daarna"), ("done", "Klaar")],
                        default="now",
                        max_length=10,
                        verbose_name="Waar staat het?",
                    ),
                ),
                ("text", models.CharField(max_length=160, verbose_name="Waar werk je aan?")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.institution"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="onboarding.placement",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["week_of", "column", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week_of__week_day", 2)), name="priority_week_begins_on_monday"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("not_placed", "Aanvragen van wie geen plek kreeg"),
                            ("stage", "Stages en wat erbij hoort"),
                            ("lists", "Lijsten van scholen"),
                            ("mails", "Verstuurde mails"),
                            ("log", "Het logboek"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
                ("number", models.PositiveIntegerField()),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="profiles.institution"
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("institution", "kind", "day"), name="removal_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("not_placed", "Aanvragen van wie geen plek kreeg"),
                            ("stage", "Stages en wat erbij hoort"),
                            ("lists", "Lijsten van scholen"),
                            ("mails", "Verstuurde mails"),
                            ("log", "Het logboek"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Hoelang?")),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_terms",
                        to="profiles.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("institution", "kind"), name="retention_term_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 24)), name="retention_term_bounded"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="stageplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "final"), _negated=True), ("final_at__isnull", False), _connector="OR"
                ),
                name="stage_plan_final_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(("week__gte", 1), ("week__lte", 60)), name="plan_line_week_exists"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "weekly"), _negated=True),
                fields=("placement", "kind"),
                name="talk_of_a_kind_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_at__isnull", True), ("held_by__isnull", True)),
                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                    _connector="OR",
                ),
                name="talk_held_by_somebody",
            ),
        ),
        *(tenant_key(*names) for names in TENANT_KEYS),
    ]
