"""What the doors share: the page shells, the parts they are made of, and the words for time, money and phones."""
