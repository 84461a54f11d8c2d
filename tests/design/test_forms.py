"""How every form of ours is written out, and what its fields make of what people type."""

import re
from datetime import date, time

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import timezone

from onboarding.forms.gallery import GalleryFilter, GalleryForm
from onboarding.gallery import PHOTO, WRONG
from profiles.forms.base import StageForm, error_summary
from profiles.forms.fields import (
    ChoicesOrNoneField,
    ClockField,
    DayField,
    PhoneField,
    WordsField,
    example_day,
    read_day,
    read_phone,
)


class CheckedForm(StageForm, forms.Form):
    """A form with a rule over the whole."""

    first = DayField(label="Eerste dag")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise ValidationError("Iemand was eerder.")


def html(form):
    return render_crispy_form(form)


def test_order_is_label_hint_error_input():
    written = html(GalleryForm(WRONG))

    parts = [
        '<label for="id_starts_on"',
        "id_starts_on_helptext",
        "id_starts_on_error",
        '<input type="text" name="starts_on"',
    ]
    assert [written.index(part) for part in parts] == sorted(written.index(part) for part in parts)


def test_input_is_described_by_everything_around_it():
    described = GalleryForm(WRONG)["guidance"].aria_describedby

    assert described == "id_guidance_helptext id_guidance_starters id_guidance_error id_guidance_counter"


@pytest.mark.parametrize("form", [GalleryForm(), GalleryForm(WRONG), GalleryForm(initial={"photo": PHOTO})])
def test_ids_that_describe_exist(form):
    written = html(form)

    for field in form.visible_fields():
        for described in (field.aria_describedby or "").split():
            assert f'id="{described}"' in written
        assert not field.aria_describedby or f'aria-describedby="{field.aria_describedby}"' in written


def test_browser_checks_nothing_and_cuts_nothing_off():
    written = html(GalleryForm())

    assert " required" not in written
    assert "maxlength" not in written
    assert 'type="number"' not in written
    assert "<form" not in written


def test_optional_fields_say_so_and_filters_do_not():
    assert html(GalleryForm()).count("(niet verplicht)") == 2
    assert "*" not in html(GalleryForm())
    assert "(niet verplicht)" not in html(GalleryFilter())


def test_every_invalid_field_is_marked():
    form = GalleryForm(WRONG)

    # Twelve fields are wrong; of the tick boxes in a group each carries the mark.
    assert html(form).count('aria-invalid="true"') == len(form.errors) + 2


def test_group_of_radio_buttons_is_marked_as_a_whole():
    written = html(GalleryForm(WRONG))

    assert '<fieldset role="radiogroup" aria-invalid="true" aria-describedby="id_fixed_supervisor_error">' in written


def test_error_of_a_group_points_at_its_first_choice():
    lines = dict(error_summary(GalleryForm(WRONG)))

    assert lines["id_fixed_supervisor_0"] == "Kies of een student een vaste werkbegeleider krijgt."
    assert lines["id_clothing_0"] == "Kies 'Geen kledingregels' of vink iets anders aan. Allebei kan niet."


def test_error_of_the_whole_form_and_of_a_hidden_field_point_at_the_first_field():
    form = CheckedForm({"first": "2-2-2026", "version": ""})

    assert [anchor for anchor, _ in form.error_summary] == ["id_first", "id_first"]
    assert form.error_summary[0] == ("id_first", "Iemand was eerder.")


def test_summary_of_a_formset_keeps_the_order_of_the_page():
    make = forms.formset_factory(CheckedForm, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-first": "31-4-2026", "form-0-version": "1"}
    formset = make({**data, "form-1-first": "x", "form-1-version": "1"})

    assert [anchor for anchor, _ in error_summary(formset)] == [
        *("id_form-0-first", "id_form-0-first"),
        *("id_form-1-first", "id_form-1-first"),
    ]


class TimesForm(StageForm, forms.Form):
    """Two fields that can be wrong in the same way."""

    begin = ClockField(label="Hoe laat beginnen ze?")
    end = ClockField(label="Einde")
    day = DayField(label="Eerste dag")


def test_summary_tells_fields_with_the_same_sentence_apart():
    form = TimesForm({"begin": "half 9", "end": "vroeg", "day": "31-4-2026"})

    assert form.error_summary == [
        ("id_begin", "Hoe laat beginnen ze? Schrijf de tijd zo: 8.30."),
        ("id_end", "Einde: Schrijf de tijd zo: 8.30."),
        ("id_day", "31 april bestaat niet. Vul een andere datum in."),
    ]
    assert form["begin"].errors == form["end"].errors == ["Schrijf de tijd zo: 8.30."]


def test_summary_counts_the_sentences_of_the_whole_page():
    first = TimesForm({"begin": "half 9", "end": "9.00", "day": "2-2-2026"})
    second = TimesForm({"begin": "8.00", "end": "vroeg", "day": "2-2-2026"})

    assert [sentence for _, sentence in error_summary(first, second)] == [
        "Hoe laat beginnen ze? Schrijf de tijd zo: 8.30.",
        "Einde: Schrijf de tijd zo: 8.30.",
    ]


def test_unbound_form_has_no_errors():
    assert GalleryForm().error_summary == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2-2-2026", date(2026, 2, 2)),
        (" 02/02/26 ", date(2026, 2, 2)),
        ("2.2.2026", date(2026, 2, 2)),
        ("2026-02-02", date(2026, 2, 2)),
        ("2 februari 2026", date(2026, 2, 2)),
        ("Maandag 2 feb. 2026", date(2026, 2, 2)),
        ("12 mrt 2026", date(2026, 3, 12)),
    ],
)
def test_day_is_read_as_people_write_it(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-4-2026", "31 april bestaat niet. Vul een andere datum in."),
        ("29 februari 2026", "29 februari bestaat niet. Vul een andere datum in."),
        ("1-13-2026", "1-13-2026 bestaat niet. Vul een andere datum in."),
        ("volgende week", f"Deze datum kunnen we niet lezen. Schrijf de datum zo: {example_day()}."),
        ("3 feestmaand 2026", f"Deze datum kunnen we niet lezen. Schrijf de datum zo: {example_day()}."),
    ],
)
def test_wrong_day_gets_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as caught:
        read_day(typed)

    assert caught.value.messages == [sentence]


