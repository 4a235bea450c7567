"""The bytes of a bitmap and of CSR are those of what really encodes, and decodes to the same weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.sparse import csr_matrix

from runner.measuring import encoding

SHAPES = st.one_of(
    arrays.array_shapes(min_dims=2, max_dims=5, min_side=1, max_side=6),
    st.sampled_from([(256, 2), (257, 2), (3, 3, 29, 4), (65_537, 1)]),
)
WEIGHTS = SHAPES.flatmap(
    lambda shape: st.builds(
        lambda seed, density: np.where(
            np.random.default_rng(seed).random(shape) < density, np.random.default_rng(seed).normal(size=shape), 0
        ).astype(np.float32),
        st.integers(0, 1000),
        st.sampled_from([0.0, 0.01, 0.2, 0.5, 1.0]),
    )
)


@given(WEIGHTS)
def test_the_bytes_of_csr_are_those_of_scipys_matrix(weights):
    matrix = weights.reshape(-1, weights.shape[-1]).T
    encoded = csr_matrix(matrix)
    width = {1: np.uint8, 2: np.uint16, 4: np.uint32}[encoding.count_index_bytes(matrix.shape[1])]
    parts = (encoded.data, encoded.indices.astype(width), encoded.indptr.astype(np.uint32))
    assert encoding.count_csr_bytes(weights) == sum(part.nbytes for part in parts)
    decoded = csr_matrix((parts[0], parts[1].astype(np.int32), parts[2].astype(np.int32)), shape=matrix.shape)
    assert np.array_equal(decoded.toarray().T.reshape(weights.shape), weights)


@given(WEIGHTS)
def test_the_bytes_of_a_bitmap_are_those_of_packed_bits_and_values(weights):
    bits, values = np.packbits(weights != 0), weights[weights != 0]
    assert encoding.count_bitmap_bytes(weights) == bits.nbytes + values.nbytes
    decoded = np.zeros(weights.shape, np.float32)
    decoded[np.unpackbits(bits, count=weights.size).reshape(weights.shape).astype(bool)] = values
    assert np.array_equal(decoded, weights)
    assert encoding.count_dense_bytes(weights) == weights.nbytes


@pytest.mark.parametrize(("columns", "size"), [(1, 1), (256, 1), (257, 2), (65_536, 2), (65_537, 4)])
def test_a_column_takes_the_fewest_bytes_that_hold_it(columns, size):
    assert encoding.count_index_bytes(columns) == size


def test_a_convolution_has_one_row_for_each_output_channel():
    kernel = np.zeros((3, 3, 2, 8), np.float32)
    kernel[0, 0, 0, :5] = 1
    assert encoding.count_csr_bytes(kernel) == 5 * (4 + 1) + 4 * 9  # 18 columns
    assert encoding.count_bitmap_bytes(kernel) == 144 // 8 + 5 * 4
