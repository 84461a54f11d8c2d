"""What every form of ours shares: how crispy renders it, and the list of errors for the top of the page."""

from collections import Counter

from crispy_forms.helper import FormHelper
from django.forms import BoundField, NumberInput
from django.forms.formsets import BaseFormSet

NO_CHOICE = {"invalid_choice", "invalid_pk_value", "invalid_list", "null_characters_not_allowed"}
TOO_LONG = "Kort je tekst in tot %(limit_value)d tekens. Het zijn er nu %(show_value)d."


class StageBoundField(BoundField):
    """A field in a template, with what `templates/bootstrap5/field.html` shows around the input.

    A form field may carry `starters` (bullets above a text field), `example` (a good answer, folded),
    `max_words` (a counter below it), `exclusive` (the choice that stands alone, after 'of') and
    `option_hints` (a sentence per choice value). `profiles.forms.fields` sets them; any field may.

    Every field passes here, also one that a form adds after its making, before it is shown or checked. So
    here the browser loses its own checks, and a text that is too long gets our sentence.
    """

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        field.error_messages.setdefault("max_length", TOO_LONG)
        for cut_off in ("maxlength", "minlength"):  # a pasted text would lose its end without a word
            field.widget.attrs.pop(cut_off, None)
        if isinstance(field.widget, NumberInput):
            _as_plain_digits(field.widget)

    def css_classes(self, extra_classes=None):
        """The classes of the field's box, with those the field itself asks for (`css_classes`)."""
        own = getattr(self.field, "css_classes", "").split()
        return super().css_classes([*own, *(extra_classes or [])])

    @property
    def starters(self):
        """The bullets above a text field, or none."""
        return getattr(self.field, "starters", ())

    @property
    def example(self):
        """A good answer, shown folded, or an empty text."""
        return getattr(self.field, "example", "")

    @property
    def max_words(self):
        """The number of words of the counter; 0 for no counter."""
        return self.field.widget.attrs.get("data-counter-words", 0)

    @property
    def aria_describedby(self):
        """The ids that explain the input, in reading order: hint, starters, error, counter."""
        described = super().aria_describedby
        if described is None or not self.auto_id or self.is_hidden:
            return described
        ids = described.split()
        if self.starters:
            ids.insert(1 if self.help_text else 0, f"{self.auto_id}_starters")
        if self.max_words:
            ids.append(f"{self.auto_id}_counter")
        return " ".join(ids)


class StageForm:
    """Mixin for every form: `class PlaceForm(StageForm, forms.Form)`.

    The page writes the `<form novalidate>` element, the csrf token and the buttons; crispy writes the fields.
    Browser checks are off, because they give one generic text at a time and no summary.
    """

    use_required_attribute = False
    bound_field_class = StageBoundField
    mark_optional = True  # False for a filter or search form, where nothing is required

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.include_media = False  # crispy would write the scripts a second time, without nonce

    @property
    def error_summary(self):
        """The errors as (anchor, sentence), for `components/_error_summary.html`; empty when unbound."""
        return error_summary(self)

    @property
    def choices_made(self):
        """For a form in the address: what was chosen, by field; empty when nothing was sent or it makes no sense."""
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def chosen_count(self):
        """For a form in the address: how many fields narrow the list. The `initial` of a field is no choice."""
        chosen = self.choices_made
        names = [field.name for field in self.visible_fields()]
        return sum(bool(chosen.get(name)) and chosen[name] != self.fields[name].initial for name in names)

    def ignore_wrong(self):
        """For a form in the address: a value that makes no sense counts as no choice, without a message.

        Call it at the end of `__init__`, after the choices are known. A wrong value comes from an old link or from
        a row that is gone; the person did not type it.
        """
        if not self.is_bound:
            return
        wrong = [name for name, errors in self.errors.as_data().items() if name in self.fields and _no_choice(errors)]
        if wrong:
            self.data = self.data.copy()
            for name in wrong:
                self.data.pop(self.add_prefix(name), None)
            self.full_clean()

    def now_knows(self, **values):
        """Let the form, shown again after a clash, send these hidden values: what the person has seen by now."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = str(value)


def _no_choice(errors):
    return any(error.code in NO_CHOICE for error in errors)


def _as_plain_digits(widget):
    """Number inputs change value on scrolling and hide what was typed wrong; a text field does neither."""
    widget.input_type = "text"
    widget.attrs.setdefault("inputmode", "numeric")
    widget.attrs.setdefault("autocomplete", "off")
    for browser_check in ("min", "max", "step"):
        widget.attrs.pop(browser_check, None)


def anchor(bound_field):
    """The id a link in the error summary jumps to: the input, or the first choice, also when choices have groups."""
    return bound_field.id_for_label or next(
        (choice.id_for_label for choice in bound_field.subwidgets), f"{bound_field.auto_id}_0"
    )


def error_summary(*forms, named=False):
    """All errors of forms and formsets in page order, as (anchor, sentence).

    An error of the whole form points at its first visible field, so that every line is a link. A sentence that
    two fields share has the label of its field in front, so that every line says where it leads. With `named` every
    line has that: in a big table a sentence alone does not say which row it is about.
    """
    lines = list(_errors(forms))
    times = Counter(sentence for _, _, sentence in lines)
    return [
        (place, _with_label(label, sentence) if label and (named or times[sentence] > 1) else sentence)
        for place, label, sentence in lines
    ]


def _errors(forms):
    """Every error as (anchor, label of the field, sentence), with an empty label for that of a whole form."""
    for form in forms:
        if isinstance(form, BaseFormSet):
            first = form.forms[0] if form.forms else None
            yield from ((_first_anchor(first), "", error) for error in form.non_form_errors())
            yield from _errors(form.forms)
            continue
        yield from ((_first_anchor(form), "", error) for error in form.non_field_errors())
        for field in form.visible_fields():
            yield from ((anchor(field), field.label, error) for error in field.errors)
        for field in form.hidden_fields():
            yield from ((_first_anchor(form), "", error) for error in field.errors)


def _with_label(label, sentence):
    """ "Laatste dag: Schrijf de datum zo." A label that is a question ends with its own sign."""
    return f"{label}{'' if label.endswith('?') else ':'} {sentence}"


def _first_anchor(form):
    """The anchor of the first visible field, or of the content when there is none."""
    visible = form.visible_fields() if form else []
    return anchor(visible[0]) if visible else "inhoud"
