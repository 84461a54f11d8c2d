"""Gives a browser the session of somebody, for tests that are not about logging in."""

from django.test import Client


def let_in(page, user, site):
    """Log `user` in on this page."""
    client = Client()
    client.force_login(user)
    keep(page, client.cookies, site)


def keep(page, cookies, site):
    """Give a page the cookies of a test client."""
    page.context.add_cookies([{"name": one.key, "value": one.value, "url": site} for one in cookies.values()])
