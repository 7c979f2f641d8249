"""Practising on a throw-away copy: how it begins and ends, and the mark that cannot be missed."""
