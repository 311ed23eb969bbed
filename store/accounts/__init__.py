"""What a person may do with their account: sign in by a code, take the data away, be forgotten."""
