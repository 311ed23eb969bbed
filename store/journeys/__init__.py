"""One customer's car in the making: its choices, its steps and its one price."""
