"""What reaches people: messages to an agency's role or to one person, and whether they have been read."""
