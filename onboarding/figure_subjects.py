"""Of whom figures are shown: one leerplaats, one institution, or the whole region."""

from dataclasses import dataclass, field

from django.urls import reverse

from onboarding.figures import figures_of, figures_per
from profiles.models import Institution, Leerplaats


@dataclass(frozen=True)
class Part:
    """One leerplaats of an institution or one institution of the region. `cells` is {key of Figure: Cell}."""

    name: str
    url: str
    cells: dict


@dataclass(frozen=True)
class Subject:
    """Whose figures: the bags (`where`), what it is told apart in (`owner`), and where its files are."""

    name: str
    slug: str
    url_name: str
    args: tuple = ()
    where: dict = field(default_factory=dict)
    owner: str = ""  # "leerplaats", "institution", or nothing
    institution: object = None

    @property
    def is_region(self):
        """Whether it is everything together."""
        return not self.where

    @property
    def url(self):
        """The page."""
        return reverse(self.url_name, args=self.args)

    @property
    def download_url(self):
        """The address of the file, without its kind."""
        return reverse(f"{self.url_name}-download", args=[*self.args, "xlsx"]).removesuffix("xlsx")

    @property
    def report_url(self):
        """The address of the report; empty when there is none: it tells leerplaatsen or institutions apart."""
        return reverse(f"{self.url_name}-report", args=self.args) if self.owner else ""

    def sums(self, **narrower):
        """The Sums; `narrower` takes a half year out of them."""
        return figures_of(**self.where, **narrower)

    def parts(self, **narrower):
        """A Part per leerplaats or institution, in the order of their names. A fixed number of queries."""
        return parts_of(self._rows(), self.owner, self.where | narrower) if self.owner else []

    def _rows(self):
        return Institution.objects.order_by("name") if self.is_region else leerplaatsen_of(self.institution)


def leerplaatsen_of(institution):
    """Its leerplaatsen by name; the archived ones too, since their stages stay in the figures."""
    return Leerplaats.objects.filter(institution=institution).order_by("sort_name", "pk")


def parts_of(rows, owner, where):
    """A Part for each of these rows; who is no longer there is left out when there is nothing to show."""
    cells, url_name = figures_per(owner, **where), f"{owner}-figures"
    return [
        Part(row.name, reverse(url_name, args=[row.pk]), cells.get(row.pk, {}))
        for row in rows
        if row.pk in cells or getattr(row, "archived_at", None) is None
    ]


def region():
    """All institutions together."""
    return Subject("De hele regio", "regio", "figures", owner="institution")


def of_institution(institution, *, apart=True):
    """One institution, its leerplaatsen `apart` from each other; not for the region, which reads whole institutions."""
    return Subject(
        institution.name,
        institution.slug,
        "institution-figures",
        (institution.pk,),
        {"institution": institution},
        "leerplaats" if apart else "",
        institution,
    )


def of_leerplaats(leerplaats):
    """One leerplaats (institution at hand)."""
    return Subject(
        leerplaats.name,
        leerplaats.slug,
        "leerplaats-figures",
        (leerplaats.pk,),
        {"leerplaats": leerplaats},
        institution=leerplaats.institution,
    )
