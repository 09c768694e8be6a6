"""Several numbers at a time in compiled loops: as many as a vector of 32 bytes holds.

The compiler forms such loops by itself, with a check for overlapping arrays in front of each and
a remainder behind it. For loops of five turns those take as long as the loop; what is written
with these operations has neither. The compiled code on disk does not notice edits of this file:
delete `dlf/_support/__pycache__` after one.
"""

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic, models, register_model

from dlf._support.vectors import VECTOR

_RELAXED = ("reassoc", "contract")  # sums in any order, fused products


class Lanes(types.Type):
    """The type of a vector of numbers of one floating type."""

    def __init__(self, dtype):
        self.dtype, self.count = dtype, 8 * VECTOR // dtype.bitwidth
        single = dtype == types.float32
        self.llvm = ir.VectorType(ir.FloatType() if single else ir.DoubleType(), self.count)
        super().__init__(f"Lanes({dtype})")


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager, lanes):
        super().__init__(manager, lanes, lanes.llvm)


@intrinsic
def lane_count(context, array):
    """How many of the array's entries a vector holds."""
    count = Lanes(array.dtype).count

    def codegen(context, builder, signature, args):
        return ir.Constant(ir.IntType(64), count)

    return types.int64(array), codegen


@intrinsic
def zeros(context, array):
    """A vector of zeros of the type of the array's entries."""
    lanes = Lanes(array.dtype)

    def codegen(context, builder, signature, args):
        return ir.Constant(lanes.llvm, None)

    return lanes(array), codegen


@intrinsic
def load(context, array, start):
    """The vector at array.ravel()[start] of a C-ordered array; no bounds are checked."""
    lanes = Lanes(array.dtype)
    if array.layout != "C":
        return None

    def codegen(context, builder, signature, args):
        place = _pointer(context, builder, array, *args, lanes)
        return builder.load(place, align=array.dtype.bitwidth // 8)

    return lanes(array, types.int64), codegen


@intrinsic
def store(context, lanes, array, start):
    """Write the vector to array.ravel()[start] on, in a C-ordered array; no bounds are checked."""
    if array.layout != "C" or not array.mutable:
        return None

    def codegen(context, builder, signature, args):
        value, *place = args
        place = _pointer(context, builder, array, *place, lanes)
        builder.store(value, place, align=array.dtype.bitwidth // 8)
        return context.get_dummy_value()

    return types.void(lanes, array, types.int64), codegen


@intrinsic
def multiply_add(context, x, y, z):
    """x y + z for lanes y and z, x lanes or one number."""

    def codegen(context, builder, signature, args):
        first, second, third = args
        if not isinstance(x, Lanes):
            first = _spread(builder, first, y.llvm)
        return builder.fadd(builder.fmul(first, second, _RELAXED), third, _RELAXED)

    return y(x if isinstance(x, Lanes) else y.dtype, y, y), codegen


@intrinsic
def total(context, lanes):
    """The sum of a vector's numbers."""

    def codegen(context, builder, signature, args):
        element = lanes.llvm.element
        add = cgutils.get_or_insert_function(
            builder.module,
            ir.FunctionType(element, [element, lanes.llvm]),
            f"llvm.vector.reduce.fadd.v{lanes.count}f{lanes.dtype.bitwidth}",
        )
        return builder.call(add, [ir.Constant(element, -0.0), args[0]], fastmath=_RELAXED)

    return lanes.dtype(lanes), codegen


def _pointer(context, builder, array, value, start, lanes):
    data = context.make_array(array)(context, builder, value).data
    return builder.bitcast(builder.gep(data, [start]), lanes.llvm.as_pointer())


def _spread(builder, number, llvm):
    index = ir.IntType(32)
    undefined = ir.Constant(llvm, ir.Undefined)
    first = builder.insert_element(undefined, number, index(0))
    everywhere = ir.Constant(ir.VectorType(index, llvm.count), [0] * llvm.count)
    return builder.shuffle_vector(first, undefined, everywhere)
