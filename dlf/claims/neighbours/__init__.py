"""The statements of the part *Neighbours*, a module or more a chapter, in the order of the book."""

from dlf.claims.neighbours import radial, radial_descent, radial_digits, radial_graph, radial_plain

MODULES = (radial, radial_descent, radial_digits, radial_plain, radial_graph)
