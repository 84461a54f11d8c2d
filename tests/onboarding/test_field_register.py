"""The register: every field of every model stands in it once, and the public page is made from it."""

from dataclasses import replace

import pytest
from django.db import models
from django.urls import reverse

from onboarding.whole_register import ENTRIES, in_groups
from profiles.field_register import Category, Erase
from profiles.field_words import WORDS
from profiles.kept_until import Term
from tests.access.worlds import models_of_ours


def fields_of(model):
    fields = model._meta.get_fields()
    return [one.name for one in fields if not (one.auto_created and not one.concrete) and one.name != "id"]


def faults_of(entries):
    """What is missing, stale or double, as sentences."""
    by_model = {}
    found = [f"{one.model} stands in it twice" for one in entries if by_model.setdefault(one.model, one) is not one]
    ours = {model.__name__: model for model in models_of_ours()}
    found += [f"{name} is not in the register" for name in ours if name not in by_model]
    for name, entry in by_model.items():
        if name not in ours:
            found.append(f"{name} is in the register, but no model")
            continue
        listed = [field for _, names in entry.by_category for field in names]
        there = set(fields_of(ours[name])) | {"id"} & set(listed)
        found += [f"{name}.{field} is not in the register" for field in sorted(there - set(listed))]
        found += [f"{name}.{field} is in the register, but no field" for field in sorted(set(listed) - there)]
        found += [f"{name}.{field} has two categories" for field in sorted({f for f in listed if listed.count(f) > 1})]
    return found


def test_every_field_of_every_model_stands_in_it_once():
    assert faults_of(ENTRIES) == []


def test_missing_stale_and_double_lines_are_found():
    consent = next(one for one in ENTRIES if one.model == "Consent")
    others = [one for one in ENTRIES if one is not consent]
    assert "Consent is not in the register" in faults_of(others)
    assert "Consent stands in it twice" in faults_of([*ENTRIES, replace(consent)])
    assert "Gone is in the register, but no model" in faults_of([*ENTRIES, replace(consent, model="Gone")])
    changed = replace(consent, consent="purpose given_at taken_back_at", trace="purpose")
    found = faults_of([*others, changed])
    assert "Consent.withdrawn_at is not in the register" in found
    assert "Consent.taken_back_at is in the register, but no field" in found
    assert "Consent.purpose has two categories" in found


def test_what_belongs_to_a_person_can_be_erased_and_leads_to_that_person():
    for entry in ENTRIES:
        assert (entry.erase == Erase.STAYS) <= (not entry.of), entry.model
        for path in entry.of:
            model = entry.model_class
            for name in () if path == "self" else path.split("__"):
                model = model._meta.get_field(name).related_model
            assert model.__name__ in ("Student", "User"), (entry.model, path)


def test_secrets_are_sealed():
    sealed = {
        f"{entry.model}.{name}" for entry in ENTRIES for name, category in entry.category_of.items()
        if category == Category.SEALED
    }  # fmt: skip
    named = {
        f"{model.__name__}.{name}" for model in models_of_ours() for name in fields_of(model)
        if name.endswith("_hash") or "password" in name or name == "secret"
    }  # fmt: skip
    assert sealed == named


def test_every_field_has_dutch_words():
    without = {
        f"{entry.model}.{name}"
        for entry in ENTRIES
        for name in fields_of(entry.model_class)
        if entry.word(name) == name.replace("_", " ") and name not in WORDS
    }
    assert without == set()


def test_no_word_is_left_over():
    names = {name for model in models_of_ours() for name in [*fields_of(model), "id"]}
    assert set(WORDS) - names == set()


def test_nothing_special_is_kept():
    """No field for a BSN, a diagnosis, a VOG or a copy of an identity paper."""
    never = ("bsn", "diagnos", "vog", "vaccin", "passport", "birth", "health", "gender")
    found = [
        f"{model.__name__}.{name}" for model in models_of_ours() for name in fields_of(model)
        if any(word in name for word in never)
    ]  # fmt: skip
    assert found == []


class TestPage:
    @pytest.fixture
    def page(self, client, db):
        return lambda **query: client.get(reverse("privacy-register"), query).content.decode()

    def test_shows_every_entry_with_its_term(self, page):
        text = page()
        for entry in ENTRIES:
            assert f'id="soort-{entry.model.lower()}"' in text
        assert Term.LOG.label.capitalize() in text

    def test_groups_follow_each_other_and_hold_everything(self):
        grouped = in_groups()
        assert sum(len(entries) for _, entries in grouped) == len(ENTRIES)
        assert len({group for group, _ in grouped}) == len(grouped)

    def test_search_keeps_what_has_the_word(self, page):
        text = page(zoek="Telefoonnummer")
        assert 'id="soort-user"' in text
        assert 'id="soort-wish"' not in text

    def test_search_without_a_find_says_so(self, page):
        assert "We bewaren niets met dit woord." in page(zoek="burgerservicenummer")


def test_a_file_or_free_text_is_never_called_technical_in_what_belongs_to_a_person():
    """What people wrote or sent is theirs: it must not slip out of the download as something technical."""
    allowed = {"Message.problem", "Student.sort_name", "Message.key"}
    found = {
        f"{entry.model}.{one.name}"
        for entry in ENTRIES
        if entry.of
        for one in entry.model_class._meta.concrete_fields
        if isinstance(one, (models.TextField, models.FileField, models.JSONField))
        and entry.category_of[one.name] == Category.TECHNICAL
    }
    assert found - allowed == set()
