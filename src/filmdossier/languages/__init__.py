"""What each language knows, as data: one folder of tables per language under ``packs``."""

from filmdossier.languages.pack import Pack, Traits, load_pack, pack_tags

__all__ = ["Pack", "Traits", "load_pack", "pack_tags"]
