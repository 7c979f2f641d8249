"""Bringing an older library up to the present schema: a verified copy first, then one transaction."""
