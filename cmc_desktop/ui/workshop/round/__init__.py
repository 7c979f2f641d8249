"""The round of contributions on the desk: who speaks, what they say, their private sheets, who has had no turn."""
