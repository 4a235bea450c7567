"""How many weights can be left of a tensor, whichever blocks are kept."""

from runner.pruning import rounding


def find_bounds(shape, sparsity, pattern):
    """The fewest and the most weights that can be kept; they differ only where blocks overlap the edge."""
    if not pattern.blocks:
        return (rounding.count_kept(shape, sparsity, pattern),) * 2
    sizes = sorted(rounding._blocks(shape, pattern.block))
    blocks = rounding._largest(sum(count for _, count in sizes), sparsity)
    return sum_of_first(sizes, blocks), sum_of_first(sizes[::-1], blocks)


def sum_of_first(sizes, blocks):
    total = 0
    for size, count in sizes:
        taken = min(count, blocks)
        total, blocks = total + size * taken, blocks - taken
    return total
