"""Screens about records: the pack that a council files, the key that signs it, and the page that checks one."""
