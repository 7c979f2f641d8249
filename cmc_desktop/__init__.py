"""CMC Desktop: run a City Model Canvas workshop and keep a record that can be checked."""

__version__ = "0.1.0"
