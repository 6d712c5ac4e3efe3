"""The door for other systems: the same acts as the screen, as JSON."""
