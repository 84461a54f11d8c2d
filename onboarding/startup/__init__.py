"""Set-up, start and stop of everything the portal needs on one machine.

Standard library only: this runs before `.venv` exists. What does need an installed package is
imported inside the function that needs it, and runs only in `.venv`.
"""
