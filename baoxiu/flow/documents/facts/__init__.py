"""What each document says, gathered from the rows of its stages: plain texts, nothing computed that is not stored."""
