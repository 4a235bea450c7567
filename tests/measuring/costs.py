"""What a model costs, all figures at once."""

from runner.measuring import flops


def measure_costs(model):
    return {**flops.count_parameters(model), **flops.count_flops(flops.find_kernels(model))}
