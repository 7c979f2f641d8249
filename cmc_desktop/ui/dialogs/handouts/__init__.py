"""The dialog of the hand-out kit."""
