"""The application without a screen: works from a plain Python prompt, knows no Qt."""
