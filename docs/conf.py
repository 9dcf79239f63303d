"""How the site is built. Run by docs/build.sh; nothing is fetched while it builds, or while it is read."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs" / "extensions"))
VERSION = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)

project = "Détente"
author = "The Détente developers"
copyright = "MIT or Apache 2.0"
version = release = VERSION[1] if VERSION else ""
language = "en"

extensions = ["stubs", "myst_nb"]
exclude_patterns = ["requirements.txt"]
# A name in single backticks is code, in docstrings as in Markdown.
default_role = "code"
smartquotes = False

# Modules of which every public name has to be on a page.
stub_modules = ["detente", "detente.plot"]
add_module_names = False
python_use_unqualified_type_names = True
maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"

# A name that does not resolve is an error, but for the private short names of types in the stubs (api/types.rst
# says what they stand for) and for other projects, whose inventories would have to be fetched.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(detente\..*)?_[A-Z]\w*|detente\.plot\.rows\.Data"),
    ("py:.*", r"(numpy|pandas|polars|pyarrow|matplotlib|duckdb|os|collections|typing|datetime)\..*"),
]

# Markdown. Links to headings of other pages are checked too.
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3

# Notebooks are kept without outputs and run when the site is built; one that fails stops the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

html_theme = "furo"
html_title = f"Détente {release}"
html_show_sourcelink = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["site.css"]
html_theme_options = {"navigation_with_keys": True}
pygments_style = "friendly"
pygments_dark_style = "monokai"
