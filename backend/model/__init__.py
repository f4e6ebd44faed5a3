"""The nouns of Countersign: frozen dataclasses on the standard library, named by the standards they come from."""
