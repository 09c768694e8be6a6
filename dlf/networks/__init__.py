"""Linear blocks inside PyTorch networks: deep, compressed, as adapters, merged again.

The only room that imports torch. NumPy enters at its door, for starts that the rooms below compute;
training is the caller's own loop with the caller's own optimizer.
"""

from dlf._support import extra

with extra("networks"):
    from dlf.networks.adapters import AdaptedLinear, deep_lora, lora, to_lora
    from dlf.networks.blocks import DeepLinear
    from dlf.networks.compress import compress_module, compress_network, negative_gradients
    from dlf.networks.datasets import Images, fashion_mnist
    from dlf.networks.exact import compress_exactly
    from dlf.networks.neurons import RemovedNeurons, remove_neurons
    from dlf.networks.prunability import Prunability, prunability
    from dlf.networks.training import adapter_state_dict, merge, parameter_groups
    from dlf.networks.transformer import SmallViT
    from dlf.networks.watch import Watched, watch

__all__ = [
    "AdaptedLinear",
    "DeepLinear",
    "Images",
    "Prunability",
    "RemovedNeurons",
    "SmallViT",
    "Watched",
    "adapter_state_dict",
    "compress_exactly",
    "compress_module",
    "compress_network",
    "deep_lora",
    "fashion_mnist",
    "lora",
    "merge",
    "negative_gradients",
    "parameter_groups",
    "prunability",
    "remove_neurons",
    "to_lora",
    "watch",
]
