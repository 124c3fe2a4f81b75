"""Runtime plugins: what is not installed is told, what is not chosen is left alone, and JAX goes
on."""

import os

import jax_plugins.openxla_cuda as plugin

from kit.process import tell


def main() -> str:
    found = {it.name: it for it in plugin.activate()}
    assert set(found) == {"cublas", "cudnn", "triton_jit"}, found
    assert not any(it.is_installed for it in found.values()), found
    os.environ["OPENXLA_CUDA_RUNTIME_PLUGINS"] = "none"
    assert not any(it.is_chosen for it in plugin.find() if it.name != "triton_jit")
    os.environ["OPENXLA_CUDA_RUNTIME_PLUGINS"] = "cudann"
    try:
        plugin.find()
    except ValueError as error:
        assert "cudann" in str(error), error
    else:
        raise AssertionError("an unknown plugin was accepted")
    del os.environ["OPENXLA_CUDA_RUNTIME_PLUGINS"]
    os.environ["JAX_PLATFORMS"] = "cpu"
    import jax

    return f"none installed; jax {jax.__version__} has {jax.devices()}"


if __name__ == "__main__":
    tell(main)
