"""The demo region: invented institutions, schools and people, so that a first look shows a working portal."""
