"""The door for people: settings, the frame, the workbench, and the screens of every part."""
