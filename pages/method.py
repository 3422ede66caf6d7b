"""Méthode et sources : d'où vient chaque chiffre ? Drawn from the catalogue and the source table.

Readers: whoever doubts a figure. In ten seconds they must find the indicator they came for, with
its formula and version; then what is not measured, how chance is handled, and every source.
"""

from lianes.ui import method_rules, reads
from lianes.ui.assets import manifest
from lianes.ui.kit import page_head
from lianes.ui.markup import emphasised, plain
from lianes.ui.method_blocks import contents, indicators, lead, not_measured, other_measures

view = reads.method()

plain(page_head("Méthode et sources", [emphasised(sentence) for sentence in lead(view)]))
plain(contents(view))
plain(indicators(view))
plain(other_measures(view))
plain(not_measured(view))
plain(method_rules.statistics())
plain(method_rules.states())
plain(method_rules.small_numbers(view))
plain(method_rules.attribution())
plain(method_rules.geography(manifest()))
plain(method_rules.context(view))
if view.meta.simulated:
    plain(method_rules.demonstration(view))
plain(method_rules.sources(view.sources))
