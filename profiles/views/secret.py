"""Answers to addresses that hold a secret: the secret leaves in no Referer header, and no search engine keeps it."""

# Not "no-referrer": browsers then send "Origin: null" with the form, and the CSRF check refuses that.
REFERRER_POLICY = "strict-origin"


def keep_secret(response):
    """`response` with the headers that keep its address to whoever has the mail."""
    response["Referrer-Policy"] = REFERRER_POLICY
    response["X-Robots-Tag"] = "noindex"
    return response
