import numpy as np
import pytest

from runner.core.errors import FidelityError
from runner.run import fidelity

MASKS = {"fc": [np.array([[1.0, 0.0], [1.0, 1.0]])]}


def weights(*values):
    return {"fc": [np.array(values, np.float32).reshape(2, 2)]}


@pytest.mark.parametrize("values", [(1, 0, 2, 3), (1, 0, 0, 3)], ids=["kept", "zero all the same"])
def test_a_stripped_model_with_the_zeros_of_its_masks_passes(values):
    fidelity.check_zeros(MASKS, weights(*values))


@pytest.mark.parametrize("values", [(1, 0.5, 2, 3), (0, 1, 2, 3)])
def test_a_zero_of_a_mask_that_is_not_in_the_weights_is_noticed(values):
    with pytest.raises(FidelityError, match="layer fc: 1 zeros"):
        fidelity.check_zeros(MASKS, weights(*values))
