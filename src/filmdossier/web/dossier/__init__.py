"""A film's dossier as its pages show it: plain values for templates, a bounded part of what there is."""
