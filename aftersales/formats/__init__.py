"""How dates are typed and sent: one form in every language, that of the date inputs."""
