"""The store: a Flask application that sells cars from the first click to the dealer's inbox."""
