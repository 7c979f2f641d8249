"""Leading the workshop: agenda and clock, people and agreement, asking everyone, signing off."""
