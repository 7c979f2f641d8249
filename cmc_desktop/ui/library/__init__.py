"""The start page: every canvas there is, found by any word, and what can be done with it."""