def test_an_example_of_a_day_is_still_to_come():
    form = GalleryForm()

    assert read_day(example_day()) > timezone.localdate()
    assert form.fields["starts_on"].help_text == f"Schrijf de datum zo: {example_day()}."


@pytest.mark.parametrize("typed", ["8.30", "08:30", "8.30 uur", "8u30"])
def test_time_is_read_as_people_write_it(typed):
    assert ClockField().clean(typed) == time(8, 30)


@pytest.mark.parametrize("typed", ["half 9", "8.3"])
def test_wrong_time_gets_an_example(typed):
    with pytest.raises(ValidationError) as caught:
        ClockField().clean(typed)

    assert caught.value.messages == ["Schrijf de tijd zo: 8.30."]


@pytest.mark.parametrize("typed", ["24.00", "8.60"])
def test_impossible_time_is_named(typed):
    with pytest.raises(ValidationError) as caught:
        ClockField().clean(typed)

    assert caught.value.messages == [f"De tijd {typed} bestaat niet. Schrijf de tijd zo: 8.30."]


def test_stored_day_and_time_are_shown_as_people_write_them():
    assert DayField().prepare_value(date(2026, 2, 2)) == "2-2-2026"
    assert ClockField().prepare_value(time(8, 5)) == "8.05"
    assert not DayField().has_changed(date(2026, 2, 2), "02-02-2026")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0101234567", "010 123 45 67"),
        ("010 - 123 45 67", "010 123 45 67"),
        ("+31 10 123 45 67", "010 123 45 67"),
        ("0182-123456", "0182 12 34 56"),
        ("0612345678", "06 12 34 56 78"),
        ("0800-1234", "0800 1234"),
        ("+32 2 555 12 12", "+32 2 555 12 12"),
    ],
)
def test_phone_number_is_kept_in_groups(typed, kept):
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("010 12 34", "Dit nummer is te kort. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
        ("010 123 45 67 89", "Dit nummer is te lang. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
        ("099 123 45 67", "Dit nummer bestaat niet. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
        ("balie", "Dit is geen telefoonnummer. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
    ],
)
def test_wrong_phone_number_gets_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as caught:
        PhoneField().clean(typed)

    assert caught.value.messages == [sentence]


def test_empty_optional_phone_number_stays_empty():
    assert PhoneField(required=False).clean(" ") == ""


@pytest.mark.parametrize(
    ("number", "sentences"),
    [
        (20, []),
        (21, ["Je tekst is 1 woord te lang. Kort hem in tot 20 woorden."]),
        (54, ["Je tekst is 34 woorden te lang. Kort hem in tot 20 woorden."]),
    ],
)
def test_words_are_counted(number, sentences):
    field = WordsField(max_words=20)
    found = []
    try:
        field.clean("woord " * number)
    except ValidationError as error:
        found = error.messages

    assert found == sentences


def test_choice_that_stands_alone_is_refused_with_another():
    field = ChoicesOrNoneField(exclusive="none", choices=[("own", "Eigen kleding"), ("none", "Geen kledingregels")])

    assert field.clean(["none"]) == ["none"]
    assert field.clean(["own"]) == ["own"]
    with pytest.raises(ValidationError) as caught:
        field.clean(["own", "none"])
    assert caught.value.messages == ["Kies 'Geen kledingregels' of vink iets anders aan. Allebei kan niet."]


def forms_of_the_site():
    """Every form class of the site; resolving the addresses imports them all.

    Those on top of a form of django-allauth set their sentences when they are made, so they are left out.
    """
    assert get_resolver().url_patterns
    found, waiting = set(), [StageForm]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found.update(kinds)
        waiting += kinds
    return sorted(
        (
            kind
            for kind in found
            if kind.__module__.startswith(("profiles", "toolbox", "onboarding"))
            and not any(parent.__module__.startswith("allauth") for parent in kind.__mro__)
        ),
        key=lambda kind: kind.__qualname__,
    )


def test_no_required_field_answers_with_the_sentence_of_django():
    generic = str(forms.Field.default_error_messages["required"])
    mute = [
        f"{kind.__qualname__}.{name}"
        for kind in forms_of_the_site()
        for name, field in getattr(kind, "base_fields", {}).items()
        if field.required and not field.widget.is_hidden and str(field.error_messages["required"]) == generic
    ]

    assert mute == []


class GrowingForm(StageForm, forms.Form):
    """A form that gets its field after it was made, as a part of a leerplaatsprofiel does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label="Naam", min_length=2, max_length=4)
        self.fields["places"] = forms.IntegerField(label="Plekken", required=False)


def test_a_field_added_later_is_cut_off_nowhere_and_has_its_sentence():
    form = GrowingForm({"name": "Kadeburg"})

    assert form.errors == {"name": ["Kort je tekst in tot 4 tekens. Het zijn er nu 8."]}
    assert 'value="Kadeburg"' in html(form)
    assert not re.search('maxlength|minlength|type="number"', html(form))


def test_a_field_without_a_sentence_of_its_own_would_be_found():
    generic = str(forms.Field.default_error_messages["required"])

    assert str(CheckedForm.base_fields["first"].error_messages["required"]) == generic
