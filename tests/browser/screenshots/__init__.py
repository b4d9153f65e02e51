"""Every page of all doors as a picture, in both languages on a phone and on a desktop (`make screenshots`)."""
