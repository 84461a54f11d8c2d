"""What was agreed for one opleiding and year, as the plain values of the pocket card."""

from django.utils.formats import date_format

from profiles.acts import ALWAYS
from profiles.addresses import written_address
from profiles.enums import ActMode
from toolbox.formats.act_card import ActCard, ActCardGroup
from toolbox.origins import origin


def printed_act_card(leerplaats, agreement):
    """The card of `leerplaats` (with its institution at hand) for an Agreement of profiles.acts."""
    return ActCard(
        origin=origin(),
        leerplaats=leerplaats.name,
        institution=leerplaats.institution.name,
        programme=agreement.title,
        agreed=f"{'Afgesproken' if agreement.agreed else 'Laatst aangepast'} op "
        f"{date_format(agreement.latest, 'j F Y')}.",
        groups=tuple(
            ActCardGroup(group.heading, tuple(_line(group, line) for line in group.lines)) for group in agreement.groups
        ),
        always=ALWAYS,
        address=f"{written_address(leerplaats)}/mag-ik-dit-al",
    )


def _line(group, line):
    name = f"niet {line.name}" if group.mode == ActMode.NOT else line.name
    return f"{name} (voorbehouden handeling)" if line.is_reserved else name
