"""What the region may ask before a start, to begin with: names, no duties. Whether it applies, everybody says."""

BASE_REQUIREMENTS = (
    ("Verklaring Omtrent het Gedrag (VOG)", "Een verklaring dat je geen strafbare feiten hebt gepleegd bij dit werk."),
    ("Vaccinatie tegen hepatitis B", "Prikken tegen een besmettelijke leverziekte, met een controle van je bloed."),
    ("E-learning vóór de start", "Lessen op de computer, bijvoorbeeld over hygiëne of privacy."),
    ("Account voor de computer", "Waarmee je inlogt en in het dossier van cliënten kijkt."),
    ("Geheimhoudingsverklaring", "Je tekent dat je niets vertelt over cliënten."),
    ("Legitimatiebewijs", "Een paspoort of identiteitskaart die je laat zien."),
    ("Verklaring over MRSA", "Vragen over een bacterie die slecht op medicijnen reageert."),
    ("Getekende stageovereenkomst", "Het contract tussen jou, je school en de instelling."),
)


def load_base_requirements(requirement_model):
    """Add what is not there yet to the register of the region; what people changed stays as it is."""
    for position, (name, explanation) in enumerate(BASE_REQUIREMENTS, 1):
        requirement_model.objects.get_or_create(
            institution=None, name=name, defaults={"explanation": explanation, "position": position}
        )
