"""What a chapter imports first; importing it prepares the kernel.

A kernel with two BLAS threads takes a hundred times as long on a busy machine, so it gets one; and
without asserts a chapter would check nothing, so it is refused.
"""

from dlf._support import one_thread
from dlf.claims import claim
from dlf.verify import portable, require_asserts, within

__all__ = ["claim", "portable", "within"]

require_asserts()
one_thread()
