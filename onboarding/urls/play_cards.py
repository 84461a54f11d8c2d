"""Addresses of the playful cards of the student."""

from django.urls import path

from onboarding.views import play_cards

urlpatterns = [
    path("mijn-stage/speels", play_cards.play_cards, name="play-cards"),
    path("mijn-stage/speels/<slug:card>/overslaan", play_cards.card_skip, name="play-card-skip"),
    path("mijn-stage/bingo", play_cards.bingo, name="my-bingo"),
    path("mijn-stage/bingo.pdf", play_cards.card_print, {"card": "bingo"}, name="my-bingo-print"),
    path("mijn-stage/strippenkaart", play_cards.my_strips, name="my-strips"),
    path("mijn-stage/strippenkaart.pdf", play_cards.card_print, {"card": "strippenkaart"}, name="my-strips-print"),
    path("mijn-stage/strippenkaart/<int:place>", play_cards.strip_fill, name="my-strip-fill"),
    path("mijn-stage/strippenkaart/<int:place>/leeg", play_cards.strip_clear, name="my-strip-clear"),
    path("mijn-stage/dobbelsteen", play_cards.my_dice, name="my-dice"),
    path("mijn-stage/dobbelsteen.pdf", play_cards.card_print, {"card": "dobbelsteen"}, name="my-dice-print"),
    path("mijn-stage/dobbelsteen/gooi", play_cards.dice_throw, name="my-dice-throw"),
    path("mijn-stage/dobbelsteen/worp/<int:pk>", play_cards.my_throw, name="my-throw"),
    path("mijn-stage/dobbelsteen/worp/<int:pk>/niet-delen", play_cards.throw_withdraw, name="my-throw-withdraw"),
]
