"""A PJRT plugin, driven through its C API."""

import ctypes

MAJOR, MINOR = 0, 30

_POINTER = ctypes.c_void_p
_FLOATS = ctypes.POINTER(ctypes.c_float)


class PjrtError(RuntimeError):
    """What the plugin said."""


class _Api(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("major_version", ctypes.c_int32),
        ("minor_version", ctypes.c_int32),
        ("error_message", ctypes.CFUNCTYPE(ctypes.c_char_p, _POINTER)),
        ("error_destroy", ctypes.CFUNCTYPE(None, _POINTER)),
        (
            "client_create",
            ctypes.CFUNCTYPE(
                _POINTER, ctypes.POINTER(ctypes.c_char_p), ctypes.c_size_t, ctypes.POINTER(_POINTER)
            ),
        ),
        ("client_destroy", ctypes.CFUNCTYPE(None, _POINTER)),
        ("client_platform_name", ctypes.CFUNCTYPE(ctypes.c_char_p, _POINTER)),
        (
            "client_compile",
            ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p, ctypes.POINTER(_POINTER)),
        ),
        ("executable_destroy", ctypes.CFUNCTYPE(None, _POINTER)),
        (
            "executable_execute",
            ctypes.CFUNCTYPE(
                _POINTER,
                _POINTER,
                ctypes.POINTER(_FLOATS),
                ctypes.c_size_t,
                ctypes.c_size_t,
                _FLOATS,
            ),
        ),
    ]


class Client:
    """A device of a plugin."""

    def __init__(self, library, **options):
        loaded = ctypes.CDLL(library)
        loaded.GetPjrtApi.restype = ctypes.POINTER(_Api)
        self._api = loaded.GetPjrtApi().contents
        found = (self._api.major_version, self._api.minor_version)
        if found[0] != MAJOR or found[1] < MINOR:
            raise PjrtError(f"jax needs PJRT {MAJOR}.{MINOR}, the plugin has {found[0]}.{found[1]}")
        texts = [f"{name}={value}".encode() for name, value in options.items()]
        self._client = _POINTER()
        self._check(
            self._api.client_create(
                (ctypes.c_char_p * len(texts))(*texts), len(texts), ctypes.byref(self._client)
            )
        )

    @property
    def platform(self):
        """The name of the device's kind."""
        return self._api.client_platform_name(self._client).decode()

    def compile(self, program):
        """A program's text, compiled for this device."""
        executable = _POINTER()
        self._check(
            self._api.client_compile(self._client, program.encode(), ctypes.byref(executable))
        )
        return executable

    def execute(self, executable, arguments):
        """The result of lists of numbers that are all of one length."""
        length = len(arguments[0])
        arrays = [(ctypes.c_float * length)(*it) for it in arguments]
        pointers = (_FLOATS * len(arrays))(*(ctypes.cast(it, _FLOATS) for it in arrays))
        result = (ctypes.c_float * length)()
        self._check(self._api.executable_execute(executable, pointers, len(arrays), length, result))
        return list(result)

    def _check(self, error):
        if error:
            message = self._api.error_message(error).decode(errors="replace")
            self._api.error_destroy(error)
            raise PjrtError(message)
