"""What a canvas, a workshop and an agreement are: standard library only, no clock, no files."""
