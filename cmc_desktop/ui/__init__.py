"""The windows: Qt, and nothing but showing and asking; no SQL, no PDF, no rules."""
